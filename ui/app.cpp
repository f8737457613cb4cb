#include "ui/app.h"

#include <algorithm>
#include <tuple>

#include "shared/records/kinds.h"
#include "ui/drafts.h"
#include "ui/screens/screens.h"
#include "ui/update.h"

namespace hub::ui {

namespace {

constexpr Millis kMinuteMs = 60'000, kDayMs = 24 * 60 * kMinuteMs;
constexpr Millis kReadMs = 400;  // sooner nobody has read what is wrong
// A pause in typing commits what is there, and so does the clock where nobody pauses.
constexpr Millis kPauseMs = 1'000, kLongestUnsavedMs = 5'000;
// So long the page itself says that it opens (wasm/index.html): most starts need no other picture.
constexpr Millis kQuietOpeningMs = 3'000;
constexpr std::size_t kMostRowsKnown = 5'000;  // a search makes new ones with every letter
constexpr Millis kAwayMs = 30'000;  // until a text whose record is not here is tried again

using Draw = void (*)(Page&);

Draw screen_to_draw(State const& state) {
    if (!state.may_write()) return draw_blocked;
    if (!state.loaded) return draw_opening;
    if (!state.phone.enrolled()) return draw_welcome;
    switch (state.screen().kind) {
        case ScreenKind::Today:
            return draw_today;
        case ScreenKind::Enterprises:
        case ScreenKind::ChooseForVisit:
        case ScreenKind::ChooseForRequest:
            return draw_enterprises;
        case ScreenKind::Requests:
            return draw_requests;
        case ScreenKind::Solutions:
            return draw_solutions;
        case ScreenKind::More:
            return draw_more;
        case ScreenKind::Enterprise:
            return draw_enterprise;
        case ScreenKind::Filling:
            return draw_filling;
        case ScreenKind::Question:
            return draw_question;
        case ScreenKind::Solution:
            return draw_solution;
        case ScreenKind::Status:
            return draw_status;
    }
    return draw_today;
}

// What is wrong with the answer shown, for who goes on to a later question.
std::string wrong_answer(State const& state, std::size_t next, Date today) {
    Screen const& screen = state.screen();
    Record const* const filled = find_filled(state, screen.subject);
    Form const* const form = filled ? form_of(state, *filled) : nullptr;
    if (screen.kind != ScreenKind::Question || next <= screen.question || !form) return "";
    auto const asked = asked_questions(*form, *filled, today);
    if (screen.question >= asked.size()) return "";
    Question const& question = *asked[screen.question];
    if (is_null(filled->get(answer_path(question.name)))) return "";
    return complaint(question, answers_of(*filled), {today});
}

// What any screen shows of the exchange with the server; on État also how long ago it was.
auto told(State const& state, Now now) {
    Phone const& phone = state.phone;
    bool const is_dated = state.screen().kind == ScreenKind::Status;
    Millis const ago_min = is_dated ? (now.wall_ms - phone.last_sync_ms()) / kMinuteMs : 0;
    return std::make_tuple(
        ago_min,
        phone.records().revision(), phone.outbox().size(), phone.quarantined().size(),
        phone.synced_once(), phone.more_to_pull(), state.connection.trouble, state.enrolment.asking,
        state.enrolment.trouble, clock_days_behind(state), state.screen_revision);
}

}  // namespace

struct App::Inside {
    std::function<Id()> random_id;
    State state;
    Drafts drafts;
    Memory memory;
    SemanticTable table;
    std::vector<Effect> effects;
    Now last_told{};  // when what is shown was last compared with what is known
    std::uint32_t shown_revision = 0;
    struct Held {
        std::uint32_t revision = 0;
        Millis since_ms = 0;
    } held;  // the screen that was not left yet: holds_back()
    bool changed = true;
    bool opens_slowly = false;  // kQuietOpeningMs are over
    bool told_dirty = false;
    bool typing = false;  // the keyboard is up: a next question's text field takes it over
    bool hand_on = false;

    void typed(TextTyped const& action, Now now) {
        auto const target = drafts.targets.find(action.field);
        if (target == drafts.targets.end()) return;
        switch (target->second.kind) {
            case FieldTarget::Kind::SolutionQuery:
                return dispatch(SearchSolutions{action.text}, now);
            case FieldTarget::Kind::EnterpriseFilter:
                return dispatch(FilterEnterprises{action.text}, now);
            case FieldTarget::Kind::EnrolmentCode:
                drafts.enrolment_code = action.text;
                return;
            case FieldTarget::Kind::Answer:
                note_typed(drafts.typed[action.field], action.text, now);
        }
    }

    void note_typed(Typed& typed, std::string const& text, Now now) {
        bool const first = typed.text.empty() || !typed.fault.empty();
        typed = {text, first ? now.steady_ms : typed.first_ms, now.steady_ms, ""};
        held = {};
    }

    // Not here for now: its hub was taken away, or a restored server gives everything anew.
    bool is_away(std::uint32_t field) const {
        auto const target = drafts.targets.find(field);
        return target != drafts.targets.end() && target->second.kind == FieldTarget::Kind::Answer &&
               !find_filled(state, target->second.record);
    }

    void commit(std::uint32_t field, std::string const& text, Now now) {
        if (is_away(field)) {
            Typed& typed = drafts.typed[field];
            typed.first_ms = typed.last_ms = now.steady_ms + kAwayMs;
            return;
        }
        auto const action = drafts.commit(field, text);
        if (!action) return;
        FieldTarget& target = drafts.targets.at(field);
        Origin const before = word_at(target);
        dispatch(*action, now);
        // More of it is said over this own word, unless another one stands above it.
        Origin const after = word_at(target);
        if (before != after) target.seen = after;
    }

    Origin word_at(FieldTarget const& target) const {
        Record const* const filled = find_filled(state, target.record);
        FieldState const* const word =
            filled ? filled->state(answer_path(target.question)) : nullptr;
        return word ? word->origin : Origin{};
    }

    static Millis autosave_at_ms(Typed const& typed) {
        return std::min(typed.last_ms + kPauseMs, typed.first_ms + kLongestUnsavedMs);
    }

    // What is typed, or only what is due for saving. What cannot be an answer gets its fault.
    enum class Which : bool { Due, All };
    void commit_typed(Which which, Now now) {
        std::vector<std::pair<std::uint32_t, std::string>> rested;
        for (auto const& [field, typed] : drafts.typed)
            if (typed.fault.empty() &&
                (which == Which::All || autosave_at_ms(typed) <= now.steady_ms))
                rested.emplace_back(field, typed.text);
        for (auto const& [field, text] : rested) commit(field, text, now);
        changed |= !rested.empty();
    }

    void set_alarm(Now now) {
        std::optional<Millis> alarm = next_alarm_ms(state);
        for (auto const& [field, typed] : drafts.typed)
            if (typed.fault.empty())
                alarm = std::min(alarm.value_or(autosave_at_ms(typed)), autosave_at_ms(typed));
        if (!alarm) return;
        Millis const wait = std::max<Millis>(0, *alarm - now.steady_ms);
        effects.push_back(WakeUp{static_cast<std::uint32_t>(wait)});
    }

    void tell_dirty() {
        bool const dirty = !state.saved() || !drafts.typed.empty();
        if (dirty != told_dirty) effects.push_back(SetDirty{dirty});
        told_dirty = dirty;
    }

    void dispatch(Action const& action, Now now) {
        auto const before = told(state, last_told);
        last_told = now;
        obey(action, now);
        // The clock and an answer without news cost no frame.
        bool const quiet =
            std::holds_alternative<Tick>(action) || std::holds_alternative<SyncAnswered>(action) ||
            (std::holds_alternative<ReadOn>(action) && state.phone.records().unread() > 0);
        changed |= !quiet || before != told(state, now);
    }

    void obey(Action const& action, Now now) {
        if (holds_back(action, now)) return;
        if (std::holds_alternative<AnswerQuestion>(action)) held = {};  // another one to read
        if (auto const* text = std::get_if<TextTyped>(&action)) typed(*text, now);
        if (auto const* text = std::get_if<TextCommitted>(&action))
            if (drafts.typed.count(text->field) > 0) commit(text->field, text->text, now);
        if (std::holds_alternative<Tick>(action)) {
            commit_typed(Which::Due, now);
            opens_slowly |= !state.loaded;
        }
        if (std::holds_alternative<UpdateNow>(action)) state.update_wanted = true;
        if (std::holds_alternative<AskedToGiveUp>(action)) state.give_up_wanted = true;
        if (std::holds_alternative<PictureLost>(action)) state.reload_wanted = true;
        // What was typed before a choice must not come after it.
        if (std::holds_alternative<ResolveConflict>(action)) commit_typed(Which::All, now);
        // Also what is typed while the rest is being saved.
        if (state.update_wanted || state.give_up_wanted || state.reload_wanted)
            commit_typed(Which::All, now);
        World world{now, random_id, effects};
        std::size_t const depth = state.screens.size();
        std::uint32_t const revision = state.screen_revision;
        state.screens.back().offset = memory.scroll_offset;
        update(state, action, world);
        set_alarm(now);
        tell_dirty();
        if (state.screen_revision == revision) return;
        hand_on = std::holds_alternative<OpenQuestion>(action) && typing;
        // Going back returns to where the screen was; another screen begins at its top.
        bool const went_back = state.screens.size() < depth;
        memory.scroll_offset = went_back ? state.screen().offset : 0;
    }

    // Whether it would leave the question shown.
    bool leaves(Action const& action) const {
        if (auto const* moved = std::get_if<HistoryMoved>(&action))
            return moved->depth + 1 < state.screens.size();
        return std::holds_alternative<GoBack>(action) || std::holds_alternative<GoTo>(action) ||
               std::holds_alternative<OpenQuestion>(action) ||
               std::holds_alternative<OpenStatus>(action) ||
               std::holds_alternative<StartVisit>(action);
    }

    // What cannot be an answer ("abc" for a number) is not left behind unseen, nor is one that the
    // form does not allow passed over: the screen stays and says why. Who asks again goes, but not
    // on to another question over a text that cannot be saved: there it is to be corrected.
    bool holds_back(Action const& action, Now now) {
        if (!leaves(action)) return false;
        commit_typed(Which::All, now);
        bool const unread =
            std::any_of(table.nodes.begin(), table.nodes.end(),
                        [&](SemanticNode const& node) { return drafts.typed.count(node.id) > 0; });
        auto const* const opened = std::get_if<OpenQuestion>(&action);
        std::string const wrong = opened ? wrong_answer(state, opened->index, now.today()) : "";
        if (!unread && wrong.empty()) return false;
        if (!(unread && opened) && asked_again(now)) return false;
        if (std::holds_alternative<HistoryMoved>(action))  // the browser has left already
            effects.push_back(SetHistoryDepth{state.screens.size() - 1});
        if (!wrong.empty()) effects.push_back(AnnounceLive{wrong});
        memory.scroll_offset = table.scroller.offset = 0;  // where it says why
        ++table.scroller.revision;
        changed = true;
        return true;
    }

    // The second tap of a double tap has read nothing.
    bool asked_again(Now now) {
        bool const known = held.revision == state.screen_revision;
        if (known) return now.steady_ms - held.since_ms >= kReadMs;
        held = {state.screen_revision, now.steady_ms};
        return false;
    }

    static bool is_field(SemanticNode const& node) {
        bool const text = node.role == Role::TextField || node.role == Role::TextArea;
        return text && node.input != InputKind::Date;  // a date is picked, not typed
    }

    // From one text question to the next the keyboard stays: told by the frame that is shown.
    void hand_keyboard_on() {
        if (!hand_on) return;
        hand_on = memory.resized;
        auto const next = std::find_if(table.nodes.begin(), table.nodes.end(), is_field);
        if (next != table.nodes.end()) table.focus = next->id;
    }

    // The list is nearly there: nothing is drawn that would keep it waiting.
    bool opens_quietly() const {
        return !state.loaded && state.may_write() && !opens_slowly;
    }

    void begin_table(Now now) {
        Scroller const last = table.scroller;
        table = SemanticTable{};
        table.scroller.offset = last.offset;
        table.scroller.revision = last.revision;
        bool const another = shown_revision != state.screen_revision;
        if (another || memory.row_heights.size() > kMostRowsKnown) memory.row_heights.clear();
        if (!another) return;
        shown_revision = state.screen_revision;
        // A screen that goes commits what was typed on it, whether or not the field was left.
        commit_typed(Which::All, now);
        // What could not be committed waits for who comes back to its field.
        std::erase_if(drafts.targets,
                      [&](auto const& target) { return drafts.typed.count(target.first) == 0; });
        table.scroller.offset = memory.scroll_offset;
        ++table.scroller.revision;
    }

    void draw(Display const& display, Now now, std::vector<Action>& out) {
        ImGui::SetNextWindowPos({0, 0});
        ImGui::SetNextWindowSize({display.width, display.height});
        ImGui::Begin("app", nullptr,
                     ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                         ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoSavedSettings |
                         ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse);
        Page page(state, drafts, display, now, memory, table, out);
        page.draw_box({0, 0, display.width, display.height}, page.colours.paper, 0, 0, 0);
        {
            Scoped scope(std::to_string(static_cast<int>(state.screen().kind)));
            screen_to_draw(state)(page);
        }
        ImGui::End();
    }
};

Date Now::today() const {
    Millis const local = wall_ms + Millis{utc_offset_min} * 60'000;
    return {static_cast<std::int32_t>((local >= 0 ? local : local - kDayMs + 1) / kDayMs)};
}

App::App(std::function<Id()> random_id) : inside_(std::make_unique<Inside>()) {
    inside_->random_id = std::move(random_id);
    inside_->effects.push_back(WakeUp{kQuietOpeningMs});
}

App::~App() = default;

void App::dispatch(Action const& action, Now now) { inside_->dispatch(action, now); }

void App::frame(Display const& display, Now now) {
    Inside& in = *inside_;
    in.changed = false;
    in.memory.resized = false;
    in.begin_table(now);
    std::vector<Action> out;
    in.draw(display, now, out);
    in.hand_keyboard_on();
    in.memory.activated = 0;
    for (Action const& action : out) in.dispatch(action, now);
    in.typing = false;
    in.changed |= in.memory.resized;
}

std::vector<Effect> App::take_effects() { return std::exchange(inside_->effects, {}); }

SemanticTable const& App::semantics() const { return inside_->table; }

void App::activate(std::uint32_t node) {
    inside_->memory.activated = node;
    inside_->changed = true;
}

void App::go_on(std::uint32_t node) {
    activate(node);
    inside_->typing = true;
}

void App::pressed(std::uint32_t node) {
    inside_->changed |= inside_->memory.pressed != node;
    inside_->memory.pressed = node;
}

void App::focused(std::uint32_t node) {
    inside_->changed |= inside_->memory.focused != node;
    inside_->memory.focused = node;
}

void App::scrolled(float offset) {
    inside_->changed |= inside_->memory.scroll_offset != offset;
    inside_->memory.scroll_offset = offset;
}

void App::redraw() { inside_->changed = true; }

bool App::wants_frame() const { return inside_->changed && !inside_->opens_quietly(); }

State const& App::state() const { return inside_->state; }

}  // namespace hub::ui

#include "ui/app.h"

#include <algorithm>
#include <tuple>

#include "shared/records/kinds.h"
#include "ui/announcer.h"
#include "ui/drafts.h"
#include "ui/gesture.h"
#include "ui/language.h"
#include "ui/leaving.h"
#include "ui/sight.h"
#include "ui/stage.h"
#include "ui/taps.h"
#include "ui/texts.h"
#include "ui/update.h"

namespace hub::ui {

namespace {

constexpr Millis kMinuteMs = 60'000, kDayMs = 24 * 60 * kMinuteMs;
constexpr Millis kReadMs = 400;  // sooner nobody has read what is wrong
// A pause in typing commits what is there, and so does the clock where nobody pauses.
constexpr Millis kPauseMs = 1'000, kLongestUnsavedMs = 5'000;
// So long a bar on the page says that the app opens (wasm/index.html): most starts need no other
// picture.
constexpr Millis kQuietOpeningMs = 3'000;
constexpr std::size_t kMostRowsKnown = 5'000;  // a search makes new ones with every letter
constexpr Millis kAwayMs = 30'000;     // until a text whose record is not here is tried again
constexpr std::uint32_t kTickMs = 10;  // of the phone's motor, when a finger chose
constexpr float kSlidePx = 32;

// What any screen shows of the exchange with the server; on État also how long ago it was.
auto told(State const& state, Now now) {
    Phone const& phone = state.phone;
    bool const is_dated = state.screen().kind == ScreenKind::Status;
    Millis const ago_min = is_dated ? (now.wall_ms - phone.last_sync_ms()) / kMinuteMs : 0;
    return std::make_tuple(
        ago_min, phone.records().revision(), phone.outbox().size(), phone.quarantined().size(),
        phone.synced_once(), phone.more_to_pull(), state.connection.trouble, state.enrolment.asking,
        state.enrolment.trouble, clock_days_behind(state), state.screen_revision,
        state.for_data.is_long(now.steady_ms), state.for_server.is_long(now.steady_ms),
        state.for_language.is_long(now.steady_ms));
}

}  // namespace

struct App::Inside {
    std::function<Id()> random_id;
    State state;
    Drafts drafts;
    Memory memory;
    Memory beneath;  // of what lies under an overlay, as it was left
    SemanticTable table;
    std::vector<Effect> effects;
    Now last_told{};  // when what is shown was last compared with what is known
    Gesture gesture;
    Display display{};  // of the last frame
    Screen shown;       // in the last frame
    bool shown_wide = false;
    std::uint32_t shown_revision = 0;
    std::optional<ReadingPlace> reading;  // to be found again: the display turned
    // The field that is typed in, and where it is: as long as that stays, whoever scrolls away
    // from it is left alone.
    struct Sight {
        std::uint32_t field = 0;
        float y = 0, width = 0, height = 0;
        bool operator==(Sight const&) const = default;
    } sight;
    struct Held {
        std::uint32_t revision = 0;
        Millis since_ms = 0;
    } held;  // the screen that was not left yet: holds_back()
    bool changed = true;
    bool opens_slowly = false;  // kQuietOpeningMs are over
    bool told_dirty = false;
    bool began_beside = false;
    Announcer announcer;
    ListedRows rows;
    bool only_scrolled = false;  // since the last frame
    Taps taps;
    bool typing = false;  // of the tap that this frame answers
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
        if (auto const left = drafts.typed.find(field); left != drafts.typed.end()) {
            Millis& since_ms = left->second.fault_ms;
            if (since_ms == 0) since_ms = now.steady_ms;
        }
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
        if (auto const shows = next_long_wait_ms(state, now.steady_ms))
            alarm = std::min(alarm.value_or(*shows), *shows);
        if (!alarm) return;
        Millis const wait = std::max<Millis>(0, *alarm - now.steady_ms);
        effects.push_back(WakeUp{static_cast<std::uint32_t>(wait)});
    }

    void tell_dirty() {
        bool const dirty = !state.saved() || !drafts.typed.empty() || !all_shared_kept(state);
        if (dirty != told_dirty) effects.push_back(SetDirty{dirty});
        told_dirty = dirty;
    }

    void dispatch(Action const& action, Now now) {
        only_scrolled = false;
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
        if (auto const* answer = std::get_if<AnswerQuestion>(&action)) {
            held = {};  // another one to read
            bool const chosen = !answer->seen;
            if (chosen && !display.reduced_motion) effects.push_back(Vibrate{kTickMs});
        }
        if (auto const* text = std::get_if<TextTyped>(&action)) typed(*text, now);
        if (auto const* text = std::get_if<TextCommitted>(&action))
            if (drafts.typed.count(text->field) > 0) commit(text->field, text->text, now);
        if (std::holds_alternative<Tick>(action)) {
            commit_typed(Which::Due, now);
            opens_slowly |= !state.loaded;
        }
        if (std::holds_alternative<UpdateNow>(action)) state.update_wanted = true;
        if (std::holds_alternative<TryNewRelease>(action)) state.release.new_one_wanted = true;
        if (std::holds_alternative<AskedToGiveUp>(action)) state.give_up_wanted = true;
        if (std::holds_alternative<PictureLost>(action)) state.reload_wanted = true;
        // What was typed before a choice must not come after it.
        if (std::holds_alternative<ResolveConflict>(action)) commit_typed(Which::All, now);
        // Also what is typed while the rest is being saved.
        if (state.leaving() || std::holds_alternative<ReleaseChanged>(action))
            commit_typed(Which::All, now);
        state.text_left = !drafts.typed.empty();
        World world{now, random_id, effects};
        std::uint32_t const revision = state.screen_revision;
        bool const wide = state.wide;
        keep_offsets();
        update(state, action, world);
        set_alarm(now);
        tell_dirty();
        if (state.screen_revision == revision && state.wide == wide) return;
        hand_on = std::holds_alternative<OpenQuestion>(action) && typing;
        take_offsets();
    }

    // Which screen each pane shows; nullptr: the list has nothing beside it.
    bool two_panes() const { return shows_two_panes(state); }
    Screen* screen_in(Pane pane) {
        if (is_overlay(state.screen().kind))
            return pane == Pane::Main ? &state.screens.back() : nullptr;
        Screen& list = state.screens[list_screen(state)];
        if (pane == Pane::List) return two_panes() ? &list : nullptr;
        return two_panes() && &list == &state.screens.back() ? nullptr : &state.screens.back();
    }

    // Going back returns to where a screen was; another one begins at its top.
    void keep_offsets() {
        for (Pane const pane : kPanes)
            if (Screen* const screen = screen_in(pane))
                screen->offset = memory.of(pane).scroll_offset;
    }
    void take_offsets() {
        for (Pane const pane : kPanes) {
            Screen* const screen = screen_in(pane);
            memory.of(pane).scroll_offset = screen ? screen->offset : 0;
        }
    }

    // What cannot be an answer ("abc" for a number) is not left behind unseen, nor is one that the
    // form does not allow passed over: the screen stays and says why. Who asks again goes, but not
    // on to another question over a text that cannot be saved: there it is to be corrected.
    bool holds_back(Action const& action, Now now) {
        if (!leaves(state, action)) return false;
        commit_typed(Which::All, now);
        bool const unread =
            std::any_of(table.nodes.begin(), table.nodes.end(),
                        [&](SemanticNode const& node) { return drafts.typed.count(node.id) > 0; });
        auto const* const opened = std::get_if<OpenQuestion>(&action);
        std::string const wrong = opened ? wrong_answer(state, opened->index, now.today()) : "";
        if (!unread && wrong.empty()) return false;
        bool const read = wrong.empty() ? faults_were_read(now) : asked_again(now);
        if (read && !(unread && opened)) return false;
        if (std::holds_alternative<HistoryMoved>(action))  // the browser has left already
            effects.push_back(SetHistoryDepth{state.screens.size() - 1});
        if (!wrong.empty()) effects.push_back(AnnounceLive{wrong});
        if (unread && opened) {  // hears why not, each time, and stands in the field again
            for (auto const& [field, typed] : drafts.typed)
                if (!typed.fault.empty()) effects.push_back(AnnounceLive{typed.fault});
            hand_on = true;
        }
        scroll_to(Pane::Main, 0);  // where it says why
        changed = true;
        return true;
    }

    // Of every text that cannot be saved it was said for a while why.
    bool faults_were_read(Now now) const {
        return std::all_of(drafts.typed.begin(), drafts.typed.end(), [&](auto const& typed) {
            return !typed.second.fault.empty() && now.steady_ms - typed.second.fault_ms >= kReadMs;
        });
    }

    // The second tap of a double tap has read nothing.
    bool asked_again(Now now) {
        bool const known = held.revision == state.screen_revision;
        if (known) return now.steady_ms - held.since_ms >= kReadMs;
        held = {state.screen_revision, now.steady_ms};
        return false;
    }

    void draw_anew() {
        changed = true;
        only_scrolled = false;
    }

    void tapped(Tap const& tap) {
        draw_anew();
        taps.add(tap);
    }

    void take_tap() {
        Tap const tap = taps.take();
        memory.activated = tap.node;
        typing = tap.typing;
    }

    // From one text question to the next the keyboard stays: told by the frame that is shown.
    void hand_keyboard_on() {
        if (!hand_on) return;
        hand_on = memory.resized;
        auto const next = std::find_if(table.nodes.begin(), table.nodes.end(), takes_keyboard);
        if (next != table.nodes.end()) table.focus = memory.focused = next->id;
    }

    // The list is nearly there: nothing is drawn that would keep it waiting.
    bool opens_quietly() const { return !state.loaded && state.may_write() && !opens_slowly; }

    // Question after question lies side by side; all other screens just appear.
    float slide_px() const {
        Screen const& next = state.screen();
        bool const beside = shown.kind == ScreenKind::Question && next.kind == shown.kind &&
                            next.subject == shown.subject && next.question != shown.question;
        if (!beside || display.reduced_motion || two_panes()) return 0;
        bool const from_right = (next.question > shown.question) != tongue().right_to_left;
        return from_right ? kSlidePx : -kSlidePx;
    }

    void begin_table(Display const& wanted, Now now) {
        SemanticNode const* const focused = table.find(memory.focused);
        memory.keyboard = hand_on || (focused && takes_keyboard(*focused));
        bool const turned =
            wanted.width != display.width || wanted.text_scale != display.text_scale;
        reading =
            turned ? reading_place(table, Pane::Main, memory.main.scroll_offset) : std::nullopt;
        display = wanted;
        Scroller const last = table.scroller, last_list = table.list_scroller;
        rows.begin_frame(std::move(table.nodes), std::exchange(only_scrolled, true));
        table = SemanticTable{};
        table.language = tongue().code;
        table.right_to_left = tongue().right_to_left;
        table.screen_revision = state.screen_revision;
        table.scroller = {.offset = last.offset, .revision = last.revision};
        table.list_scroller = {.offset = last_list.offset, .revision = last_list.revision};
        bool const another = shown_revision != state.screen_revision;
        if (another || memory.row_heights.size() > kMostRowsKnown) memory.row_heights.clear();
        bool const same_panes = std::exchange(shown_wide, state.wide) == state.wide;
        if (!another && same_panes) return;
        for (Pane const pane : kPanes) {
            table.scroller_of(pane).offset = memory.of(pane).scroll_offset;
            ++table.scroller_of(pane).revision;
        }
        reading.reset();
        if (another) begin_screen(now);
    }

    void begin_screen(Now now) {
        table.slide_px = slide_px();
        shown_revision = state.screen_revision;
        shown = state.screen();
        taps.clear();  // meant for the screen that is gone
        // A screen that goes commits what was typed on it, whether or not the field was left.
        commit_typed(Which::All, now);
        // What could not be committed waits for who comes back to its field.
        std::erase_if(drafts.targets,
                      [&](auto const& target) { return drafts.typed.count(target.first) == 0; });
    }

    void scroll_to(Pane pane, float offset) {
        if (offset == memory.of(pane).scroll_offset) return;
        memory.of(pane).scroll_offset = table.scroller_of(pane).offset = offset;
        ++table.scroller_of(pane).revision;
        draw_anew();
    }

    // After a frame: whatever it moved, nobody loses his place.
    void keep_place() {
        SemanticNode const* const focused = table.find(memory.focused);
        if (!focused) memory.focused = 0;  // its screen is gone, and the browser need not say so
        if (!focused || !takes_keyboard(*focused)) {
            if (memory.keyboard) draw_anew();
            sight = {};
            if (reading)
                scroll_to(Pane::Main, offset_of(table, *reading, memory.main.scroll_offset));
            return;
        }
        Pane const pane = focused->pane;
        Rect const& view = table.scroller_of(pane).rect;
        Sight const now{focused->id, focused->rect.y, view.width, view.height};
        if (now == sight) return;
        sight = now;
        scroll_to(pane, offset_to_show(table, *focused, memory.of(pane).scroll_offset));
    }

    // A tap that begins and ends outside of what lies over everything else.
    bool is_beside_dialog(Pointer const& pointer) {
        bool const inside = table.dialog.contains(pointer.x, pointer.y);
        if (pointer.phase == Pointer::Phase::Down) began_beside = table.close != 0 && !inside;
        return pointer.phase == Pointer::Phase::Up && std::exchange(began_beside, false) &&
               table.close != 0 && !inside;
    }

    std::uint32_t follow(Pointer pointer) {
        SemanticNode const* const node = table.find(pointer.node);
        bool const field = node && (node->role == Role::TextField || node->role == Role::TextArea);
        bool const tappable = node && (node->role == Role::Button || node->role == Role::Radio ||
                                       node->role == Role::Checkbox);
        if (!tappable) pointer.node = 0;              // nothing of it shows that it is pressed
        Rect const& list = table.list_scroller.rect;  // has no swipes
        bool const over_list = pointer.x >= list.x && pointer.x < list.x + list.width;
        Swipe const swipe = gesture.follow(pointer, field || over_list, display);
        if (memory.pressed != gesture.pressed()) draw_anew();
        memory.pressed = gesture.pressed();
        if (is_beside_dialog(pointer)) return table.close;
        if (swipe == Swipe::None) return 0;
        return swipe == Swipe::Forward ? table.forward : table.back;
    }

    // What a list leads to takes the place of what was opened from it.
    void dispatch_from_list(std::vector<Action> const& actions, Now now) {
        for (Action const& action : actions) {
            bool const details = screen_in(Pane::Main) != nullptr;
            if (leads_on(action) && details) {
                dispatch(CloseDetails{}, now);
                if (screen_in(Pane::Main)) return;  // held back
            }
            dispatch(action, now);
        }
        // The browser's history need not go back and forth for it.
        bool known = false;
        for (std::size_t i = effects.size(); i-- > 0;) {
            if (!std::holds_alternative<SetHistoryDepth>(effects[i])) continue;
            if (std::exchange(known, true))
                effects.erase(effects.begin() + static_cast<std::ptrdiff_t>(i));
        }
    }
};

Date Now::today() const {
    Millis const local = wall_ms + Millis{utc_offset_min} * 60'000;
    return {static_cast<std::int32_t>((local >= 0 ? local : local - kDayMs + 1) / kDayMs)};
}

App::App(std::function<Id()> random_id) : inside_(std::make_unique<Inside>()) {
    inside_->random_id = std::move(random_id);
    inside_->effects.push_back(WakeUp{kQuietOpeningMs});
    (void)speak("");  // French cannot fail
}

App::~App() = default;

void App::dispatch(Action const& action, Now now) { inside_->dispatch(action, now); }

void App::frame(Display const& display, Now now) {
    Inside& in = *inside_;
    in.memory.resized = false;
    if (fits_two_panes(display) != in.state.wide)
        in.dispatch(DisplayWidened{fits_two_panes(display)}, now);
    in.changed = false;
    in.begin_table(display, now);
    in.take_tap();
    std::vector<Action> out, from_list;
    draw_stage({in.state, in.drafts, in.display, now, in.memory, in.beneath, in.table, &in.rows},
               out, from_list);
    in.hand_keyboard_on();
    in.keep_place();
    for (std::string& words : in.announcer.news(in.table))
        in.effects.push_back(AnnounceLive{std::move(words)});
    in.dispatch_from_list(from_list, now);
    for (Action const& action : out) in.dispatch(action, now);
    in.typing = false;
    if (in.memory.resized || !in.taps.empty()) in.draw_anew();
}

std::vector<Effect> App::take_effects() { return std::exchange(inside_->effects, {}); }

SemanticTable const& App::semantics() const { return inside_->table; }

void App::activate(std::uint32_t node) { inside_->tapped({node, false}); }

void App::go_on(std::uint32_t node) { inside_->tapped({node, true}); }

std::uint32_t App::pointer(Pointer const& pointer) { return inside_->follow(pointer); }

void App::focused(std::uint32_t node) {
    if (inside_->memory.focused != node) inside_->draw_anew();
    inside_->memory.focused = node;
}

void App::scrolled(float offset, Pane pane) {
    float& known = inside_->memory.of(pane).scroll_offset;
    inside_->changed |= known != offset;
    known = offset;
}

void App::redraw() { inside_->draw_anew(); }

bool App::wants_frame() const { return inside_->changed && !inside_->opens_quietly(); }

State const& App::state() const { return inside_->state; }

}  // namespace hub::ui

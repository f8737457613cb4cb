#include "ui/app.h"

#include <algorithm>

#include "ui/drafts.h"
#include "ui/screens/screens.h"
#include "ui/update.h"

namespace hub::ui {

namespace {

constexpr Millis kAutosaveMs = 2'000;  // a pause in typing commits what is there

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

}  // namespace

struct App::Inside {
    std::function<Id()> random_id;
    State state;
    Drafts drafts;
    Memory memory;
    SemanticTable table;
    std::vector<Effect> effects;
    std::uint32_t shown_revision = 0;
    std::uint32_t held_back_at = 0;  // the screen that was not left yet: holds_back()
    float shown_offset = 0;
    bool changed = true;
    bool told_dirty = false;

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
                drafts.typed[action.field] = {action.text, now.steady_ms, ""};
        }
    }

    void commit(std::uint32_t field, std::string const& text, Now now) {
        auto const action = drafts.commit(field, text);
        if (action) dispatch(*action, now);
    }

    // Commits what nobody has typed on for so long.
    void commit_rested(Millis pause_ms, Now now) {
        std::vector<std::pair<std::uint32_t, std::string>> rested;
        for (auto const& [field, typed] : drafts.typed)
            if (typed.fault.empty() && now.steady_ms - typed.since_ms >= pause_ms)
                rested.emplace_back(field, typed.text);
        for (auto const& [field, text] : rested) commit(field, text, now);
    }

    void set_alarm(Now now) {
        std::optional<Millis> alarm = next_alarm_ms(state);
        for (auto const& [field, typed] : drafts.typed)
            if (typed.fault.empty())
                alarm = std::min(alarm.value_or(typed.since_ms + kAutosaveMs),
                                 typed.since_ms + kAutosaveMs);
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
        changed = true;
        if (holds_back(action, now)) return;
        if (auto const* text = std::get_if<TextTyped>(&action)) typed(*text, now);
        if (auto const* text = std::get_if<TextCommitted>(&action))
            commit(text->field, text->text, now);
        if (std::holds_alternative<Tick>(action)) commit_rested(kAutosaveMs, now);
        if (std::holds_alternative<UpdateNow>(action)) state.update_wanted = true;
        if (std::holds_alternative<AskedToGiveUp>(action)) state.give_up_wanted = true;
        // Also what is typed while the rest is being saved.
        if (state.update_wanted || state.give_up_wanted) commit_rested(0, now);
        World world{now, random_id, effects};
        std::size_t const depth = state.screens.size();
        std::uint32_t const revision = state.screen_revision;
        state.screens.back().offset = memory.scroll_offset;
        update(state, action, world);
        set_alarm(now);
        tell_dirty();
        if (state.screen_revision == revision) return;
        // Going back returns to where the screen was; another screen begins at its top.
        bool const went_back = state.screens.size() < depth;
        memory.scroll_offset = went_back ? state.screen().offset : 0;
    }

    // What cannot be an answer ("abc" for a number) is not left behind unseen: the screen stays and
    // says why. The way back is open to who asks for it again.
    bool holds_back(Action const& action, Now now) {
        bool const going_back = std::holds_alternative<GoBack>(action);
        if (!going_back && !std::holds_alternative<OpenQuestion>(action)) return false;
        commit_rested(0, now);
        if (drafts.typed.empty()) return false;
        return !going_back ||
               std::exchange(held_back_at, state.screen_revision) != state.screen_revision;
    }

    void begin_table(Now now) {
        Scroller const last = table.scroller;
        table = SemanticTable{};
        table.scroller.offset = last.offset;
        table.scroller.revision = last.revision;
        if (shown_revision == state.screen_revision) return;
        shown_revision = state.screen_revision;
        // A screen that goes commits what was typed on it, whether or not the field was left.
        commit_rested(0, now);
        drafts.targets.clear();
        drafts.typed.clear();
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

App::App(std::function<Id()> random_id) : inside_(std::make_unique<Inside>()) {
    inside_->random_id = std::move(random_id);
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
    in.memory.activated = 0;
    for (Action const& action : out) in.dispatch(action, now);
    in.changed |= in.memory.resized;
}

std::vector<Effect> App::take_effects() { return std::exchange(inside_->effects, {}); }

SemanticTable const& App::semantics() const { return inside_->table; }

void App::activate(std::uint32_t node) {
    inside_->memory.activated = node;
    inside_->changed = true;
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

bool App::wants_frame() const { return inside_->changed; }

State const& App::state() const { return inside_->state; }

}  // namespace hub::ui

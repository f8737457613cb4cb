#include "ui/stage.h"

#include "ui/screens/screens.h"

namespace hub::ui {

namespace {

constexpr ImU32 kShade = IM_COL32(0, 0, 0, 140);  // over what waits under an overlay

struct Shown {
    void (*draw)(Page&);
    char const* name;  // tests/browser/screens.test.mjs finds every screen by it
};

Shown screen_to_draw(State const& state, Screen const& screen) {
    if (!state.may_write()) return {draw_blocked, "blocked"};
    if (!state.loaded) return {draw_opening, "opening"};
    if (!state.phone.enrolled() && must_install_first(state))
        return {draw_install_first, "install-first"};
    if (!state.phone.enrolled()) return {draw_welcome, "welcome"};
    switch (screen.kind) {
        case ScreenKind::Today:
            return {draw_today, "today"};
        case ScreenKind::Enterprises:
            return {draw_enterprises, "enterprises"};
        case ScreenKind::ChooseForVisit:
            return {draw_enterprises, "choose-for-visit"};
        case ScreenKind::ChooseForRequest:
            return {draw_enterprises, "choose-for-request"};
        case ScreenKind::Requests:
            return {draw_requests, "requests"};
        case ScreenKind::Solutions:
            return {draw_solutions, "solutions"};
        case ScreenKind::More:
            return {draw_more, "more"};
        case ScreenKind::Enterprise:
            return {draw_enterprise, "enterprise"};
        case ScreenKind::Filling:
            return {draw_filling, "filling"};
        case ScreenKind::Question:
            return {draw_question, "question"};
        case ScreenKind::Solution:
            return {draw_solution, "solution"};
        case ScreenKind::Status:
            return {draw_status, "status"};
        case ScreenKind::Guide:
            return {draw_guide, "guide"};
        case ScreenKind::Install:
            return {draw_install, "install"};
        case ScreenKind::Photo:
            return {draw_photo, "photo"};
        case ScreenKind::Filters:
            return {draw_filters, "filters"};
    }
    return {draw_today, "today"};
}

void draw_pane(Stage const& stage, Seat seat, std::vector<Action>& out) {
    State const& state = stage.state;
    Page page(state, stage.drafts, stage.display, stage.now, stage.memory, stage.table, out, seat);
    page.repeat(stage.rows);
    Shown const shown = screen_to_draw(state, page.screen);
    stage.table.screen = shown.name;
    bool const nothing =
        seat.pane == Pane::Main && shows_two_panes(state) && seat.screen == list_screen(state);
    Scoped scope(nothing ? "nothing" : std::to_string(static_cast<int>(page.screen.kind)));
    if (nothing) return nothing_open(page);
    shown.draw(page);
    if (seat.pane == Pane::List) page.draw_border();
}

// To be seen, as it was left, but neither touched nor heard.
void draw_beneath(Stage const& stage) {
    Memory& memory = stage.beneath;
    memory.activated = memory.pressed = memory.focused = 0;
    memory.resized = false;
    SemanticTable ignored;
    std::vector<Action> none;
    Stage const unheard{stage.state, stage.drafts, stage.display, stage.now,
                        memory,      memory,       ignored,       nullptr};
    if (shows_two_panes(stage.state))
        draw_pane(unheard, {list_screen(stage.state), Pane::List}, none);
    draw_pane(unheard, {base_screen(stage.state), Pane::Main}, none);
    stage.memory.resized |= memory.resized;
}

}  // namespace

void draw_stage(Stage const& stage, std::vector<Action>& out, std::vector<Action>& from_list) {
    State const& state = stage.state;
    ImVec2 const size{stage.display.width, stage.display.height};
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size);
    ImGui::Begin("app", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse);
    std::size_t const last = state.screens.size() - 1;
    if (is_overlay(state.screen().kind)) {
        draw_beneath(stage);
        ImGui::GetWindowDrawList()->AddRectFilled({0, 0}, size, kShade);
    } else if (shows_two_panes(state)) {
        draw_pane(stage, {list_screen(state), Pane::List}, from_list);
    }
    draw_pane(stage, {last, Pane::Main}, out);
    if (!is_overlay(state.screen().kind)) stage.beneath = stage.memory;
    ImGui::End();
}

}  // namespace hub::ui

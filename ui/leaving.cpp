#include "ui/leaving.h"

#include "shared/records/kinds.h"
#include "ui/format.h"

namespace hub::ui {

bool leaves(State const& state, Action const& action) {
    if (auto const* moved = std::get_if<HistoryMoved>(&action))
        return moved->depth + 1 < state.screens.size();
    return std::holds_alternative<GoBack>(action) || std::holds_alternative<GoTo>(action) ||
           std::holds_alternative<CloseDetails>(action) ||
           std::holds_alternative<OpenQuestion>(action) ||
           std::holds_alternative<OpenStatus>(action) ||
           std::holds_alternative<OpenGuide>(action) ||
           std::holds_alternative<StartVisit>(action) ||
           std::holds_alternative<StartRequest>(action) ||
           std::holds_alternative<OpenShared>(action);
}

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

bool leads_on(Action const& action) {
    return std::holds_alternative<OpenEnterprise>(action) ||
           std::holds_alternative<OpenFilling>(action) ||
           std::holds_alternative<OpenSolution>(action) ||
           std::holds_alternative<OpenStatus>(action) ||
           std::holds_alternative<OpenGuide>(action) ||
           std::holds_alternative<StartVisit>(action) ||
           std::holds_alternative<StartRequest>(action) ||
           std::holds_alternative<OpenShared>(action);
}

}  // namespace hub::ui

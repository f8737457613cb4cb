#pragma once
// What would take a person away from what is shown, before anything is taken away.

#include <string>

#include "ui/state.h"

namespace hub::ui {

// The action leaves the question shown.
bool leaves(State const& state, Action const& action);
// What a list leads to: beside it, in the place of what was opened from it before.
bool leads_on(Action const& action);
// What is wrong with the answer shown, for who goes on to the question `next`; "": nothing, or he
// goes back.
std::string wrong_answer(State const& state, std::size_t next, Date today);

}  // namespace hub::ui

#include <string>

#include "ui/texts.h"
#include "ui/update.h"

namespace hub::ui {

void install(State& state, World& world) {
    if (state.install.way == InstallWay::Asks) return world.effects.push_back(OfferInstall{});
    if (can_install(state)) show(state, {ScreenKind::Install});
}

void install_later(State& state, World& world) {
    state.install.later_ms = world.now.wall_ms;
    world.effects.push_back(KeepPreference{"install-later", std::to_string(world.now.wall_ms)});
}

void was_installed(State& state, World& world) {
    state.install.way = InstallWay::Installed;
    world.effects.push_back(AnnounceLive{texts::kInstalled});
    state.protection_asked = false;  // browsers trust what is on the home screen
    ask_protection(state, world);
}

void enrol_here(State& state, World& world) {
    state.enrolment.here = true;
    enrol_if_asked(state, world);
}

void copy_code(State const& state, World& world) {
    if (!state.enrolment.code.empty()) world.effects.push_back(CopyText{state.enrolment.code});
}

void ask_protection(State& state, World& world) {
    if (state.protection == Protection::Granted || state.protection_asked) return;
    state.protection_asked = true;
    world.effects.push_back(AskPersistence{});
}

}  // namespace hub::ui

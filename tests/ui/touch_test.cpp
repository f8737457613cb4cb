// What fingers mean: presses, swipes from question to question, the tick of the phone's motor.
#include <doctest/doctest.h>

#include "tests/ui/phone_world.h"

using namespace hub;
using namespace hub::tests;
using ui::Role;
using Phase = ui::Pointer::Phase;

namespace {

constexpr char kConsent[] = "La personne accepte l'entretien et l'enregistrement des données ?";
constexpr char kDate[] = "Date de la visite";
constexpr char kYear[] = "Année de démarrage de l'activité";

constexpr PhoneWorld::Way kToTheLeft{300, 300, 120, 320};
constexpr PhoneWorld::Way kToTheRight{120, 300, 300, 320};

struct Adviser {
    Village village;
    PhoneWorld phone{village, "Awa Diarra", "bamako", 1};

    Adviser() {
        phone.enrol();
        phone.start_visit();
        phone.tap(Role::Radio, "Oui");
    }
    bool asks(char const* question) { return phone.node(Role::Heading, question) != nullptr; }
    std::uint32_t yes() { return phone.node(Role::Radio, "Oui")->id; }
    std::uint32_t point(Phase phase, float x, float y, std::uint32_t node, bool primary = true) {
        return phone.app().pointer({phase, primary ? 1 : 2, true, primary, x, y, node, 0});
    }
    // Whether a finger that went this way changes the question.
    bool moves(PhoneWorld::Way const& way) {
        phone.drag(way);
        bool const moved = asks(kDate);
        if (moved) phone.tap("Précédent");
        return moved;
    }
    // A press is drawn: a frame is wanted for it, and for its end.
    bool asks_for_a_frame() {
        bool const asked = phone.app().wants_frame();
        phone.settle();
        return asked;
    }
};

}  // namespace

TEST_CASE("ASwipeGoesFromQuestionToQuestionAsItsButtonsDo") {
    Adviser awa;
    awa.phone.drag(kToTheLeft);
    CHECK(awa.asks(kDate));
    awa.phone.drag(kToTheRight);
    CHECK(awa.asks(kConsent));
    awa.phone.drag(kToTheRight);  // before the first there is nothing
    CHECK(awa.asks(kConsent));
}

TEST_CASE("ASwipePassesNoWrongAnswer") {
    Adviser awa;
    for (int i = 0; i < 40 && !awa.phone.node(Role::TextField, kYear); ++i)
        awa.phone.drag(kToTheLeft);
    awa.phone.type(kYear, "1066");
    awa.phone.drag(kToTheLeft);
    REQUIRE(awa.phone.node(Role::TextField, kYear));
    CHECK(awa.phone.node(Role::TextField, kYear)->invalid);
    awa.phone.drag(kToTheRight);  // back is free
    CHECK_FALSE(awa.phone.node(Role::TextField, kYear));
}

TEST_CASE("ASwipeAfterTheLastQuestionShowsTheWhole") {
    Adviser awa;
    for (int i = 0; i < 60 && awa.phone.node(Role::Button, "Suivant"); ++i)
        awa.phone.tap("Suivant");
    REQUIRE(awa.phone.node(Role::Button, "Voir l'ensemble"));
    awa.phone.drag(kToTheLeft);
    CHECK(awa.phone.node(Role::Button, "Identité"));
}

TEST_CASE("WrittenFromTheRightForwardIsToTheRight") {
    Adviser awa;
    awa.phone.mirror();
    awa.phone.drag(kToTheLeft);
    CHECK(awa.asks(kConsent));
    awa.phone.drag(kToTheRight);
    CHECK(awa.asks(kDate));
    awa.phone.drag(kToTheLeft);
    CHECK(awa.asks(kConsent));
}

TEST_CASE("OnlyAQuickWayAcrossIsASwipe") {
    Adviser awa;
    CHECK(awa.moves(kToTheLeft));
    CHECK_FALSE(awa.moves({300, 300, 250, 300}));       // too short
    CHECK_FALSE(awa.moves({300, 200, 200, 260}));       // half a scroll
    CHECK_FALSE(awa.moves({300, 300, 120, 300, 800}));  // slow: a thumb that rests and slips
    CHECK_FALSE(awa.moves({350, 300, 120, 300}));       // the system's back gesture
    CHECK_FALSE(awa.moves({10, 300, 300, 300}));
}

TEST_CASE("ASwipeInATextFieldMovesThroughItsText") {
    Adviser awa;
    awa.phone.tap("Suivant");
    for (int i = 0; i < 40 && !awa.phone.node(Role::TextField, kYear); ++i)
        awa.phone.tap("Suivant");
    ui::SemanticNode const* const field = awa.phone.node(Role::TextField, kYear);
    REQUIRE(field);
    awa.phone.drag(kToTheLeft, field->id);
    CHECK(awa.phone.node(Role::TextField, kYear));
}

TEST_CASE("OtherScreensHaveNothingBesideThem") {
    Adviser awa;
    for (char const* place : {"Aujourd'hui", "Entreprises", "Demandes", "Solutions", "Plus"}) {
        awa.phone.go_home();
        awa.phone.tap(place);
        awa.phone.drag(kToTheLeft);
        awa.phone.drag(kToTheRight);
        CHECK(awa.phone.node(Role::Heading, place));
    }
    awa.phone.go_home();
    CHECK(awa.phone.shows("Premiers pas · 1/3"));  // nobody turned the cards
}

TEST_CASE("TwoFingersPressAndSwipeNothing") {
    Adviser awa;
    awa.point(Phase::Down, 300, 300, awa.yes());
    awa.point(Phase::Rest, 300, 300, awa.yes());
    CHECK(awa.asks_for_a_frame());
    awa.point(Phase::Down, 300, 400, 0, false);
    CHECK(awa.asks_for_a_frame());  // not pressed any more
    awa.point(Phase::Move, 100, 300, awa.yes());
    awa.point(Phase::Move, 100, 400, 0, false);
    CHECK(awa.point(Phase::Up, 100, 300, awa.yes()) == 0);
    CHECK(awa.point(Phase::Up, 100, 400, 0, false) == 0);
    CHECK_FALSE(awa.asks_for_a_frame());
    awa.phone.drag(kToTheLeft);  // one finger counts again
    CHECK(awa.asks(kDate));
}

TEST_CASE("WhatAFingerRestsOnIsShownUntilItDragsAwayOrScrolls") {
    Adviser awa;
    awa.point(Phase::Down, 100, 300, awa.yes());
    CHECK_FALSE(awa.asks_for_a_frame());  // a quick tap is answered by what it does
    awa.point(Phase::Rest, 100, 300, awa.yes());
    CHECK(awa.asks_for_a_frame());
    awa.point(Phase::Move, 106, 306, awa.yes());  // it rolls
    CHECK_FALSE(awa.asks_for_a_frame());
    awa.point(Phase::Move, 100, 315, awa.yes());
    CHECK(awa.asks_for_a_frame());
    awa.point(Phase::Move, 100, 300, awa.yes());  // and stays so when it comes back
    awa.point(Phase::Up, 100, 300, awa.yes());
    CHECK_FALSE(awa.asks_for_a_frame());
    awa.point(Phase::Down, 100, 300, awa.yes());
    awa.point(Phase::Move, 100, 320, awa.yes());
    awa.point(Phase::Rest, 100, 320, awa.yes());  // on its way
    CHECK_FALSE(awa.asks_for_a_frame());
    awa.point(Phase::Up, 100, 320, awa.yes());
    awa.point(Phase::Down, 100, 300, awa.yes());
    awa.point(Phase::Rest, 100, 300, awa.yes());
    CHECK(awa.asks_for_a_frame());
    awa.point(Phase::Cancel, 100, 300, awa.yes());
    CHECK(awa.asks_for_a_frame());
    std::uint32_t const words = awa.phone.node(Role::Heading, kConsent)->id;
    awa.point(Phase::Down, 100, 100, words);
    awa.point(Phase::Rest, 100, 100, words);  // nothing of it shows a press
    CHECK_FALSE(awa.asks_for_a_frame());
}

TEST_CASE("AMousePressesWhatItIsOverAndSwipesNothing") {
    Adviser awa;
    auto const mouse = [&](Phase phase, float x, std::uint32_t node) {
        return awa.phone.app().pointer({phase, 1, false, true, x, 300, node, 0});
    };
    mouse(Phase::Down, 300, awa.yes());
    CHECK(awa.asks_for_a_frame());
    mouse(Phase::Move, 120, 0);
    CHECK(awa.asks_for_a_frame());
    mouse(Phase::Move, 300, awa.yes());  // back on it: released here it is a click
    CHECK(awa.asks_for_a_frame());
    CHECK(mouse(Phase::Up, 120, 0) == 0);
}

TEST_CASE("TheNextQuestionComesFromTheSideItLiesOn") {
    Adviser awa;
    auto const slide = [&](char const* button) {
        awa.phone.app().activate(awa.phone.node(Role::Button, button)->id);
        float moved = 0;
        for (int frame = 0; frame < 4; ++frame) {
            awa.phone.draw_once();
            float const px = awa.phone.app().semantics().slide_px;
            if (px != 0) moved = px;
        }
        awa.phone.settle();
        return moved;
    };
    CHECK(slide("Suivant") > 0);
    CHECK(slide("Précédent") < 0);
    awa.phone.mirror();
    CHECK(slide("Next") < 0);
    awa.phone.show_on({.width = 360, .height = 640, .reduced_motion = true});
    CHECK(slide("Next") == 0);
    CHECK(slide("Back") == 0);
}

TEST_CASE("AFingerFeelsThatItChoseAndNothingElse") {
    Adviser awa;
    std::size_t felt = awa.phone.vibrations;
    CHECK(felt == 1);
    awa.phone.tap(Role::Radio, "Oui");
    CHECK(awa.phone.vibrations == ++felt);
    for (int i = 0; i < 40 && !awa.phone.node(Role::TextField, kYear); ++i)
        awa.phone.tap("Suivant");
    awa.phone.type(kYear, "2011");
    CHECK(awa.phone.vibrations == felt);
    ui::Display display = awa.phone.display;
    display.reduced_motion = true;
    awa.phone.show_on(display);
    for (int i = 0; i < 40 && !awa.phone.node(Role::Radio, "Non"); ++i) awa.phone.tap("Précédent");
    awa.phone.tap(Role::Radio, "Non");
    CHECK(awa.phone.vibrations == felt);
}

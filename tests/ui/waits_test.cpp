// What takes long is told: nobody is to think that nothing happens.
#include <doctest/doctest.h>

#include "tests/ui/phone_world.h"

using namespace hub;
using namespace hub::tests;
using ui::Role;

namespace {

struct SlowLine {
    Village village;
    PhoneWorld phone{village, "Awa Diarra", "bamako", 1};

    SlowLine() {
        phone.enrol();
        phone.line_slow = true;
    }
};

constexpr char kSending[] = "Envoi en cours…", kGettingNews[] = "Réception en cours…";

}  // namespace

TEST_CASE("ASlowSendingIsToldUntilItIsOver") {
    SlowLine world;
    PhoneWorld& awa = world.phone;
    awa.start_visit();
    awa.tap(Role::Radio, "Oui");
    awa.pass(ui::Wait::kLongMs - 1);
    CHECK_FALSE(awa.shows(kSending));
    awa.pass(1);
    CHECK(awa.node(Role::Progress, kSending));
    CHECK(awa.shows("Envoi en cours… · 1 à envoyer"));
    awa.arrive();
    CHECK_FALSE(awa.node(Role::Progress, kSending));
    CHECK(awa.shows("En ligne · Tout est envoyé"));
}

TEST_CASE("WhatNobodyAskedForIsNotToldHoweverSlow") {
    SlowLine world;
    PhoneWorld& awa = world.phone;
    std::size_t const frames = awa.frames_asked;
    awa.pass(200'000);  // news is asked for
    awa.pass(5'000);
    CHECK(awa.frames_asked == frames);
    CHECK_FALSE(awa.shows(kGettingNews));
}

TEST_CASE("WhoAsksForNewsSeesThatItIsOnItsWay") {
    SlowLine world;
    PhoneWorld& awa = world.phone;
    awa.tap("Plus");
    awa.tap("État");
    awa.tap("Synchroniser maintenant");
    awa.pass(ui::Wait::kLongMs);
    CHECK(awa.node(Role::Progress, kGettingNews));
    awa.arrive();
    CHECK_FALSE(awa.shows(kGettingNews));
}

TEST_CASE("ALanguageThatComesSlowlyIsTold") {
    SlowLine world;
    PhoneWorld& awa = world.phone;
    awa.tap("Plus");
    awa.tap(Role::Radio, "English");
    CHECK_FALSE(awa.shows("Cette langue arrive"));
    awa.pass(ui::Wait::kLongMs);
    CHECK(awa.shows("Cette langue arrive sur le téléphone…"));
    awa.arrive();
    CHECK(awa.node(Role::Heading, "More"));
    CHECK_FALSE(awa.shows("This language is coming"));
}

TEST_CASE("AnExchangeThatFailsIsToldByTheStrip") {
    SlowLine world;
    PhoneWorld& awa = world.phone;
    awa.start_visit();
    awa.tap(Role::Radio, "Oui");
    awa.app().dispatch(ui::SyncFailed{503, ""}, awa.now());
    awa.settle();
    CHECK(awa.shows("Échange impossible pour l'instant · 1 à envoyer"));
}

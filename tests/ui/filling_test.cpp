// Filling in: when a visit begins to exist, and what is not left behind unseen.
#include <algorithm>
#include <doctest/doctest.h>

#include "shared/records/kinds.h"
#include "tests/ui/phone_world.h"

using namespace hub;
using namespace hub::tests;
using ui::Role;

namespace {

constexpr char kSaved[] = "Enregistré sur ce téléphone";
constexpr char kYear[] = "Année de démarrage de l'activité";

struct Adviser {
    Village village;
    PhoneWorld phone{village, "Awa Diarra", "bamako", 1};

    Adviser() {
        phone.enrol();
        phone.tap("Entreprises");
        phone.tap("Koumba Fruits");
    }
    std::vector<Record const*> visits() const {
        return phone.state().phone.records().of_kind(kVisit);
    }
    void go_on_to(std::string const& field) {
        for (int i = 0; i < 40 && !phone.node(Role::TextField, field); ++i) phone.tap("Suivant");
        REQUIRE(phone.node(Role::TextField, field));
    }
    // The phone's own back gesture: the browser has moved already.
    void gesture() {
        phone.app().dispatch(ui::HistoryMoved{phone.state().screens.size() - 2}, phone.now());
    }
};

}  // namespace

TEST_CASE("AVisitWithoutAnAnswerIsKeptNowhere") {
    Adviser awa;
    std::size_t const rows = awa.phone.journal.size();
    awa.phone.tap("Nouvelle visite");
    CHECK_FALSE(awa.phone.node(Role::Status, kSaved));
    awa.phone.tap("Retour");
    CHECK(awa.phone.shows("Koumba Fruits"));
    CHECK_FALSE(awa.phone.node(Role::Button, "Supprimer ce brouillon"));
    awa.phone.tap("Identité");
    awa.phone.tap("Retour");
    awa.phone.tap("Retour");
    CHECK(awa.phone.shows("Pas encore de visite."));
    CHECK(awa.visits().empty());
    CHECK(awa.phone.journal.size() == rows);
}

TEST_CASE("TheFirstAnswerTakesAlongWhatTheVisitBeganWith") {
    Adviser awa;
    awa.phone.tap("Nouvelle visite");
    std::size_t const rows = awa.phone.journal.size();
    awa.phone.tap(Role::Radio, "Oui");
    CHECK(awa.phone.node(Role::Status, kSaved));
    CHECK(awa.phone.journal.size() >= rows + 1);
    awa.phone.restart();
    REQUIRE(awa.visits().size() == 1);
    Record const& visit = *awa.visits()[0];
    for (char const* path : {"enterprise", "form", "author", "started", "answers/date_visite"})
        CHECK_MESSAGE(!is_null(visit.get(path)), path);
    CHECK(visit.text("answers/consentement") == "oui");
}

TEST_CASE("AnAnswerAndSuivantTappedBeforeOneFrameAreBothHeard") {
    Adviser awa;
    awa.phone.tap("Nouvelle visite");
    awa.phone.tap(Role::Radio, "Oui");
    for (int i = 0; i < 2; ++i) awa.phone.tap("Suivant");
    std::uint32_t const choice = awa.phone.node(Role::Radio, "Coopérative")->id;
    std::uint32_t const next = awa.phone.node(Role::Button, "Suivant")->id;
    for (std::uint32_t const tapped : {choice, next}) awa.phone.app().activate(tapped);
    awa.phone.settle();
    CHECK(awa.visits()[0]->text("answers/statut_juridique") == "cooperative");
    CHECK(awa.phone.node(Role::TextField, "Nom de la personne responsable"));
}

TEST_CASE("TapsBeforeOneFrameNeverReachAScreenThatNobodyHasSeen") {
    Adviser awa;
    awa.phone.tap("Nouvelle visite");
    awa.phone.tap(Role::Radio, "Oui");
    std::uint32_t const next = awa.phone.node(Role::Button, "Suivant")->id;
    std::uint32_t const back = awa.phone.node(Role::Button, "Retour")->id;
    for (std::uint32_t const tapped : {next, next, back, next}) awa.phone.app().activate(tapped);
    awa.phone.settle();
    CHECK(awa.phone.node(Role::TextField, "Date de la visite"));
}

TEST_CASE("AnAnswerThatTheFormDoesNotAllowIsSaidBeforeTheNextQuestion") {
    Adviser awa;
    awa.phone.tap("Nouvelle visite");
    awa.phone.tap(Role::Radio, "Oui");
    awa.go_on_to(kYear);
    awa.phone.type(kYear, "1066");
    awa.phone.tap("Suivant");
    REQUIRE(awa.phone.node(Role::TextField, kYear));
    CHECK(awa.phone.node(Role::TextField, kYear)->invalid);
    awa.phone.type(kYear, "1067");  // another one is said again
    awa.phone.tap("Suivant");
    CHECK(awa.phone.node(Role::TextField, kYear));
    awa.phone.tap("Précédent");  // back is free
    CHECK_FALSE(awa.phone.node(Role::TextField, kYear));
    awa.phone.tap("Suivant");
    awa.phone.tap("Suivant");
    CHECK(awa.phone.node(Role::TextField, kYear));
    awa.phone.tap("Suivant");  // a double tap has read nothing
    CHECK(awa.phone.node(Role::TextField, kYear));
    awa.phone.pass(1'000);
    awa.phone.tap("Suivant");  // asked again: it is counted as to be corrected
    CHECK_FALSE(awa.phone.node(Role::TextField, kYear));
    awa.phone.tap("Retour");
    CHECK(awa.phone.shows("1 à corriger"));
}

TEST_CASE("TheBackGestureLeavesNoWrongTextBehindUnseen") {
    Adviser awa;
    awa.phone.tap("Nouvelle visite");
    awa.phone.tap(Role::Radio, "Oui");
    awa.go_on_to(kYear);
    awa.phone.type(kYear, "jadis");
    std::size_t const depth = awa.phone.state().screens.size() - 1;
    awa.gesture();
    auto const effects = awa.phone.app().take_effects();
    CHECK(std::any_of(effects.begin(), effects.end(), [&](ui::Effect const& effect) {
        auto const* const set = std::get_if<ui::SetHistoryDepth>(&effect);
        return set && set->depth == depth;  // the browser goes forward again
    }));
    awa.phone.settle();
    CHECK(awa.phone.node(Role::TextField, kYear)->value == "jadis");
    awa.phone.pass(1'000);
    awa.gesture();
    awa.phone.settle();
    CHECK_FALSE(awa.phone.node(Role::TextField, kYear));
}

TEST_CASE("WhatFinishingClearsIsSaidBefore") {
    Adviser awa;
    awa.phone.tap("Nouvelle visite");
    awa.phone.tap(Role::Radio, "Non");
    awa.phone.tap("Retour");
    CHECK_FALSE(awa.phone.shows("Terminer efface"));  // the day was no answer of hers
    awa.phone.tap("Identité");
    awa.phone.tap(Role::Radio, "Oui");
    awa.go_on_to(kYear);
    awa.phone.type(kYear, "2011");
    while (!awa.phone.node(Role::Radio, "Non")) awa.phone.tap("Précédent");
    while (!awa.phone.node(Role::Heading,
                           "La personne accepte l'entretien et l'enregistrement des données ?"))
        awa.phone.tap("Précédent");
    awa.phone.tap(Role::Radio, "Non");
    awa.phone.tap("Retour");
    CHECK(awa.phone.shows("Terminer efface 1 réponse donnée avant"));
    awa.phone.tap("Terminer");
    CHECK_FALSE(awa.phone.shows("Terminer efface"));
    CHECK(is_null(awa.visits()[0]->get("answers/annee_creation")));
}

TEST_CASE("AQuestionTakenAwayWhileOneTypesLeavesTheLastOneAndKeepsTheText") {
    Adviser awa;
    PhoneWorld moussa(awa.village, "Moussa Koné", "bamako", 2);
    constexpr char kName[] = "Nom de la personne responsable";
    constexpr char kConsent[] = "La personne accepte l'entretien et l'enregistrement des données ?";
    awa.phone.tap("Nouvelle visite");
    awa.phone.tap(Role::Radio, "Oui");
    awa.go_on_to(kName);
    awa.phone.pass(1'000);
    moussa.enrol();
    moussa.open_visit();
    moussa.tap("Identité");
    while (!moussa.node(Role::Heading, kConsent)) moussa.tap("Précédent");
    awa.phone.type_on(kName, "Koumba Traoré");
    moussa.tap(Role::Radio, "Non");
    moussa.pass(400'000);
    awa.phone.app().dispatch(ui::SyncNow{}, awa.phone.now());
    awa.phone.settle();
    REQUIRE(awa.phone.node(Role::Heading, kConsent));
    awa.phone.pass(2'000);
    awa.phone.tap(Role::Radio, "Oui");
    CHECK(awa.phone.node(Role::Heading, kConsent));  // nothing jumps under the finger
    awa.go_on_to(kName);
    CHECK(awa.phone.node(Role::TextField, kName)->value == "Koumba Traoré");
}

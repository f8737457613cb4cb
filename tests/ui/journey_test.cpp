#include <doctest/doctest.h>
#include <set>

#include "shared/records/kinds.h"
#include "tests/ui/phone_world.h"
#include "ui/drafts.h"

using namespace hub;
using namespace hub::tests;
using ui::Role;

namespace {

char const kName[] = "Nom de la personne responsable";

// Two advisers of one hub give the same question different answers without seeing each other, then
// both sync.
void disagree(PhoneWorld& awa, std::string const& hers, PhoneWorld& moussa,
              std::string const& his) {
    awa.enrol();
    awa.start_visit();
    awa.tap(Role::Radio, "Oui");
    for (int i = 0; i < 3; ++i) awa.tap("Suivant");
    awa.pass(1000);
    moussa.enrol();
    moussa.open_visit();
    moussa.tap("Identité");
    moussa.tap("Suivant");
    awa.online = moussa.online = false;
    awa.type(kName, hers);
    moussa.pass(60'000);
    moussa.type(kName, his);
    awa.online = moussa.online = true;
    awa.pass(400'000);
    moussa.pass(400'000);
    awa.pass(400'000);
}

}  // namespace

TEST_CASE("EnrolmentBringsTheHubsData") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    CHECK(awa.shows("Inscrire ce téléphone"));
    awa.enrol();
    CHECK(awa.shows("Nouvelle visite"));
    awa.tap("Entreprises");
    CHECK(awa.shows("Koumba Fruits"));
    CHECK_FALSE(awa.shows("Mangues du Kénédougou"));
}

TEST_CASE("AnsweredOfflineIsThereAfterARestart") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.enrol();
    awa.online = false;
    awa.start_visit();
    awa.tap(Role::Radio, "Oui");
    CHECK(awa.shows("Enregistré sur ce téléphone"));
    awa.tap("Suivant");
    awa.tap("Suivant");
    awa.tap("Suivant");
    awa.type("Nom de la personne responsable", "Koumba Traoré");
    CHECK(awa.shows("Enregistré sur ce téléphone"));
    awa.restart();
    CHECK(awa.shows("Visite · Koumba Fruits"));
    awa.tap("Visite · Koumba Fruits");
    awa.tap("Identité");
    awa.tap("Suivant");
    CHECK(awa.shows("Koumba Traoré"));
}

TEST_CASE("SentWithoutATapWhenTheNetworkComesBack") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    PhoneWorld moussa(village, "Moussa Koné", "bamako", 2);
    PhoneWorld salif(village, "Salif", "sikasso", 3);
    awa.enrol();
    awa.online = false;
    awa.start_visit();
    awa.tap(Role::Radio, "Oui");
    CHECK_FALSE(awa.shows("Envoyé"));
    awa.come_online();
    CHECK(awa.shows("Envoyé"));
    moussa.enrol();
    moussa.tap("Entreprises");
    moussa.tap("Koumba Fruits");
    CHECK(moussa.shows("Visite · Koumba Fruits"));
    salif.enrol();
    CHECK(salif.state().phone.records().of_kind(kVisit).empty());
}

TEST_CASE("FullStorageKeepsTheAnswerAndSaysSo") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.enrol();
    awa.start_visit();
    awa.storage_full = true;
    awa.tap(Role::Radio, "Oui");
    CHECK(awa.shows("la mémoire est pleine"));
    CHECK_FALSE(awa.shows("Enregistré sur ce téléphone"));
    awa.storage_full = false;
    awa.tap("Réessayer");
    CHECK_FALSE(awa.shows("la mémoire est pleine"));
    CHECK(awa.shows("Enregistré sur ce téléphone"));
}

TEST_CASE("AnAnswerGivenDuringARetryIsSavedToo") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.enrol();
    awa.start_visit();
    awa.storage_full = true;
    awa.tap(Role::Radio, "Non");
    awa.storage_full = false;
    awa.storage_slow = true;
    awa.tap("Réessayer");
    awa.tap(Role::Radio, "Oui");
    CHECK_FALSE(awa.shows("Enregistré sur ce téléphone"));
    awa.catch_up();
    CHECK(awa.shows("Enregistré sur ce téléphone"));
    awa.restart();
    awa.tap("Visite · Koumba Fruits");
    awa.tap("Identité");
    awa.tap("Précédent");
    awa.tap("Précédent");
    REQUIRE(awa.node(Role::Radio, "Oui"));
    CHECK(awa.node(Role::Radio, "Oui")->checked);
}

TEST_CASE("TypedTextIsSavedWhenItsScreenGoesWithoutABlur") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.enrol();
    awa.start_visit();
    awa.tap(Role::Radio, "Oui");
    for (int i = 0; i < 3; ++i) awa.tap("Suivant");
    ui::SemanticNode const* const field =
        awa.node(Role::TextField, "Nom de la personne responsable");
    REQUIRE(field);
    awa.app().dispatch(ui::TextTyped{field->id, "Koumba"}, {1'790'000'000'000, 0, 0});
    awa.tap("Retour");
    awa.restart();
    CHECK(awa.state().phone.records().of_kind(kVisit)[0]->text("answers/dirigeant_nom") ==
          "Koumba");
}

TEST_CASE("ARefusedConsentLeavesOnlyTheRefusal") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.enrol();
    awa.start_visit();
    awa.tap(Role::Radio, "Oui");
    for (int i = 0; i < 3; ++i) awa.tap("Suivant");
    awa.type("Nom de la personne responsable", "Koumba Traoré");
    for (int i = 0; i < 3; ++i) awa.tap("Précédent");
    awa.tap(Role::Radio, "Non");
    awa.tap("Retour");
    awa.tap("Terminer");
    Record const& visit = *awa.state().phone.records().of_kind(kVisit)[0];
    for (auto const& [path, field] : visit.fields)
        if (path.rfind("answers/", 0) == 0 && path != "answers/consentement")
            CHECK_MESSAGE(is_null(field.shown().value), path);
    CHECK(visit.text("answers/consentement") == "non");
}

TEST_CASE("ADraftOpenedByMistakeIsRemovedAndCanBeBroughtBack") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    PhoneWorld moussa(village, "Moussa Koné", "bamako", 2);
    awa.enrol();
    awa.start_visit();
    awa.tap(Role::Radio, "Oui");
    awa.tap("Retour");
    awa.tap("Supprimer ce brouillon");
    CHECK(awa.shows("Brouillon supprimé"));
    CHECK_FALSE(awa.node(Role::Button, "Visite · Koumba Fruits"));
    awa.tap("Annuler la suppression");
    CHECK_FALSE(awa.shows("Brouillon supprimé"));
    CHECK(awa.node(Role::Button, "Supprimer ce brouillon"));
    awa.tap("Retour");
    CHECK(awa.node(Role::Button, "Visite · Koumba Fruits"));

    awa.tap("Visite · Koumba Fruits");
    awa.tap("Supprimer ce brouillon");
    awa.restart();
    CHECK_FALSE(awa.node(Role::Button, "Visite · Koumba Fruits"));
    CHECK_FALSE(awa.shows("Brouillon supprimé"));
    moussa.enrol();
    moussa.tap("Entreprises");
    moussa.tap("Koumba Fruits");
    CHECK_FALSE(moussa.node(Role::Button, "Visite · Koumba Fruits"));
    CHECK(moussa.state().phone.records().of_kind(kVisit).size() == 1);
}

TEST_CASE("WhatIsFinishedOrAnotherPersonsCannotBeRemoved") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    PhoneWorld moussa(village, "Moussa Koné", "bamako", 2);
    awa.enrol();
    awa.start_visit();
    awa.tap(Role::Radio, "Non");
    awa.tap("Retour");
    moussa.enrol();
    moussa.open_visit();
    CHECK_FALSE(moussa.node(Role::Button, "Supprimer ce brouillon"));
    awa.tap("Terminer");
    CHECK_FALSE(awa.node(Role::Button, "Supprimer ce brouillon"));
}

TEST_CASE("ADraftThatIsWorkedOnElsewhereIsNotRemoved") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    PhoneWorld moussa(village, "Moussa Koné", "bamako", 2);
    awa.enrol();
    awa.start_visit();
    awa.tap(Role::Radio, "Oui");
    awa.tap("Retour");
    moussa.enrol();
    moussa.open_visit();
    awa.online = moussa.online = false;
    awa.tap("Supprimer ce brouillon");
    moussa.pass(400'000);
    moussa.tap("Identité");
    moussa.tap(Role::Radio, "Coopérative");
    awa.online = moussa.online = true;
    moussa.pass(400'000);
    awa.pass(800'000);
    moussa.pass(400'000);
    awa.restart();
    CHECK(awa.node(Role::Button, "Visite · Koumba Fruits"));
}

TEST_CASE("OneLongAnswerThatBeginsTheOtherIsShown") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    PhoneWorld moussa(village, "Moussa Koné", "bamako", 2);
    std::string const name = "Koumba Traoré, présidente de la coopérative des femmes";
    disagree(awa, name, moussa, name + " de Kalaban Coro");
    for (PhoneWorld* phone : {&awa, &moussa}) {
        CHECK(phone->shows("Garder « " + name + " »"));
        CHECK(phone->shows("Garder « " + name + " de Kalaban Coro »"));
    }
}

TEST_CASE("WhatCannotBeAnAnswerIsNotLeftBehindUnseen") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.enrol();
    awa.start_visit();
    awa.tap(Role::Radio, "Oui");
    awa.tap("Retour");
    awa.tap("Emploi");
    std::string const field = "Femmes travaillant régulièrement";
    awa.type(field, "12");
    awa.type(field, "abc");
    awa.tap("Suivant");
    CHECK(awa.node(Role::TextField, field)->value == "abc");
    CHECK(awa.shows("Un nombre entier est attendu"));
    awa.tap("Retour");
    CHECK(awa.node(Role::TextField, field)->value == "abc");
    awa.type(field, "13");
    awa.tap("Suivant");
    CHECK_FALSE(awa.node(Role::TextField, field));
    awa.tap("Précédent");
    awa.type(field, "abc");
    awa.tap("Retour");
    awa.pass(1'000);
    awa.tap("Retour");
    CHECK_FALSE(awa.node(Role::TextField, field));
    CHECK(awa.shows(field + " : « abc » n'est pas enregistré."));
    awa.tap("Emploi");
    awa.tap("Précédent");
    CHECK(awa.node(Role::TextField, field)->value == "abc");  // and can be mended
    CHECK(awa.state().phone.records().of_kind(kVisit)[0]->get("answers/emploi_femmes") ==
          Value{std::int64_t{13}});
}

TEST_CASE("AmountsAreReadAsPeopleWriteThem") {
    auto const decimal = [](char const* text) {
        auto const value = ui::value_from_text(QuestionType::Decimal, text);
        auto const* number = value.ok() ? std::get_if<double>(&value.value()) : nullptr;
        return number ? *number : -1;
    };
    CHECK(decimal("25.000") == 25000);
    CHECK(decimal("1.250.000,5") == 1250000.5);
    CHECK(decimal("25 000 FCFA") == 25000);
    CHECK(decimal("25\u202F000") == 25000);
    CHECK(decimal("12,5 %") == 12.5);
    CHECK(decimal("150,000") == 150000);
    CHECK(decimal("0,000") == 0);
    CHECK(decimal("0.750") == 0.75);
    CHECK(decimal("-0.500") == -0.5);
    CHECK(decimal("99999999999999999999") == -1);  // would come back as "1e+20"
    CHECK(decimal("12.5") == 12.5);
    CHECK(decimal("vers 2010") == -1);
    CHECK(decimal(",") == -1);
    CHECK(decimal(".") == -1);
}

TEST_CASE("TwoAnswersAreBothShownUntilOneIsChosen") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    PhoneWorld moussa(village, "Moussa Koné", "bamako", 2);
    disagree(awa, "Koumba Traoré", moussa, "K. Traoré");
    for (PhoneWorld* phone : {&awa, &moussa}) {
        CHECK(phone->shows("Deux réponses différentes"));
        CHECK(phone->node(Role::Button, "Garder « Koumba Traoré »"));
        CHECK(phone->node(Role::Button, "Garder « K. Traoré »"));
    }
    awa.tap("Garder « Koumba Traoré »");
    awa.pass(400'000);
    moussa.pass(400'000);
    for (PhoneWorld* phone : {&awa, &moussa}) {
        CHECK_FALSE(phone->shows("Deux réponses différentes"));
        CHECK(phone->shows("Koumba Traoré"));
    }
}

TEST_CASE("EveryNodeOfEveryScreenHasANameAndItsOwnId") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.enrol();
    auto const check = [&] {
        std::set<std::uint32_t> ids;
        for (ui::SemanticNode const& node : awa.app().semantics().nodes) {
            CHECK_MESSAGE(ids.insert(node.id).second, node.label << " has an id taken already");
            if (!ui::holds_others(node)) CHECK_FALSE(node.label.empty());
            if (node.role == Role::Button || node.role == Role::Radio ||
                node.role == Role::Checkbox)
                CHECK_MESSAGE((node.rect.height >= 48 || node.description == "État"), node.label);
        }
    };
    for (char const* place : {"Aujourd'hui", "Entreprises", "Demandes", "Solutions", "Plus"}) {
        awa.tap(place);
        check();
    }
    awa.tap("État");
    check();
}

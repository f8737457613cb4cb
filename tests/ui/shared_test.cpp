// What other apps share: it becomes a request, and nothing of it is lost on the way.
#include <algorithm>
#include <doctest/doctest.h>

#include "shared/base/text.h"
#include "shared/records/kinds.h"
#include "tests/ui/phone_world.h"
#include "ui/format.h"

using namespace hub;
using namespace hub::tests;
using ui::KeepShared;

namespace {

struct Adviser {
    Village village;
    PhoneWorld phone{village, "Awa Diarra", "bamako", 1};

    void tell(ui::Action const& action) {
        phone.app().dispatch(action, phone.now());
        phone.settle();
    }
    void share(std::string const& text, std::uint64_t key = 7) {
        tell(ui::WasShared{key, text});
        tell(ui::OpenShared{});
    }
    std::vector<KeepShared> kept() const {
        std::vector<KeepShared> all;
        for (ui::Effect const& effect : phone.unanswered)
            if (auto const* keep = std::get_if<KeepShared>(&effect)) all.push_back(*keep);
        return all;
    }
    Record const& request() const {
        auto const requests = phone.state().phone.records().of_kind(kRequest);
        REQUIRE(requests.size() == 1);
        return *requests[0];
    }
};

}  // namespace

TEST_CASE("ASharedTextBecomesARequestAndIsKeptUntilThatIsSaved") {
    Adviser awa;
    awa.phone.enrol();
    awa.share("Mangues séchées qui noircissent");
    CHECK(awa.phone.shows("Quelle entreprise ?"));
    CHECK(awa.phone.shows("Mangues séchées qui noircissent"));
    awa.phone.storage_full = true;
    awa.phone.tap("Koumba Fruits");
    CHECK(awa.request().text("answers/titre") == "Mangues séchées qui noircissent");
    CHECK(awa.kept().empty());
    awa.phone.storage_full = false;
    awa.tell(ui::RetrySaving{});
    REQUIRE(awa.kept().size() == 1);
    CHECK(awa.kept()[0].key == 7);
    CHECK(awa.kept()[0].text.empty());
    awa.phone.go_home();
    CHECK_FALSE(awa.phone.shows("Texte partagé"));
}

TEST_CASE("ALongTextIsTheDescriptionAndItsFirstWordsTheTitle") {
    Adviser awa;
    awa.phone.enrol();
    std::string const line = "Bonjour, nos mangues séchées noircissent";
    std::string const text =
        line + "\navant la fin du séchage. Que faire ? " + std::string(200, 'x');
    awa.share(text);
    awa.phone.tap("Koumba Fruits");
    CHECK(awa.request().text("answers/titre") == line);
    CHECK(awa.request().text("answers/description") == text);
}

TEST_CASE("WhatAFieldCannotHoldWaitsForAnotherRequest") {
    Adviser awa;
    awa.phone.enrol();
    std::string text;
    while (text.size() < 25'000) text += "é, 𞤀 ";  // one unit and two
    awa.share(text);
    awa.phone.tap("Koumba Fruits");
    std::string const first = awa.request().text("answers/description");
    CHECK(first.size() < text.size());
    REQUIRE(awa.kept().size() == 1);
    CHECK(first + awa.kept()[0].text == text);
    awa.phone.go_home();
    CHECK(awa.phone.shows("Texte partagé"));
}

TEST_CASE("ATextSharedBeforeEnrolmentWaitsForIt") {
    Adviser awa;
    awa.share("Cherche un séchoir");
    CHECK(awa.phone.shows("Ce qui a été partagé est gardé sur ce téléphone."));
    awa.phone.enrol();
    awa.phone.tap("Koumba Fruits");
    CHECK(awa.request().text("answers/titre") == "Cherche un séchoir");
}

TEST_CASE("APageThatBecomesTheWriterHearsAnewOfWhatWaits") {
    Adviser awa;
    awa.phone.enrol();
    awa.tell(ui::BecameWriter{false});
    awa.tell(ui::WasShared{7, "Cherche un séchoir"});
    awa.tell(ui::WasShared{8, "Cherche un moulin", false});
    awa.tell(ui::BecameWriter{true});  // the other page has made a request of the first one
    REQUIRE(awa.phone.state().shared.size() == 1);
    CHECK(awa.phone.state().shared[0].key == 8);  // nobody else has it
}

TEST_CASE("ATextThatThePhoneHasNoRoomForIsAskedAboutBeforeThePageGoes") {
    Adviser awa;
    awa.tell(ui::WasShared{7, "Cherche un séchoir", false});
    CHECK_FALSE(awa.phone.shows("Le texte partagé est gardé sur ce téléphone"));
    auto const dirty = std::find_if(
        awa.phone.unanswered.begin(), awa.phone.unanswered.end(),
        [](ui::Effect const& effect) { return std::holds_alternative<ui::SetDirty>(effect); });
    REQUIRE(dirty != awa.phone.unanswered.end());
    CHECK(std::get<ui::SetDirty>(*dirty).dirty);
}

TEST_CASE("WhoTurnsAwayFromASharedTextFindsItOnToday") {
    Adviser awa;
    awa.phone.enrol();
    awa.share("Cherche un séchoir");
    awa.phone.tap("Retour");
    awa.phone.restart();
    awa.tell(ui::WasShared{7, "Cherche un séchoir"});  // as every start tells
    awa.tell(ui::WasShared{7, "Cherche un séchoir"});
    CHECK_FALSE(awa.phone.shows("Quelle entreprise ?"));
    awa.phone.tap("Texte partagé");
    CHECK(awa.phone.shows("Quelle entreprise ?"));
    awa.phone.tap("Ne pas garder ce texte");
    REQUIRE(awa.kept().size() == 1);
    CHECK(awa.kept()[0].text.empty());
    CHECK_FALSE(awa.phone.shows("Texte partagé"));
    CHECK(awa.phone.state().phone.records().of_kind(kRequest).empty());
}

TEST_CASE("AShareDoesNotTakeAwayWhatIsBeingTyped") {
    Adviser awa;
    awa.phone.enrol();
    awa.phone.start_visit();
    awa.phone.tap(ui::Role::Radio, "Oui");
    for (int i = 0; i < 3; ++i) awa.phone.tap("Suivant");
    awa.phone.type_on("Nom de la personne responsable", "Koumba");
    awa.share("Cherche un séchoir");
    CHECK(awa.phone.shows("Quelle entreprise ?"));
    Record const* const visit = awa.phone.state().phone.records().of_kind(kVisit).at(0);
    CHECK(visit->text("answers/dirigeant_nom") == "Koumba");
}

TEST_CASE("ABeginningNeverHasAPartOfALetter") {
    CHECK(beginning("séchoir", 2) == "sé");
    CHECK(beginning("a𞤀b", 2) == "a");
    CHECK(beginning("a𞤀b", 3) == "a𞤀");
    CHECK(beginning("abc", 9) == "abc");
    CHECK(beginning("", 9).empty());
    CHECK(beginning("\xC3", 9) == "\xC3");
}

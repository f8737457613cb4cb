// What the semantic table says to who does not see the screen: the mirror (wasm/js/mirror.js) is
// its copy, held to axe-core's rules in tests/browser/screens.test.mjs.
#include <algorithm>
#include <doctest/doctest.h>

#include "tests/ui/phone_world.h"
#include "ui/texts.h"

using namespace hub;
using namespace hub::tests;
using ui::Role;

namespace {

constexpr char kYear[] = "Année de démarrage de l'activité";

struct Adviser {
    Village village;
    PhoneWorld phone{village, "Awa Diarra", "bamako", 1};

    Adviser() { phone.enrol(); }
    ui::SemanticTable const& table() { return phone.app().semantics(); }
    ui::SemanticNode const& node(Role role, std::string const& label) {
        ui::SemanticNode const* const found = phone.node(role, label);
        REQUIRE_MESSAGE(found, label << " is not on this screen:\n" << phone.dump());
        return *found;
    }
    Role role_of_parent(ui::SemanticNode const& child) {
        ui::SemanticNode const* const parent = table().find(child.parent);
        return parent ? parent->role : Role::Text;
    }
    void go_on_to(std::string const& question) {
        for (int i = 0; i < 40 && !phone.node(Role::Heading, question); ++i) phone.tap("Suivant");
        REQUIRE(phone.node(Role::Heading, question));
    }
    std::size_t times_announced(std::string const& text) const {
        return static_cast<std::size_t>(
            std::count(phone.announced.begin(), phone.announced.end(), text));
    }
    // Whatever the screen; says what is wrong.
    bool is_in_order() {
        std::vector<std::uint32_t> seen;
        std::size_t titles = 0;
        for (ui::SemanticNode const& node : table().nodes) {
            CAPTURE(node.label);
            auto const known = [&](std::uint32_t id) {
                return std::find(seen.begin(), seen.end(), id) != seen.end();
            };
            bool const in_list = role_of_parent(node) == Role::List;
            bool const right = !known(node.id) && (node.parent == 0 || known(node.parent)) &&
                               (node.error == 0 || known(node.error)) &&
                               (node.role == Role::ListItem) == in_list &&
                               (ui::holds_others(node) || !node.label.empty());
            CHECK(right);
            if (!right) return false;
            titles += node.role == Role::Heading && node.level == 1 ? 1 : 0;
            seen.push_back(node.id);
        }
        return titles == 1;
    }
};

}  // namespace

TEST_CASE("OnEveryScreenGroupsHoldTheirsAndOneHeadingIsTheTitle") {
    Adviser awa;
    CHECK(awa.is_in_order());
    for (char const* place : {"Entreprises", "Demandes", "Solutions", "Plus"}) {
        awa.phone.tap(place);
        CHECK(awa.is_in_order());
    }
    for (char const* screen : {"État", "Guide"}) {
        awa.phone.tap(screen);
        CHECK(awa.is_in_order());
        awa.phone.tap("Retour");
    }
    awa.phone.start_visit();
    awa.phone.tap(Role::Radio, "Oui");
    CHECK(awa.is_in_order());
    awa.phone.tap("Retour");
    CHECK(awa.is_in_order());
    awa.phone.tap("Retour");
    CHECK(awa.is_in_order());
    awa.phone.go_home();
    awa.phone.tap("Demandes");
    awa.phone.tap("Nouvelle demande");
    awa.phone.tap("Koumba Fruits");
    awa.phone.tap("Suivant");
    CHECK(awa.is_in_order());
    awa.phone.tap("Retour");
    REQUIRE(awa.phone.node(Role::List, ""));  // of sections, of which this form names none
    CHECK(awa.is_in_order());
}

TEST_CASE("ListsAreListsOfItems") {
    Adviser awa;
    awa.phone.tap("Entreprises");
    ui::SemanticNode const& card = awa.node(Role::Button, "Koumba Fruits");
    ui::SemanticNode const* const item = awa.table().find(card.parent);
    REQUIRE(item);
    CHECK(item->role == Role::ListItem);
    CHECK(awa.role_of_parent(*item) == Role::List);
    CHECK(awa.node(Role::TextField, "Chercher une entreprise").parent == 0);
    awa.phone.start_visit();
    awa.phone.tap(Role::Radio, "Oui");
    awa.phone.tap("Retour");
    CHECK(awa.role_of_parent(awa.node(Role::Button, "Identité")) == Role::ListItem);
    awa.phone.go_home();
    CHECK(awa.role_of_parent(awa.node(Role::Button, "Visite · Koumba Fruits")) == Role::ListItem);
}

TEST_CASE("AnEmptyListIsNotThere") {
    Adviser awa;
    awa.phone.tap("Demandes");
    CHECK(std::none_of(awa.table().nodes.begin(), awa.table().nodes.end(),
                       [](ui::SemanticNode const& node) { return node.role == Role::List; }));
}

TEST_CASE("TheStatusStripIsOfTheWholeApp") {
    Adviser awa;
    awa.phone.tap("Solutions");
    std::size_t banners = 0;
    for (ui::SemanticNode const& node : awa.table().nodes) banners += node.banner ? 1 : 0;
    CHECK(banners == 1);
    CHECK(awa.node(Role::Button, "En ligne · Tout est envoyé").banner);
}

TEST_CASE("WhatUnfoldsSaysWhetherItIsOpen") {
    Adviser awa;
    awa.phone.tap("Plus");
    awa.phone.tap("Guide");
    std::string const chapter(ui::texts::kGuideVisit), words(ui::texts::kGuideVisit1);
    CHECK(awa.node(Role::Button, chapter).fold == ui::Fold::Closed);
    CHECK(awa.role_of_parent(awa.node(Role::Button, chapter)) == Role::Heading);
    CHECK_FALSE(awa.phone.shows(words));
    awa.phone.tap(chapter);
    CHECK(awa.node(Role::Button, chapter).fold == ui::Fold::Open);
    CHECK(awa.phone.shows(words));
    awa.phone.tap("Retour");
    awa.phone.tap("Guide");
    CHECK_FALSE(awa.phone.shows(words));  // another look begins folded
    awa.phone.tap(chapter);
    awa.phone.tap(chapter);
    CHECK(awa.node(Role::Button, chapter).fold == ui::Fold::Closed);
}

TEST_CASE("AnErrorIsTiedToItsField") {
    Adviser awa;
    awa.phone.start_visit();
    awa.phone.tap(Role::Radio, "Oui");
    awa.go_on_to(kYear);
    CHECK(awa.node(Role::TextField, kYear).error == 0);
    awa.phone.type(kYear, "1066");
    ui::SemanticNode const& field = awa.node(Role::TextField, kYear);
    CHECK(field.invalid);
    ui::SemanticNode const* const error = awa.table().find(field.error);
    REQUIRE(error);
    CHECK(error->role == Role::Alert);
    CHECK_FALSE(error->label.empty());
}

TEST_CASE("WhatIsFrenchIsSaidToBeFrenchInAnotherLanguage") {
    Adviser awa;
    auto const open_sheet = [&](ui::Text place) -> ui::SemanticNode const& {
        awa.phone.tap(std::string(place));
        ui::SemanticNode const* card = nullptr;
        for (ui::SemanticNode const& node : awa.table().nodes)
            if (node.role == Role::Button && awa.role_of_parent(node) == Role::ListItem)
                card = card ? card : &node;
        REQUIRE(card);
        return *card;
    };
    CHECK(open_sheet(ui::texts::kSolutions).language.empty());
    awa.phone.tap("Plus");
    awa.phone.tap(Role::Radio, "English");
    std::string const title = open_sheet(ui::texts::kSolutions).label;
    CHECK(open_sheet(ui::texts::kSolutions).language == "fr");
    CHECK(awa.node(Role::Heading, std::string(ui::texts::kAllSheets)).language.empty());
    awa.phone.tap(title);
    CHECK(awa.node(Role::Heading, title).language == "fr");
    CHECK(awa.node(Role::Heading, std::string(ui::texts::kConstraints)).language.empty());
    CHECK(awa.node(Role::Button, std::string(ui::texts::kBack)).language.empty());
    bool french = false;
    for (ui::SemanticNode const& node : awa.table().nodes)
        french |= node.role == Role::Text && node.scrolled && node.language == "fr";
    CHECK(french);
    awa.phone.tap(std::string(ui::texts::kBack));
    awa.phone.tap(std::string(ui::texts::kToday));
    for (ui::SemanticNode const& node : awa.table().nodes) CHECK(node.language.empty());
}

TEST_CASE("WhatChangesOnAScreenThatStaysIsAnnouncedOnce") {
    Adviser awa;
    std::string const saved(ui::texts::kSavedOnPhone), sent(ui::texts::kSent);
    awa.phone.start_visit();
    awa.phone.online = false;
    std::size_t const before = awa.times_announced(saved);
    awa.phone.tap(Role::Radio, "Oui");
    CHECK(awa.times_announced(saved) == before + 1);
    std::size_t const sent_before = awa.times_announced(sent);
    awa.phone.come_online();
    CHECK(awa.times_announced(sent) == sent_before + 1);
    awa.phone.tap("Suivant");
    awa.phone.tap("Précédent");  // seen again is not news
    CHECK(awa.times_announced(saved) == before + 1);
    CHECK(awa.times_announced(sent) == sent_before + 1);
}

TEST_CASE("TheNextQuestionIsToldToWhoDoesNotSeeIt") {
    Adviser awa;
    awa.phone.start_visit();
    awa.phone.tap(Role::Radio, "Oui");
    awa.phone.tap("Suivant");
    CHECK(awa.times_announced("Date de la visite") == 1);
    awa.phone.tap("Suivant");
    awa.phone.tap("Précédent");
    CHECK(awa.times_announced("Date de la visite") == 2);
}

TEST_CASE("AListThatIsOnlyScrolledIsTheSameAndDrawnAsEver") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.enrol();
    awa.tap("Solutions");
    ui::SemanticTable const whole = awa.app().semantics();
    for (float const offset : {417.5f, 63.0f, 730.5f, 0.0f}) {
        awa.app().scrolled(offset, ui::Pane::Main);
        awa.draw_once();  // what is out of sight is taken over
        CHECK(awa.app().semantics() == whole);
        int const drawn = ImGui::GetDrawData()->TotalVtxCount;
        awa.app().redraw();
        awa.draw_once();
        CHECK(awa.app().semantics() == whole);
        CHECK(ImGui::GetDrawData()->TotalVtxCount == drawn);
    }
}

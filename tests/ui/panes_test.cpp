// From 900 px: a list and what was opened from it, side by side; and what lies over both.
#include <algorithm>
#include <doctest/doctest.h>

#include "tests/ui/phone_world.h"
#include "ui/texts.h"

using namespace hub;
using namespace hub::tests;
using ui::Pane;
using ui::Role;

namespace {

constexpr char kVisit[] = "Visite · Koumba Fruits";
constexpr char kYear[] = "Année de création de l'entreprise";
ui::Display const kDesk{.width = 1280, .height = 800};
ui::Display const kPhone{.width = 360, .height = 640};

struct Adviser {
    Village village;
    PhoneWorld phone{village, "Awa Diarra", "bamako", 1};

    explicit Adviser(ui::Display const& display = kDesk) {
        phone.enrol();
        phone.show_on(display);
    }
    ui::SemanticTable const& table() { return phone.app().semantics(); }
    ui::SemanticNode const& node(Role role, std::string const& label) {
        ui::SemanticNode const* const found = phone.node(role, label);
        REQUIRE_MESSAGE(found, label << " is not on this screen:\n" << phone.dump());
        return *found;
    }
    // Of the nodes in this pane that can be tapped, on the canvas.
    void check_apart() {
        for (ui::SemanticNode const& node : table().nodes) {
            if (ui::holds_others(node) || node.role == Role::Text) continue;
            CAPTURE(node.label);
            ui::Rect const& list = table().list_scroller.rect;
            ui::Rect const& view = table().scroller_of(node.pane).rect;
            float const x = node.rect.x + (node.scrolled ? view.x : 0);
            bool const places = !node.scrolled && x < 96;
            if (node.pane == Pane::List && !places)
                CHECK(x + node.rect.width <= list.x + list.width + 0.5f);
            if (node.pane == Pane::Main) CHECK(x >= list.x + list.width - 0.5f);
        }
    }
};

}  // namespace

TEST_CASE("AWideDisplayShowsAListBesideWhatWasOpenedFromIt") {
    Adviser awa;
    awa.phone.tap("Entreprises");
    CHECK(awa.table().list == "Entreprises");
    CHECK(awa.node(Role::Button, "Koumba Fruits").pane == Pane::List);
    CHECK(awa.phone.shows(std::string(ui::texts::kPickFromList)));
    CHECK(awa.node(Role::Heading, "Entreprises").level == 1);
    awa.check_apart();
    awa.phone.tap("Koumba Fruits");
    ui::SemanticNode const& card = awa.node(Role::Button, "Koumba Fruits");
    CHECK(card.pane == Pane::List);
    CHECK(card.current);
    CHECK(awa.node(Role::Heading, "Koumba Fruits").pane == Pane::Main);
    CHECK(awa.node(Role::Heading, "Koumba Fruits").level == 1);
    CHECK(awa.node(Role::Heading, "Entreprises").level == 2);
    CHECK(awa.node(Role::Button, "Nouvelle visite").pane == Pane::Main);
    CHECK_FALSE(awa.phone.shows(std::string(ui::texts::kPickFromList)));
    awa.check_apart();
}

TEST_CASE("ANarrowOneShowsOneScreen") {
    for (ui::Display const display : {kPhone, ui::Display{.width = 899, .height = 800},
                                      ui::Display{.width = 900, .height = 800, .text_scale = 2}}) {
        Adviser awa(display);
        awa.phone.tap("Entreprises");
        awa.phone.tap("Koumba Fruits");
        CHECK(awa.table().list.empty());
        CHECK_FALSE(awa.phone.node(Role::Heading, "Entreprises"));
    }
}

TEST_CASE("AnotherRowTakesThePlaceOfWhatIsOpen") {
    Adviser awa;
    awa.phone.start_visit();
    awa.phone.tap(Role::Radio, "Oui");
    CHECK(awa.node(Role::Button, "Suivant").pane == Pane::Main);
    std::size_t const deep = awa.phone.state().screens.size();
    awa.phone.tap("Laiterie Diaby");
    CHECK(awa.node(Role::Heading, "Laiterie Diaby").level == 1);
    CHECK(awa.phone.state().screens.size() < deep);
    CHECK(awa.phone.state().screens.size() == 3);  // Aujourd'hui, Entreprises, this one
    CHECK(awa.node(Role::Button, "Laiterie Diaby").current);
    CHECK_FALSE(awa.node(Role::Button, "Koumba Fruits").current);
    awa.phone.tap("Retour");
    CHECK(awa.phone.shows(std::string(ui::texts::kPickFromList)));
    CHECK(awa.node(Role::Button, "Laiterie Diaby").pane == Pane::List);
}

TEST_CASE("TheListFollowsWhatIsWrittenBesideIt") {
    Adviser awa;
    awa.phone.tap("Nouvelle visite");
    awa.phone.tap("Koumba Fruits");
    CHECK_FALSE(awa.phone.node(Role::Button, kVisit));
    awa.phone.tap(Role::Radio, "Oui");
    ui::SemanticNode const& card = awa.node(Role::Button, kVisit);
    CHECK(card.pane == Pane::List);
    CHECK(card.current);
}

TEST_CASE("ARowDoesNotLeaveAWrongTextBehindUnseen") {
    Adviser awa;
    awa.phone.start_visit();
    awa.phone.tap(Role::Radio, "Oui");
    for (int i = 0; i < 40 && !awa.phone.node(Role::Heading, kYear); ++i) awa.phone.tap("Suivant");
    awa.phone.type(kYear, "jadis");
    awa.phone.tap("Laiterie Diaby");
    CHECK(awa.node(Role::TextField, kYear).value == "jadis");  // stays, and says why
    awa.phone.pass(1'000);
    awa.phone.tap("Laiterie Diaby");
    CHECK(awa.node(Role::Heading, "Laiterie Diaby").level == 1);
}

TEST_CASE("EachPaneScrollsForItself") {
    Adviser awa({.width = 1000, .height = 600});
    awa.phone.tap("Solutions");
    awa.phone.app().scrolled(300, Pane::List);
    awa.phone.settle();
    std::string title;
    for (ui::SemanticNode const& node : awa.table().nodes)
        if (node.pane == Pane::List && node.scrolled && node.role == Role::Button)
            title = node.label;
    awa.phone.tap(title);
    CHECK(awa.table().list_scroller.offset == 300);
    CHECK(awa.table().scroller.offset == 0);
    awa.phone.app().scrolled(120);
    awa.phone.settle();
    awa.phone.tap("Retour");
    CHECK(awa.table().list_scroller.offset == 300);
    awa.phone.show_on(kPhone);  // the window becomes narrow: the list is where it was
    CHECK(awa.table().scroller.offset == 300);
}

TEST_CASE("AWindowThatIsMadeNarrowKeepsWhatIsOpen") {
    Adviser awa;
    awa.phone.start_visit();
    awa.phone.show_on(kPhone);
    CHECK(awa.table().list.empty());
    CHECK(awa.phone.node(Role::Button, "Suivant"));
    awa.phone.show_on(kDesk);
    CHECK(awa.phone.node(Role::Button, "Suivant"));
    CHECK(awa.node(Role::Button, "Koumba Fruits").pane == Pane::List);
}

TEST_CASE("EnterInAListsSearchDoesNotGoOnBesideIt") {
    Adviser awa;
    awa.phone.start_visit();
    std::uint32_t const next = awa.node(Role::Button, "Suivant").id;
    CHECK(awa.table().enter == next);
    awa.phone.type("Chercher une entreprise", "Diaby");
    CHECK_FALSE(awa.phone.node(Role::Button, "Koumba Fruits"));
    CHECK(awa.phone.node(Role::Button, "Suivant"));
}

TEST_CASE("FromRightToLeftTheListIsAtTheRight") {
    Adviser awa;
    awa.phone.mirror();
    ui::Rect const list = awa.table().list_scroller.rect, main = awa.table().scroller.rect;
    CHECK(list.x >= main.x + main.width - 0.5f);
    CHECK(list.x + list.width < kDesk.width);  // the places are at its right
}

TEST_CASE("ASwipeOverTheListDoesNotTurnTheQuestion") {
    Adviser awa;
    awa.phone.start_visit();
    std::string const first = awa.phone.state().screen().subject.is_nil() ? "" : "begun";
    REQUIRE_FALSE(first.empty());
    awa.phone.tap(Role::Radio, "Oui");
    std::size_t const question = awa.phone.state().screen().question;
    ui::Rect const list = awa.table().list_scroller.rect;
    awa.phone.drag({list.x + 250, 500, list.x + 60, 500});
    CHECK(awa.phone.state().screen().question == question);
    awa.phone.drag({900, 500, 700, 500});
    CHECK(awa.phone.state().screen().question == question + 1);
}

TEST_CASE("TheFiltersLieOverTheSheetsAndCloseByEveryWay") {
    for (ui::Display const& display : {kPhone, kDesk}) {
        Adviser awa(display);
        awa.phone.tap("Solutions");
        auto const open = [&] {
            awa.phone.tap("Filtrer");
            CHECK(awa.phone.node(Role::Heading, "Filtrer les fiches"));
            CHECK_FALSE(awa.phone.node(Role::TextField, "Chercher une solution"));
            CHECK(awa.table().close == awa.node(Role::Button, "Fermer").id);
            ui::Rect const& dialog = awa.table().dialog;
            CHECK(dialog.y > 0);
            CHECK(dialog.y + dialog.height == doctest::Approx(display.height));
        };
        auto const is_closed = [&] {
            CHECK(awa.table().close == 0);
            CHECK(awa.phone.node(Role::TextField, "Chercher une solution"));
        };
        open();
        awa.phone.tap("Fermer");
        is_closed();
        open();
        awa.phone.app().dispatch(ui::HistoryMoved{awa.phone.state().screens.size() - 2},
                                 awa.phone.now());
        awa.phone.settle();
        is_closed();
        open();
        awa.phone.drag({200, 10, 200, 10});  // a tap beside it
        is_closed();
        open();
        ui::Rect const& dialog = awa.table().dialog;
        awa.phone.drag({dialog.x + 100, dialog.y + 30, dialog.x + 100, dialog.y + 30});
        CHECK(awa.table().close != 0);  // a tap on it
    }
}

TEST_CASE("SheetsAreNarrowedByWhatTheyAreFor") {
    Adviser awa(kPhone);
    awa.phone.tap("Solutions");
    auto const sheets = [&] {
        return std::count_if(
            awa.table().nodes.begin(), awa.table().nodes.end(),
            [](ui::SemanticNode const& node) { return node.role == Role::ListItem; });
    };
    auto const all = sheets();
    awa.phone.tap("Filtrer");
    std::string choice;
    for (ui::SemanticNode const& node : awa.table().nodes)
        if (node.role == Role::Checkbox && choice.empty()) choice = node.label;
    REQUIRE_FALSE(choice.empty());
    awa.phone.tap(Role::Checkbox, choice);
    CHECK(awa.node(Role::Checkbox, choice).checked);
    std::string const count = choice.substr(choice.rfind('(') + 1);
    std::string const seen = "Voir " + count.substr(0, count.size() - 1) + " fiche";
    CHECK(awa.phone.shows(seen));
    awa.phone.tap(awa.phone.node(Role::Button, seen) ? seen : seen + "s");
    CHECK(sheets() < all);
    CHECK(std::to_string(sheets()) + ")" == count);
    std::string const words = choice.substr(0, choice.rfind(" ("));
    awa.phone.type("Chercher une solution", "séchoir");
    CHECK(sheets() <= std::stol(count));
    awa.phone.tap("Retirer le filtre « " + words + " »");
    awa.phone.type("Chercher une solution", "");
    CHECK(sheets() == all);
}

TEST_CASE("AWaitIsShownOnceItIsLong") {
    Adviser awa(kPhone);
    awa.phone.storage_slow = true;
    awa.phone.restart();
    awa.phone.tap("Solutions");
    auto const painted = [&] {
        awa.phone.app().redraw();
        awa.phone.settle();
        return ImGui::GetDrawData()->TotalVtxCount;
    };
    CHECK(awa.phone.node(Role::Status, "Ouverture…"));
    int const before = painted();
    awa.phone.pass(450);
    CHECK(painted() > before);
    awa.phone.catch_up();
    CHECK_FALSE(awa.phone.node(Role::Status, "Ouverture…"));
}

TEST_CASE("OfALongTextTwoLinesAreShownAndTheRestWhenAsked") {
    Adviser awa(kPhone);
    awa.phone.tap("Solutions");
    auto const folded = [&]() -> ui::SemanticNode const* {
        for (ui::SemanticNode const& node : awa.table().nodes)
            if (node.label == "plus") return &node;
        return nullptr;
    };
    std::vector<std::string> titles;
    for (ui::SemanticNode const& node : awa.table().nodes)
        if (node.scrolled && node.role == Role::Button && node.label != "Filtrer")
            titles.push_back(node.label);
    for (std::string const& title : titles) {
        awa.phone.tap(title);
        if (folded()) break;
        awa.phone.tap("Retour");
    }
    ui::SemanticNode const* const more = folded();
    REQUIRE(more);
    CHECK(more->fold == ui::Fold::Closed);
    std::uint32_t const id = more->id;
    auto const& nodes = awa.table().nodes;
    auto const before = [&] {
        auto const at = std::find_if(nodes.begin(), nodes.end(),
                                     [&](ui::SemanticNode const& node) { return node.id == id; });
        return std::prev(at)->label;
    };
    CHECK(before().ends_with("…"));
    awa.phone.app().activate(id);
    awa.phone.settle();
    CHECK(awa.table().find(id)->label == "moins");
    CHECK(awa.table().find(id)->fold == ui::Fold::Open);
    CHECK_FALSE(before().ends_with("…"));
}

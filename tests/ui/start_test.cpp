#include <doctest/doctest.h>

#include "shared/records/kinds.h"
#include "tests/ui/phone_world.h"

using namespace hub;
using namespace hub::tests;
using ui::Role;

namespace {

std::size_t sheets_of(PhoneWorld const& phone) {
    return phone.state().phone.records().of_kind(kSolution).size();
}

// A visit whose first page is left open on the name.
void start_visit(PhoneWorld& phone) {
    phone.tap("Entreprises");
    phone.tap("Koumba Fruits");
    phone.tap("Nouvelle visite");
    phone.tap(Role::Radio, "Oui");
    for (int i = 0; i < 3; ++i) phone.tap("Suivant");
}

}  // namespace

TEST_CASE("TheNextStartHasItsSheetsFromTheirOwnFile") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.enrol();
    REQUIRE_FALSE(awa.cache.empty());
    REQUIRE(sheets_of(awa) > 5);
    CHECK(awa.shelf.size() > awa.cache.size() / 4);
    std::size_t const sheets = sheets_of(awa);
    awa.restart();
    CHECK(sheets_of(awa) == sheets);
    awa.tap("Solutions");
    awa.type("Chercher une solution", "sechoir");
    CHECK(awa.shows("trouvé par : séchoir"));
}

TEST_CASE("SheetsAreSearchedAsSoonAsTheyAreThere") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.enrol();
    awa.storage_slow = true;
    awa.restart();
    awa.tap("Solutions");
    awa.type("Chercher une solution", "sechoir");
    CHECK_FALSE(awa.shows("Rien trouvé"));
    CHECK_FALSE(awa.shows("Prêt hors ligne"));
    CHECK(awa.shows("Ouverture…"));
    awa.catch_up();
    CHECK(awa.shows("trouvé par : séchoir"));
}

TEST_CASE("ALostOrDamagedShelfIsMadeAgain") {
    for (bool const spare_too : {false, true}) {
        for (bool const lost : {false, true}) {
            Village village;
            PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
            awa.enrol();
            awa.online = false;
            start_visit(awa);
            awa.type("Nom de la personne responsable", "Koumba Traoré");
            std::size_t const sheets = sheets_of(awa);
            if (lost) {
                awa.shelf.clear();
            } else {
                awa.shelf[awa.shelf.size() / 2] ^= 1;
            }
            if (spare_too) awa.spare_shelf.clear();
            int const read = awa.journals_read;
            awa.restart();
            CHECK(sheets_of(awa) == sheets);
            CHECK(awa.journals_read == read + (spare_too ? 2 : 1));
            CHECK(awa.shelves_written == 2);
            Record const* const visit = awa.state().phone.records().of_kind(kVisit).at(0);
            CHECK(visit->text("answers/dirigeant_nom") == "Koumba Traoré");
            int const read_again = awa.journals_read;
            awa.restart();
            CHECK(awa.journals_read == read_again + 1);
        }
    }
}

TEST_CASE("TheShelfIsWrittenOnlyWhenSheetsChanged") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.enrol();
    CHECK(awa.shelves_written == 1);
    Bytes const first = awa.cache;
    start_visit(awa);
    std::string const field = "Nom de la personne responsable";
    for (char const letter : {'a', 'b', 'c', 'd', 'e', 'f'}) {
        awa.type(field, std::string(9'000, letter));
        awa.pass(1000);
    }
    awa.tap("Retour");
    CHECK(awa.cache != first);
    CHECK(awa.shelves_written == 1);
}

#include <map>

#include "shared/base/text.h"
#include "shared/records/kinds.h"
#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

struct Kind {
    FilterKind kind;
    Text title;
    char const* field;
    std::string (*words)(std::string const&);
    std::set<std::string> const& chosen;
};

// What the sheets of this phone have, by its words, and how many have it.
void choices(Page& page, Kind const& kind) {
    struct Offered {
        std::string words, code;
        std::size_t sheets = 0;
    };
    std::map<std::string, Offered> offered;  // in the order of a dictionary
    for (Record const* sheet : page.state.phone.records().of_kind(kSolution))
        if (auto const* codes = std::get_if<TextList>(&sheet->get(kind.field)))
            for (std::string const& code : *codes) {
                Offered& entry = offered[fold(kind.words(code))];
                entry.words = kind.words(code);
                entry.code = code;
                ++entry.sheets;
            }
    if (offered.empty()) return;
    heading(page, kind.title, 2);
    Scoped scope(kind.field);
    Grouped group(page, Role::Group, kind.title);
    for (auto const& [folded, entry] : offered) {
        std::string const label = entry.words + " (" + count_words(entry.sheets) + ")";
        if (choice(page, ChoiceKind::Checkbox, label, kind.chosen.count(entry.code) > 0))
            page.act(FilterSheets{kind.kind, entry.code});
    }
}

std::size_t sheets_left(State const& state) {
    if (!state.query.empty()) return state.hits_are_near ? 0 : state.hits.size();
    std::size_t left = 0;
    for (Record const* sheet : state.phone.records().of_kind(kSolution))
        left += state.sheet_filter.admits(*sheet) ? 1 : 0;
    return left;
}

}  // namespace

void draw_filters(Page& page) {
    SheetFilter const& filter = page.state.sheet_filter;
    overlay_top(page, texts::kFilterSheets);
    page.begin_scroll(true);
    choices(page, {FilterKind::Sector, texts::kSector, "filieres", sector_words, filter.sectors});
    choices(page, {FilterKind::Energy, texts::kEnergy, "energies", energy_words, filter.energies});
    page.end_scroll();
    page.begin_foot();
    if (!filter.empty() && button(page, ButtonKind::Second, texts::kShowAllSheets))
        page.act(ClearFilters{});
    if (button(page, ButtonKind::Main, counted(texts::kSeeSheets, sheets_left(page.state))))
        page.act(GoBack{});
    page.end_foot();
}

}  // namespace hub::ui

#include "shared/base/text.h"
#include "shared/records/kinds.h"
#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

std::string joined(Value const& value, std::string (*words)(std::string const&)) {
    std::string all;
    if (auto const* list = std::get_if<TextList>(&value))
        for (std::string const& code : *list) all += (all.empty() ? "" : ", ") + words(code);
    return all;
}

void sheet_card(Page& page, Record const& sheet, std::string const& note) {
    Scoped scope(sheet.id);
    // The energy first: it decides, and the line may be cut.
    std::string subtitle = joined(sheet.get("energies"), energy_words);
    std::string const sectors = joined(sheet.get("filieres"), sector_words);
    subtitle += (subtitle.empty() || sectors.empty() ? "" : " · ") + sectors;
    std::string const title = sheet.text("title");
    if (card(page, {.icon = kIconSolutions,
                    .title = title,
                    .subtitle = subtitle,
                    .note = note,
                    .language = french(),
                    .open = page.is_open(sheet.id)}))
        page.act(OpenSolution{sheet.id});
}

// What the sheets are narrowed to, each to be taken away again, and the way to more of it.
void filters(Page& page) {
    SheetFilter const& filter = page.state.sheet_filter;
    std::vector<Chip> shown;
    std::vector<Action> actions;
    auto const add = [&](std::string const& words, FilterKind kind, std::string const& code) {
        shown.push_back({.words = words,
                         .name = fill(texts::kRemoveFilter, {{"filter", words}}),
                         .icon = kIconClose,
                         .on = true});
        actions.push_back(FilterSheets{kind, code});
    };
    for (std::string const& code : filter.sectors)
        add(sector_words(code), FilterKind::Sector, code);
    for (std::string const& code : filter.energies)
        add(energy_words(code), FilterKind::Energy, code);
    shown.push_back({.words = texts::kFilter, .name = texts::kFilter, .icon = kIconAdd});
    actions.push_back(OpenFilters{});
    int const tapped = chips(page, shown);
    if (tapped >= 0) page.act(actions[static_cast<std::size_t>(tapped)]);
}

void hits(Page& page) {
    Grouped list(page, Role::List);
    for (Hit const& hit : page.state.hits) {
        Record const* const sheet = page.state.phone.records().find(hit.solution);
        if (!sheet) continue;
        std::string matched;
        for (std::string const& word : hit.matched)
            matched += (matched.empty() ? std::string() : texts::kBetween) + word;
        Scoped scope(sheet->id);
        Grouped item(page, Role::ListItem);
        sheet_card(page, *sheet, fill(texts::kFoundBy, {{"words", matched}}));
    }
}

void found(Page& page) {
    bool const near = page.state.hits_are_near && !page.state.hits.empty();
    if (near) paragraph(page, texts::kNoSheetHasAll, Type::Body, Shade::Muted);
    if (!page.state.hits.empty()) hits(page);
    if (!page.state.hits_are_near) return;
    if (words(page.state.query).empty())  // nothing that a sheet could contain
        return paragraph(page, texts::kSearchHint, Type::Body, Shade::Muted);
    if (!near) heading(page, texts::kNothingFound, 2);
    paragraph(page, near ? texts::kOrAsk : texts::kAskInstead, Type::Body, Shade::Muted);
    if (button(page, ButtonKind::Second, texts::kNewRequest, kIconRequests))
        page.act(StartRequest{{}, page.state.query});
}

void all_sheets(Page& page) {
    paragraph(page, texts::kSearchHint, Type::Caption, Shade::Muted);
    heading(page, texts::kAllSheets, 2);
    if (page.screen.lists.solutions.empty() && !page.state.sheet_filter.empty())
        paragraph(page, texts::kNoSheetLeft, Type::Body, Shade::Muted);
    draw_list(page, page.screen.lists.solutions,
              [](Page& on, Record const& sheet) { sheet_card(on, sheet, ""); });
}

}  // namespace

void draw_solutions(Page& page) {
    top(page, texts::kSolutions, false);
    bottom_bar(page, Place::Solutions);
    page.begin_scroll(false);
    field(page, {.key = "query",
                 .label = texts::kSearchSolution,
                 .label_hidden = true,
                 .value = page.state.query,
                 .input = InputKind::Search,
                 .hint = texts::kSearchSolution,
                 .target = {.kind = FieldTarget::Kind::SolutionQuery}});
    if (page.state.phone.lacks_shelf()) {
        skeleton(page, texts::kOpening);
    } else {
        filters(page);
        page.state.query.empty() ? all_sheets(page) : found(page);
    }
    page.end_scroll();
}

}  // namespace hub::ui

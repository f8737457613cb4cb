#pragma once
// One screen, one file, named after what the person sees. A screen reads State, writes Drafts only
// through its fields, and asks for changes by page.act().

#include <algorithm>

#include "ui/widgets/widgets.h"

namespace hub::ui {

void draw_opening(Page& page);  // the journal is being read
void draw_blocked(Page& page);  // another tab writes, or the journal cannot be used
void draw_welcome(Page& page);  // not enrolled yet
void draw_today(Page& page);
void draw_enterprises(Page& page);  // also: choose one for a visit or a request
void draw_enterprise(Page& page);
void draw_filling(Page& page);  // overview of a visit or request
void draw_question(Page& page);
void draw_requests(Page& page);
void draw_solutions(Page& page);
void draw_solution(Page& page);
void draw_more(Page& page);
void draw_status(Page& page);

// ---- parts that several screens share (parts.cpp)
// The card of a visit or request: company, form, progress, receipt.
void filled_card(Page& page, Record const& filled);
// Where a record is: on this phone, sent, refused. As words with a mood and an icon.
struct ReceiptWords {
    std::string words;
    Mood mood;
    char const* icon;
};
ReceiptWords receipt_words(State const& state, Record const& record);
// Both values of a conflict, who and when, and a button for each.
void conflict_box(Page& page, Record const& record, std::string const& path);
void more_button(Page& page, std::size_t hidden);  // "Afficher la suite (12)"
// The records of a list as far as it is unfolded, and a button for the rest. `draw` takes the page
// and a record.
template <typename Draw>
void draw_list(Page& page, std::vector<Id> const& ids, Draw draw) {
    std::size_t const shown = std::min(ids.size(), page.state.screen().shown);
    for (std::size_t i = 0; i < shown; ++i)
        if (Record const* const record = page.state.phone.records().find(ids[i]))
            draw(page, *record);
    if (shown < ids.size()) more_button(page, ids.size() - shown);
}
std::string filled_title(State const& state, Record const& filled);

}  // namespace hub::ui

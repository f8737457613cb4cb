#pragma once
// One screen, one file, named after what the person sees. A screen reads State, writes Drafts only
// through its fields, and asks for changes by page.act().

#include "ui/widgets/widgets.h"

namespace hub::ui {

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
// Newest first.
std::vector<Record const*> newest(State const& state, std::string_view kind);
std::string filled_title(State const& state, Record const& filled);

}  // namespace hub::ui

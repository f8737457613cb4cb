#pragma once
// One screen, one file, named after what the person sees. A screen reads State, writes Drafts only
// through its fields, and asks for changes by page.act().

#include <algorithm>

#include "ui/widgets/widgets.h"

namespace hub::ui {

void draw_opening(Page& page);        // the journal is being read
void draw_blocked(Page& page);        // another tab writes, or the journal cannot be used
void draw_welcome(Page& page);        // not enrolled yet
void draw_install_first(Page& page);  // not enrolled yet, in Safari
void draw_install(Page& page);        // how to put the app on the home screen
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
void draw_guide(Page& page);
void draw_filters(Page& page);
void draw_photo(Page& page);  // one photo of a visit or request

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
// Nothing that a finished record needs is missing or wrong.
bool is_whole(Progress const& progress);
// "Terminée", or "Terminée, puis modifiée" when it is not whole any more; "" while it is being
// filled in. Without its form on this phone (nullptr) it counts as whole.
std::string_view finished_words(Record const& filled, Progress const* progress);
// The first line of a foot: what is saved and where. It keeps its room while there is nothing to
// say (`answered` is false), so that nothing jumps.
void saved_line(Page& page, Record const& filled, bool answered);
// How many answers finishing clears, for they are not asked any more (a refused consent).
void cleared_at_the_end(Page& page, Record const& filled);
// All values of a conflict, who and when, each a row that keeps it when tapped.
void conflict_box(Page& page, Record const& record, std::string const& path);
void photo_cards(Page& page, Record const& filled);  // photos.cpp; on its overview
void more_button(Page& page, std::size_t hidden);    // "Afficher la suite (12)"
// The records of a list as far as it is unfolded, and a button for the rest. `draw` takes the page
// and a record.
template <typename Draw>
void draw_list(Page& page, std::vector<Id> const& ids, Draw draw) {
    if (ids.empty()) return;
    std::size_t const shown = std::min(ids.size(), page.screen.shown);
    {
        Grouped list(page, Role::List);
        for (std::size_t i = 0; i < shown; ++i) {
            Record const* const record = page.state.phone.records().find(ids[i]);
            if (!record) continue;
            page.row([&] {
                Scoped scope(record->id);
                Grouped item(page, Role::ListItem);
                draw(page, *record);
            });
        }
    }
    if (shown < ids.size()) more_button(page, ids.size() - shown);
}
void install_card(Page& page);  // install.cpp; on Aujourd'hui, when it is time
void shared_cards(Page& page);  // shared.cpp; on Aujourd'hui: texts that wait for a request
void shared_words(Page& page);  // what the request to come is about
// The languages, each by its own name.
void choose_language(Page& page);
std::string kind_words(Record const& filled);  // "Visite"
std::string filled_title(State const& state, Record const& filled);

}  // namespace hub::ui

#include <algorithm>

#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/texts.h"
#include "ui/widgets/widgets.h"

namespace hub::ui {

namespace {

constexpr float kBarHeight = 60;
constexpr int kTitleLines = 3;

Text exchange_words(State const& state) {
    return state.phone.records_waiting() > 0 ? texts::kSending : texts::kGettingNews;
}

// The truth in words: "Hors ligne · 3 à envoyer (12 Ko)".
std::string line_words(Page const& page) {
    State const& state = page.state;
    Phone const& phone = state.phone;
    std::size_t const waiting = phone.records_waiting();
    std::string words = page.waits_long(state.for_server)   ? exchange_words(state)
                        : is_offline(state)                 ? texts::kOffline
                        : !state.connection.trouble.empty() ? texts::kExchangeFails
                                                            : texts::kOnline;
    std::string const photos = waiting_photos_words(state);
    std::size_t const failed = failed_photos(state.photos);
    if (waiting > 0) {
        words +=
            " · " + counted(texts::kWaitingToSend, waiting,
                            {{"size", bytes_words(static_cast<double>(phone.outbox_bytes()))}});
    } else if (!phone.synced_once()) {
        words += std::string(" · ") + texts::kReceiving;
    } else if (photos.empty() && failed == 0 && state.photos.known) {
        words += std::string(" · ") + texts::kAllSent;
    }
    if (!photos.empty()) words += " · " + photos;
    if (failed > 0) words += " · " + counted(texts::kPhotosFailed, failed);
    if (state.update_waiting) words += std::string(" · ") + texts::kUpdateReady;
    return words;
}

// The strip in `rect`: thin to see, not to hit. On one line it shrinks as far as the plain caption.
void status_strip(Page& page, Rect const& rect, bool one_line) {
    State const& state = page.state;
    std::string const words = line_words(page);
    bool const waiting = !state.phone.outbox().empty() || waiting_photos(state.photos).bytes > 0;
    char const* icon = is_offline(state) ? kIconOffline
                       : waiting         ? kIconCloudUpload
                                         : kIconCloudDone;
    float const size = page.px(Type::Caption) * 1.2f;
    float const x = rect.x + size + space::k8;
    float const wrap = rect.width - size - space::k8;
    float const above = std::max(0.0f, space::kTarget - rect.height);
    Rect const target{rect.x, rect.y - above, rect.width, rect.height + above};
    SemanticNode& node = page.item("status-strip", target, Role::Button, words);
    node.description = texts::kStatus;
    node.banner = true;
    ImU32 const colour = page.colours.muted;
    page.draw_icon(rect.x, rect.y + (rect.height - size) / 2, icon, size, colour);
    if (one_line) {
        float const least = std::min(1.0f, 1 / page.display.text_scale);
        float const shrink = std::clamp(wrap / page.text_width(words, Type::Caption), least, 1.0f);
        float const line = page.line_px(Type::Caption) * shrink;
        page.draw_line(x, rect.y + (rect.height - line) / 2,
                       page.cut(words, Type::Caption, wrap / shrink + 1, 1), line, colour);
    } else {
        float const height = page.text_height(words, Type::Caption, wrap);
        page.draw_text(x, rect.y + (rect.height - height) / 2, words, Type::Caption, colour, wrap);
    }
    page.focus_ring(node, rect);
    if (page.activated(node)) page.act(OpenStatus{});
}

// Over the rule below the strip: nothing moves when it comes or goes.
void exchange_bar(Page& page) {
    constexpr float kThick = 3;
    busy_bar(page, exchange_words(page.state),
             {page.left(), page.top() - kThick, page.width(), kThick});
}

// A wrong date is given to every visit; nothing else comes of a wrong clock.
void clock_warning(Page& page) {
    std::int64_t const behind = clock_days_behind(page.state);
    if (behind == 0) return;
    auto const days = static_cast<std::size_t>(behind < 0 ? -behind : behind);
    std::string const words = counted(behind < 0 ? texts::kClockAhead : texts::kClockBehind, days);
    notice(page, Mood::Attention, kIconWarning, words, Role::Status);
}

// Warnings that stay until their cause is gone.
void standing_warnings(Page& page) {
    State const& state = page.state;
    std::string const& refused = state.enrolment.trouble;
    if (state.phone.enrolled() && !refused.empty())
        notice(page, Mood::Attention, kIconWarning, refused, Role::Alert);
    if (state.connection.trouble_code == "bad-token")
        notice(page, Mood::Error, kIconError, texts::kTokenRefused, Role::Alert);
    if (page.screen.kind == ScreenKind::Today || page.screen.kind == ScreenKind::Status)
        clock_warning(page);
    if (state.photos.shared_lost)
        notice(page, Mood::Error, kIconError, texts::kSharedPhotosLost, Role::Alert);
    if (state.photos.left_out > 0)
        notice(page, Mood::Attention, kIconWarning,
               counted(texts::kPhotosLeftOut, state.photos.left_out), Role::Alert);
    if (state.saving.refusal.empty()) return;
    notice(page, Mood::Error, kIconError, state.saving.refusal + " " + texts::kKeptInMemory,
           Role::Alert);
    if (button(page, ButtonKind::Second, texts::kRetry, kIconSync)) page.act(RetrySaving{});
}

void removed_draft(Page& page) {
    Id const& removed = page.state.removed_draft;
    if (removed.is_nil()) return;
    notice(page, Mood::Plain, kIconInfo, texts::kDraftRemoved, Role::Status);
    if (button(page, ButtonKind::Second, texts::kBringBack)) page.act(RestoreDraft{removed});
}

void warnings(Page& page) {
    float const line = page.top();
    page.skip(space::k8);
    float const first = page.top();
    standing_warnings(page);
    removed_draft(page);
    if (page.top() == first) page.set_top(line);  // nothing to say
}

bool back_arrow(Page& page, float x, float y) {
    float const size = 24;
    Rect const rect{x - space::k12, y, space::kTarget, space::kTarget};
    SemanticNode& node = page.item("back", rect, Role::Button, texts::kBack);
    page.draw_icon(x, y + (space::kTarget - size) / 2, kIconBack, size, page.colours.ink);
    page.focus_ring(node, rect);
    return page.activated(node);
}

struct PlaceEntry {
    Place place;
    char const* icon;
    Text label;
};

constexpr PlaceEntry kPlaces[] = {
    {Place::Today, kIconToday, texts::kToday},
    {Place::Enterprises, kIconEnterprises, texts::kEnterprises},
    {Place::Requests, kIconRequests, texts::kRequests},
    {Place::Solutions, kIconSolutions, texts::kSolutions},
    {Place::More, kIconMore, texts::kMore},
};

// The place that what is shown belongs to.
Place place_of(State const& state) {
    for (std::size_t i = state.screens.size(); i-- > 0;) switch (state.screens[i].kind) {
            case ScreenKind::Enterprises:
                return Place::Enterprises;
            case ScreenKind::Requests:
                return Place::Requests;
            case ScreenKind::Solutions:
                return Place::Solutions;
            case ScreenKind::More:
                return Place::More;
            default:
                break;
        }
    return Place::Today;
}

// The five places, each in a part of `bar`: side by side, or one above the other in a tall bar.
void places(Page& page, Rect const& bar, Place shown) {
    bool const tall = bar.height > bar.width;
    float const width = tall ? bar.width : bar.width / 5;
    float const height = tall ? std::min(72.0f, bar.height / 5) : bar.height;
    float const line = page.line_px(Type::Caption);
    // Five words in 360 px: they shrink, all alike, rather than wrap.
    float shrink = 1;
    for (PlaceEntry const& entry : kPlaces)
        shrink = std::min({shrink, (width - 8) / page.text_width(entry.label, Type::Caption),
                           (height - 24 - 2 * space::k4) / line});
    float const content = 24 + 2 + line * shrink;
    page.begin_group(Role::Navigation, "places", texts::kPlaces);
    Rect rect{bar.x, bar.y, width, height};
    for (PlaceEntry const& entry : kPlaces) {
        bool const here = entry.place == shown;
        SemanticNode& node = page.item(entry.icon, rect, Role::Button, entry.label);
        node.current = here;
        ImU32 const colour = here ? page.colours.primary : page.colours.muted;
        float const y = rect.y + (height - content) / 2;
        page.draw_icon(rect.x + (width - 24) / 2, y, entry.icon, 24, colour);
        float const wanted = page.text_width(entry.label, Type::Caption) * shrink;
        page.draw_line(rect.x + (width - wanted) / 2, y + 26, entry.label, line * shrink, colour);
        Rect const mark = tall ? Rect{rect.x, rect.y + height / 2 - 16, 3, 32}
                               : Rect{rect.x + width / 2 - 16, rect.y, 32, 3};
        if (here) page.draw_box(mark, colour, 0, 0, 2);
        page.focus_ring(node, rect);
        if (page.activated(node)) page.act(GoTo{entry.place});
        (tall ? rect.y : rect.x) += tall ? height : width;
    }
    page.end_group();
}

void side_bar(Page& page) {
    Display const& display = page.display;
    bool const beside = page.seat.pane == Pane::Main && shows_two_panes(page.state);
    if (page.side() == 0 || beside) return;
    page.draw_box({0, 0, page.side(), display.height}, page.colours.card, 0, 0, 0);
    page.draw_box({page.side(), 0, page.colours.border_px, display.height}, page.colours.line, 0, 0,
                  0);
    float const top = display.safe_top + space::k4;
    places(
        page,
        {page.inset(), top, page.side() - page.inset(), display.height - display.safe_bottom - top},
        place_of(page.state));
}

// The title, as far as its lines go; its node has all of it. Returns what it took of the height.
float title_in(Page& page, std::string_view title, Type type, float x, float wrap, int lines) {
    // A long one is smaller before it is cut.
    if (page.text_height(title, type, wrap, Weight::Bold) >
        (static_cast<float>(lines) + 0.5f) * page.line_px(type)) {
        if (page.px(Type::Question) < page.px(type)) type = Type::Question;
        if (lines > 1) ++lines;
    }
    std::string const shown = page.cut(title, type, wrap, lines, Weight::Bold);
    float const text = page.text_height(shown, type, wrap, Weight::Bold);
    float const height = std::max(space::kTarget, text + (page.low() ? 0 : space::k8));
    Rect const rect{x, page.top() + (height - text) / 2, wrap, text};
    page.item("title", rect, Role::Heading, title).level = page.title_level();
    page.draw_text(rect.x, rect.y, shown, type, page.colours.ink, wrap, Weight::Bold);
    return height;
}

// Above the keyboard there is no room for it: it is heard only. What is not saved is seen as well.
void tight_top(Page& page, std::string_view title, std::string_view language) {
    SemanticNode& node = page.item("title", page.take(1), Role::Heading, title);
    node.language = language;
    node.level = page.title_level();
    std::string const& refusal = page.state.saving.refusal;
    bool const told = page.seat.pane == Pane::List;  // beside
    if (!refusal.empty() && !told) notice(page, Mood::Error, kIconError, refusal, Role::Alert);
}

}  // namespace

void top(Page& page, std::string_view title, bool back, std::string_view language) {
    page.set_title(std::string(title));
    if (page.tight()) return tight_top(page, title, language);
    side_bar(page);
    bool const two = shows_two_panes(page.state), main = page.seat.pane == Pane::Main;
    bool const has_strip = page.state.phone.enrolled() && page.state.may_write() && !(two && main);
    bool const one_line = page.low() && page.side() > 0 && !two;  // title and strip
    if (!page.low()) page.skip(space::k4);
    float const indent = back ? 36 : 0;
    if (back && back_arrow(page, page.left(), page.top())) page.act(GoBack{});
    float const room = page.width() - indent;
    float const wrap = one_line && has_strip ? 0.55f * room : room;
    bool const small = page.low() && page.px(Type::Question) < page.px(Type::Title);
    std::string_view const before = page.written_in(language);
    float const height = title_in(page, title, small ? Type::Question : Type::Title,
                                  page.left() + indent, wrap, page.low() ? 1 : kTitleLines);
    page.written_in(before);
    float const strip_x = page.left() + indent + wrap + space::k12;
    if (has_strip && one_line)
        status_strip(page, {strip_x, page.top(), page.left() + page.width() - strip_x, height},
                     true);
    page.skip(height);
    if (has_strip && !one_line) {
        float const text = page.text_height(line_words(page), Type::Caption,
                                            page.width() - page.px(Type::Caption) * 1.2f - 8);
        Rect const strip = page.take(std::max(32.0f, text + space::k8));
        status_strip(page, strip, false);
    }
    page.rule(page.edge(), page.top());
    page.skip(page.colours.border_px);
    if (has_strip && page.waits_long(page.state.for_server)) exchange_bar(page);
    if (!two || main) warnings(page);
}

void overlay_top(Page& page, std::string_view title) {
    page.set_title(std::string(title));
    page.begin_overlay();
    float const size = 24, wrap = page.width() - space::kTarget;
    float const text = page.text_height(title, Type::Question, wrap, Weight::Bold);
    Rect const row = page.take(std::max(space::kTarget, text + 2 * space::k8) + space::k4);
    Rect const words{row.x, row.y + (row.height - text) / 2, wrap, text};
    page.item("title", words, Role::Heading, title).level = 1;
    page.draw_text(words.x, words.y, title, Type::Question, page.colours.ink, wrap, Weight::Bold);
    Rect const target{row.x + row.width - space::kTarget + space::k12,
                      row.y + (row.height - space::kTarget) / 2, space::kTarget, space::kTarget};
    SemanticNode& node = page.item("close", target, Role::Button, texts::kClose);
    page.draw_icon(target.x + (target.width - size) / 2, target.y + (target.height - size) / 2,
                   kIconClose, size, page.colours.ink);
    page.focus_ring(node, target);
    if (page.activated(node)) page.act(GoBack{});
    page.rule(page.edge(), page.top());
    page.skip(page.colours.border_px);
    page.end_overlay_head();
}

void nothing_open(Page& page) {
    if (!page.tight()) warnings(page);
    page.begin_scroll(false);
    nothing_here(page, kIconVisit, texts::kPickFromList);
    page.end_scroll();
}

void bottom_bar(Page& page, Place shown) {
    if (page.side() > 0 || page.tight()) return;  // they stand at the side, or nowhere
    Display const& display = page.display;
    float const label_height = page.line_px(Type::Caption);
    float const height = std::max(kBarHeight, 24 + label_height + 3 * space::k4);
    float const y = page.bottom_ - height;
    page.draw_box({0, y, display.width, height + display.safe_bottom}, page.colours.card, 0, 0, 0);
    page.rule(0, y);
    float const room = page.to_ - page.from_;
    float const width = std::min(room, 640.0f);
    places(page, {page.from_ + (room - width) / 2, y, width, height}, shown);
    page.bottom_ = y;
}

}  // namespace hub::ui

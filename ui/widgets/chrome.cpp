#include <algorithm>

#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/texts.h"
#include "ui/widgets/widgets.h"

namespace hub::ui {

namespace {

constexpr float kBarHeight = 60;

// The truth in words: "Hors ligne · 3 à envoyer (12 Ko)".
std::string line_words(State const& state) {
    Phone const& phone = state.phone;
    std::string words = is_offline(state) ? texts::kOffline : texts::kOnline;
    std::size_t const waiting = phone.outbox().size();
    if (waiting > 0) {
        words += " · " + std::to_string(waiting) + " " + texts::kWaitingToSend + " (" +
                 bytes_words(static_cast<double>(phone.outbox_bytes())) + ")";
    } else if (!phone.synced_once()) {
        words += std::string(" · ") + texts::kReceiving;
    } else {
        words += std::string(" · ") + texts::kAllSent;
    }
    if (state.update_waiting) words += std::string(" · ") + texts::kUpdateReady;
    return words;
}

void status_strip(Page& page) {
    State const& state = page.state;
    std::string const words = line_words(state);
    bool const waiting = !state.phone.outbox().empty();
    char const* icon = is_offline(state) ? kIconOffline
                       : waiting         ? kIconCloudUpload
                                         : kIconCloudDone;
    float const size = page.px(Type::Caption) * 1.2f;
    float const text_height = page.text_height(words, Type::Caption, page.width() - size - 8);
    float const height = std::max(32.0f, text_height + space::k8);
    Rect const rect{page.left(), page.top(), page.width(), height};
    Rect const target{rect.x, rect.y - 12, rect.width, height + 16};  // thin to see, not to hit
    SemanticNode& node = page.item("status-strip", target, Role::Button, words);
    node.description = texts::kStatus;
    page.draw_icon(rect.x, rect.y + (height - size) / 2, icon, size, page.colours.muted);
    page.draw_text(rect.x + size + space::k8, rect.y + (height - text_height) / 2, words,
                   Type::Caption, page.colours.muted, rect.width - size - space::k8);
    page.focus_ring(node, rect);
    if (page.activated(node)) page.act(OpenStatus{});
    page.skip(height);
}

// Warnings that stay until their cause is gone.
void standing_warnings(Page& page) {
    State const& state = page.state;
    std::string const& refused = state.enrolment.trouble;
    if (state.phone.enrolled() && !refused.empty())
        notice(page, Mood::Attention, kIconWarning, refused, Role::Alert);
    if (state.connection.trouble_code == "bad-token")
        notice(page, Mood::Error, kIconError, texts::kTokenRefused, Role::Alert);
    if (state.saving.refusal.empty()) return;
    notice(page, Mood::Error, kIconError, state.saving.refusal + " " + texts::kKeptInMemory,
           Role::Alert);
    if (button(page, ButtonKind::Second, texts::kRetry, kIconSync)) page.act(RetrySaving{});
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
    char const* label;
};

constexpr PlaceEntry kPlaces[] = {
    {Place::Today, kIconToday, texts::kToday},
    {Place::Enterprises, kIconEnterprises, texts::kEnterprises},
    {Place::Requests, kIconRequests, texts::kRequests},
    {Place::Solutions, kIconSolutions, texts::kSolutions},
    {Place::More, kIconMore, texts::kMore},
};

}  // namespace

void top(Page& page, std::string_view title, bool back) {
    page.set_title(std::string(title));
    page.skip(space::k4);
    float const indent = back ? 36 : 0;
    float const wrap = page.width() - indent;
    float const text_height = page.text_height(title, Type::Title, wrap, Weight::Bold);
    float const height = std::max(space::kTarget, text_height + space::k8);
    if (back && back_arrow(page, page.left(), page.top())) page.act(GoBack{});
    Rect const rect{page.left() + indent, page.top() + (height - text_height) / 2, wrap,
                    text_height};
    page.item("title", rect, Role::Heading, title).level = 1;
    page.draw_text(rect.x, rect.y, title, Type::Title, page.colours.ink, wrap, Weight::Bold);
    page.skip(height);
    if (page.state.phone.enrolled() && page.state.may_write()) status_strip(page);
    page.ink().AddLine({0, page.top()}, {page.display.width, page.top()}, page.colours.line,
                       page.colours.border_px);
    page.skip(page.colours.border_px);
    standing_warnings(page);
}

void bottom_bar(Page& page, Place shown) {
    Display const& display = page.display;
    float const label_height = page.px(Type::Caption) * kLineHeight;
    float const height = std::max(kBarHeight, 24 + label_height + 3 * space::k4);
    float const y = page.bottom_ - height;
    page.draw_box({0, y, display.width, height + display.safe_bottom}, page.colours.card, 0, 0, 0);
    page.ink().AddLine({0, y}, {display.width, y}, page.colours.line, page.colours.border_px);
    float const width = std::min(display.width, 640.0f) / 5;
    // Five words in 360 px: they shrink, all alike, rather than wrap.
    float shrink = 1;
    for (PlaceEntry const& entry : kPlaces)
        shrink = std::min(shrink, (width - 8) / page.text_width(entry.label, Type::Caption));
    float x = (display.width - 5 * width) / 2;
    page.begin_group(Role::Navigation, "places", texts::kPlaces);
    for (PlaceEntry const& entry : kPlaces) {
        bool const here = entry.place == shown;
        Rect const rect{x, y, width, height};
        SemanticNode& node = page.item(entry.label, rect, Role::Button, entry.label);
        node.current = here;
        ImU32 const colour = here ? page.colours.primary : page.colours.muted;
        page.draw_icon(x + (width - 24) / 2, y + space::k8, entry.icon, 24, colour);
        float const wanted = page.text_width(entry.label, Type::Caption);
        float const size = label_height * shrink;
        float const label_x = x + (width - wanted * shrink) / 2;
        page.ink().AddText(text_font(), size, {label_x, y + space::k8 + 26}, colour, entry.label);
        if (here) page.draw_box({x + width / 2 - 16, y, 32, 3}, colour, 0, 0, 2);
        page.focus_ring(node, rect);
        if (page.activated(node)) page.act(GoTo{entry.place});
        x += width;
    }
    page.end_group();
    page.bottom_ = y;
}

}  // namespace hub::ui

// Every text at 7:1 or more on the ground that it stands on, in every look, at rest and pressed.
// Nobody keeps a list of pairs: the screens are drawn, and what Dear ImGui was told to paint is
// painted here into a small picture, letter by letter over whatever lies below it.
#include <algorithm>
#include <array>
#include <cmath>
#include <doctest/doctest.h>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>

#include "shared/records/kinds.h"
#include "tests/ui/phone_world.h"
#include "ui/look.h"

using namespace hub;
using namespace hub::tests;
using ui::Role;

namespace {

constexpr char kYear[] = "Année de démarrage de l'activité";
constexpr double kText = 7, kShape = 3;

double luminance(ImU32 colour) {
    auto const channel = [&](int shift) {
        double const c = static_cast<double>(colour >> shift & 0xFF) / 255;
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(IM_COL32_R_SHIFT) + 0.7152 * channel(IM_COL32_G_SHIFT) +
           0.0722 * channel(IM_COL32_B_SHIFT);
}

// WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
double contrast(ImU32 one, ImU32 other) {
    double const a = luminance(one), b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

using Pair = std::pair<ImU32, ImU32>;  // letters, ground

// A part of the screen.
class Picture {
public:
    Picture(ui::Rect const& part, ImU32 ground)
        : left_(static_cast<int>(part.x)),
          top_(static_cast<int>(part.y)),
          width_(static_cast<int>(part.width)),
          height_(static_cast<int>(part.height)),
          pixels_(static_cast<std::size_t>(width_ * height_), ground) {}

    // Takes what was rendered last, and notes on what each letter lies.
    void paint(std::set<Pair>& pairs) {
        ImVec2 const white = ImGui::GetIO().Fonts->TexUvWhitePixel;
        for (ImDrawList const* list : ImGui::GetDrawData()->CmdLists)
            for (ImDrawCmd const& command : list->CmdBuffer)
                for (unsigned int i = 0; i + 2 < command.ElemCount; i += 3) {
                    std::array<ImDrawVert, 3> corners;
                    for (unsigned int k = 0; k < 3; ++k)
                        corners[k] = list->VtxBuffer[list->IdxBuffer[static_cast<int>(
                                                         command.IdxOffset + i + k)] +
                                                     static_cast<int>(command.VtxOffset)];
                    bool const solid = corners[0].uv.x == white.x && corners[0].uv.y == white.y;
                    if (solid) {
                        fill(corners, command.ClipRect);
                    } else {
                        letter(corners, command.ClipRect, pairs);
                    }
                }
    }

private:
    using Corners = std::array<ImDrawVert, 3>;

    static double edge(ImVec2 a, ImVec2 b, double x, double y) {
        return (double{b.x} - a.x) * (y - a.y) - (double{b.y} - a.y) * (x - a.x);
    }

    template <typename Each>
    void each_pixel(float left, float top, float right, float bottom, ImVec4 const& clip,
                    Each each) {
        int const x0 = std::max(left_, static_cast<int>(std::max(left, clip.x)));
        int const y0 = std::max(top_, static_cast<int>(std::max(top, clip.y)));
        int const x1 =
            std::min(left_ + width_, static_cast<int>(std::ceil(std::min(right, clip.z))));
        int const y1 =
            std::min(top_ + height_, static_cast<int>(std::ceil(std::min(bottom, clip.w))));
        for (int y = y0; y < y1; ++y)
            for (int x = x0; x < x1; ++x) each(x, y);
    }

    void fill(Corners const& t, ImVec4 const& clip) {
        auto const [left, right] = std::minmax({t[0].pos.x, t[1].pos.x, t[2].pos.x});
        auto const [top, bottom] = std::minmax({t[0].pos.y, t[1].pos.y, t[2].pos.y});
        each_pixel(left, top, right, bottom, clip, [&](int x, int y) {
            double const px = x + 0.5, py = y + 0.5;
            double const a = edge(t[0].pos, t[1].pos, px, py);
            double const b = edge(t[1].pos, t[2].pos, px, py);
            double const c = edge(t[2].pos, t[0].pos, px, py);
            bool const inside = (a >= 0 && b >= 0 && c >= 0) || (a <= 0 && b <= 0 && c <= 0);
            if (inside) at(x, y) = t[0].col;
        });
    }

    // Half of a letter's box: the ground in its middle.
    void letter(Corners const& t, ImVec4 const& clip, std::set<Pair>& pairs) {
        float const x = (t[0].pos.x + t[1].pos.x + t[2].pos.x) / 3;
        float const y = (t[0].pos.y + t[1].pos.y + t[2].pos.y) / 3;
        each_pixel(x, y, x + 0.01f, y + 0.01f, clip,
                   [&](int px, int py) { pairs.emplace(t[0].col, at(px, py)); });
    }

    ImU32& at(int x, int y) {
        return pixels_[static_cast<std::size_t>((y - top_) * width_ + x - left_)];
    }

    int left_, top_, width_, height_;
    std::vector<ImU32> pixels_;
};

struct Viewer {
    Village village;
    PhoneWorld phone{village, "Awa Diarra", "bamako", 1};
    std::set<Pair> pairs;

    explicit Viewer(ui::Display const& look) {
        ImGuiStyle& style = ImGui::GetStyle();  // edges half of one colour are no ground
        style.AntiAliasedFill = style.AntiAliasedLines = style.AntiAliasedLinesUseTex = false;
        phone.enrol();
        phone.show_on(look);
    }

    ui::SemanticTable const& table() { return phone.app().semantics(); }
    void look(ui::Rect const& part) {
        phone.draw_once();
        Picture(part, ui::palette(phone.display).paper).paint(pairs);
    }

    ui::Rect on_screen(ui::SemanticNode const& node) {
        ui::Rect const& scroller = table().scroller.rect;
        ui::Rect rect = node.rect;
        if (node.scrolled)
            rect = {rect.x + scroller.x, rect.y + scroller.y, rect.width, rect.height};
        return rect;
    }

    // At rest, and each thing pressed.
    void look_at_all() {
        phone.settle();
        look({0, 0, phone.display.width, phone.display.height});
        std::vector<ui::SemanticNode> const nodes = table().nodes;
        for (ui::SemanticNode const& node : nodes) {
            if (ui::holds_others(node) || node.role == Role::Text) continue;
            ui::Pointer finger{ui::Pointer::Phase::Down, 1, false, true, 0, 0, node.id, 0};
            phone.app().pointer(finger);
            look(on_screen(node));
            finger.phase = ui::Pointer::Phase::Cancel;
            phone.app().pointer(finger);
        }
        phone.settle();
    }

    void first_sheet() {
        phone.tap("Solutions");
        for (ui::SemanticNode const& node : table().nodes)
            if (node.scrolled && node.role == Role::Button && node.parent != 0) {
                phone.app().activate(node.id);
                return phone.settle();
            }
    }

    void filters() {
        phone.tap("Filtrer");
        for (ui::SemanticNode const& node : table().nodes)
            if (node.role == Role::Checkbox) {
                phone.tap(Role::Checkbox, std::string(node.label));
                break;
            }
        look_at_all();
        phone.tap("Fermer");
        look_at_all();
    }

    void wrong_answer() {
        for (int i = 0; i < 40 && !phone.node(Role::TextField, kYear); ++i) phone.tap("Suivant");
        phone.type(kYear, "1066");
        look_at_all();
    }

    void look_everywhere() {
        look_at_all();
        for (char const* place : {"Entreprises", "Demandes", "Solutions", "Plus"}) {
            phone.tap(place);
            look_at_all();
        }
        phone.tap("État");
        look_at_all();
        phone.go_home();
        phone.tap("Solutions");
        filters();
        first_sheet();
        look_at_all();
        phone.go_home();
        phone.start_visit();
        phone.tap(Role::Radio, "Oui");
        phone.storage_full = true;
        phone.tap(Role::Radio, "Non");
        look_at_all();
        phone.storage_full = false;
        phone.tap(Role::Radio, "Oui");
        phone.pass(60'000);
        wrong_answer();
        phone.tap("Retour");
        look_at_all();
        phone.tap("Retour");
        look_at_all();
        phone.online = false;
        phone.go_home();
        phone.pass(60'000);
        look_at_all();
    }
};

ui::Display in(ui::Theme theme, bool dark = false, bool full_sun = false) {
    return {.width = 360, .height = 2400, .theme = theme, .dark = dark, .full_sun = full_sun};
}

// Each look that there is, as a phone's settings ask for it: prefers-contrast is full sun.
std::map<std::string, ui::Display> const kLooks{
    {"light", in(ui::Theme::Auto)},
    {"dark", in(ui::Theme::Auto, true)},
    {"prefers contrast", in(ui::Theme::Auto, true, true)},
};

std::string words_of(ImU32 colour) {
    char text[8];
    std::snprintf(text, sizeof text, "#%02X%02X%02X", colour >> IM_COL32_R_SHIFT & 0xFF,
                  colour >> IM_COL32_G_SHIFT & 0xFF, colour >> IM_COL32_B_SHIFT & 0xFF);
    return text;
}

}  // namespace

TEST_CASE("WhatAPersonChoosesLooksAsWhatThePhoneAsksFor") {
    CHECK(&ui::palette(in(ui::Theme::Light, true)) == &ui::palette(kLooks.at("light")));
    CHECK(&ui::palette(in(ui::Theme::Dark)) == &ui::palette(kLooks.at("dark")));
    CHECK(&ui::palette(in(ui::Theme::Sun)) == &ui::palette(kLooks.at("prefers contrast")));
}

TEST_CASE("EveryTextStandsOutAgainstItsGround") {
    for (auto const& [name, display] : kLooks) {
        CAPTURE(name);
        Viewer awa(display);
        awa.look_everywhere();
        std::set<ImU32> letters;
        for (auto const& [letter, ground] : awa.pairs) {
            letters.insert(letter);
            std::string const pair = words_of(letter) + " on " + words_of(ground);
            CHECK_MESSAGE(contrast(letter, ground) >= kText, pair);
        }
        // Nothing of the palette was missed.
        ui::Palette const& c = ui::palette(display);
        for (ImU32 const text :
             {c.ink, c.muted, c.primary, c.on_primary, c.attention.text, c.error.text, c.done.text})
            CHECK_MESSAGE(letters.count(text) == 1, words_of(text) << " was never seen");
    }
}

TEST_CASE("EveryShapeThatMeansSomethingStandsOutAgainstItsGround") {
    for (auto const& [name, display] : kLooks) {
        CAPTURE(name);
        ui::Palette const& c = ui::palette(display);
        for (ImU32 const ground : {c.paper, c.card}) {
            CHECK(contrast(c.muted, ground) >= kShape);       // a field's box
            CHECK(contrast(c.error.text, ground) >= kShape);  // a wrong one's
            CHECK(contrast(c.primary, ground) >= kShape);     // what is chosen, main buttons
            CHECK(contrast(c.ink, ground) >= kShape);         // where the focus is
        }
        CHECK(contrast(c.primary, c.done.ground) >= kShape);  // how far it is
    }
}

// The page without the program (support.js), and the fields that the browser draws.
TEST_CASE("ThePagesOwnColoursAreThoseOfTheLook") {
    std::ifstream in_file(std::string(HUB_SOURCE_DIR) + "/wasm/style.css");
    std::string css(std::istreambuf_iterator<char>(in_file), {});
    std::regex const token(R"(--([a-z-]+): (#[0-9a-fA-F]{3,6});)");
    std::map<std::string, std::set<std::string>> colours;
    for (auto it = std::sregex_iterator(css.begin(), css.end(), token);
         it != std::sregex_iterator(); ++it) {
        std::string hex = (*it)[2];
        if (hex.size() == 4) hex = {'#', hex[1], hex[1], hex[2], hex[2], hex[3], hex[3]};
        std::transform(hex.begin(), hex.end(), hex.begin(),
                       [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        colours[(*it)[1]].insert(hex);
    }
    auto const of_looks = [&](ImU32 ui::Palette::* role) {
        std::set<std::string> all;
        for (auto const& [name, display] : kLooks) all.insert(words_of(ui::palette(display).*role));
        return all;
    };
    CHECK(colours["paper"] == of_looks(&ui::Palette::paper));
    CHECK(colours["ink"] == of_looks(&ui::Palette::ink));
    CHECK(colours["primary"] == of_looks(&ui::Palette::primary));
    CHECK(colours["quiet"] == of_looks(&ui::Palette::muted));
    CHECK(colours["line"] == of_looks(&ui::Palette::line));
    CHECK(colours["on-primary"] == of_looks(&ui::Palette::on_primary));
}

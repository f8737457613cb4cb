#include <nlohmann/json.hpp>

#include "shared/base/json_text.h"
#include "ui/format.h"
#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

using Json = nlohmann::json;

Json const& list_at(Json const& object, char const* key) {
    static Json const kEmpty = Json::array();
    if (!object.is_object()) return kEmpty;
    auto const found = object.find(key);
    return found != object.end() && found->is_array() ? *found : kEmpty;
}

bool verified(Json const& fact) {
    auto const found = fact.is_object() ? fact.find("verified") : fact.end();
    return fact.is_object() && found != fact.end() && found->is_boolean() && found->get<bool>();
}

std::string marked(std::string text, Json const& fact) {
    return verified(fact) ? text : fill(texts::kToVerify, {{"fact", text}});
}

std::string number_at(Json const& fact, char const* key) {
    auto const found = fact.find(key);
    return found != fact.end() && found->is_number() ? decimal_words(found->get<double>()) : "";
}

// The entries of a list under their heading, as a list for who hears it, in the sheet's French.
template <typename Draw>
void entries(Page& page, Json const& sheet, char const* key, Text title, Draw draw) {
    Json const& items = list_at(sheet, key);
    if (items.empty()) return;
    heading(page, title, 2);
    InFrench words(page);
    Scoped section(key);
    Grouped list(page, Role::List, title);
    int number = 0;
    for (Json const& item : items) {
        Scoped scope(std::to_string(++number));
        Grouped entry(page, Role::ListItem);
        draw(item, number);
    }
}

void list(Page& page, Json const& sheet, char const* key, Text title, bool numbered) {
    entries(page, sheet, key, title, [&](Json const& item, int number) {
        if (!item.is_string()) return;
        std::string const mark = numbered ? in_digits(std::to_string(number)) + ". " : "• ";
        paragraph(page, mark + item.get<std::string>());
    });
}

// "Source : PAFASP / SNV, 2017" of a figure or a proof, by its reference in the sheet's list.
void source_of(Page& page, Json const& sheet, Json const& fact) {
    std::string const reference = text_at(fact, "source");
    for (Json const& source : list_at(sheet, "sources")) {
        if (reference.empty() || text_at(source, "ref") != reference) continue;
        std::string words = fill(texts::kSource, {{"publisher", text_at(source, "editeur")}});
        std::string const year = number_at(source, "annee");
        if (!year.empty()) words += ", " + year;
        return paragraph(page, words, Type::Caption, Shade::Muted);
    }
}

std::string amount(Json const& figure) {
    std::string const low = number_at(figure, "min"), high = number_at(figure, "max");
    if (low.empty()) return fill(texts::kAtMost, {{"number", high}});
    if (high.empty()) return fill(texts::kAtLeast, {{"number", low}});
    return low == high ? low : fill(texts::kRange, {{"low", low}, {"high", high}});
}

void figures(Page& page, Json const& sheet) {
    entries(page, sheet, "indicateurs", texts::kFigures, [&](Json const& item, int) {
        if (!item.is_object()) return;
        std::string const words =
            named(text_at(item, "nom"), amount(item) + " " + text_at(item, "unite"));
        paragraph(page, marked(words, item));
        source_of(page, sheet, item);
    });
}

void evidence(Page& page, Json const& sheet) {
    entries(page, sheet, "preuves", texts::kEvidence, [&](Json const& item, int) {
        long_paragraph(page, marked(named(text_at(item, "pays"), text_at(item, "texte")), item),
                       Type::Body, Shade::Ink);
        source_of(page, sheet, item);
    });
}

void sources(Page& page, Json const& sheet) {
    entries(page, sheet, "sources", texts::kSources, [&](Json const& item, int) {
        std::string const year = number_at(item, "annee");
        std::string words = text_at(item, "titre") + ". " + text_at(item, "editeur");
        if (!year.empty()) words += ", " + year;
        long_paragraph(page, marked(words, item), Type::Caption, Shade::Muted);
    });
}

void needs(Page& page, Json const& sheet) {
    auto const found = sheet.find("contraintes");
    if (found == sheet.end() || !found->is_object()) return;
    heading(page, texts::kConstraints, 2);
    InFrench words(page);
    fact(page, texts::kWater, text_at(*found, "eau"));
    fact(page, texts::kElectricity, text_at(*found, "electricite"));
    fact(page, texts::kSkill, text_at(*found, "competence"));
    fact(page, texts::kOther, text_at(*found, "autre"));
}

void warnings(Page& page, Record const& record, Json const& sheet) {
    auto const* reviewed = std::get_if<bool>(&record.get("reviewed"));
    if (!reviewed || !*reviewed)
        notice(page, Mood::Attention, kIconWarning, texts::kNotReviewed, Role::Text);
    for (Json const& risk : list_at(sheet, "risques_sanitaires"))
        if (risk.is_string())
            notice(page, Mood::Error, kIconWarning,
                   fill(texts::kHealthRisk, {{"risk", risk.get<std::string>()}}), Role::Text);
}

void principle(Page& page, Json const& sheet) {
    std::string const words = text_at(sheet, "principe");
    if (words.empty()) return;
    heading(page, texts::kPrinciple, 2);
    InFrench french(page);
    paragraph(page, words);
}

}  // namespace

void draw_solution(Page& page) {
    Record const* const record = page.state.phone.records().find(page.screen.subject);
    if (record) {
        top(page, record->text("title"), true, french());
    } else {
        top(page, texts::kSolutions, true);
    }
    page.begin_scroll(false);
    if (record) {
        Json const sheet = Json::parse(record->text("body"), nullptr, false);
        warnings(page, *record, sheet);
        {
            InFrench french(page);
            paragraph(page, record->text("summary"));
        }
        if (sheet.is_object()) {
            principle(page, sheet);
            needs(page, sheet);
            list(page, sheet, "mise_en_oeuvre", texts::kSetUp, true);
            list(page, sheet, "points_de_vigilance", texts::kWatchPoints, false);
            list(page, sheet, "entretien", texts::kUpkeep, false);
            figures(page, sheet);
            evidence(page, sheet);
            sources(page, sheet);
        }
    }
    page.end_scroll();
}

}  // namespace hub::ui

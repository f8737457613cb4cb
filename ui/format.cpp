#include "ui/format.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "shared/records/kinds.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

struct Word {
    std::string_view code;
    Text label;
};
// As in shared/content/vocab.json.
constexpr Word kSectors[] = {
    {"mangue", texts::kSectorMangue},     {"karite", texts::kSectorKarite},
    {"cereales", texts::kSectorCereales}, {"fonio", texts::kSectorFonio},
    {"riz", texts::kSectorRiz},           {"arachide", texts::kSectorArachide},
    {"sesame", texts::kSectorSesame},     {"niebe", texts::kSectorNiebe},
    {"lait", texts::kSectorLait},         {"poisson", texts::kSectorPoisson},
    {"viande", texts::kSectorViande},     {"miel", texts::kSectorMiel},
    {"manioc", texts::kSectorManioc},     {"legumes", texts::kSectorLegumes},
    {"boissons", texts::kSectorBoissons}, {"nere", texts::kSectorNere},
    {"moringa", texts::kSectorMoringa},   {"anacarde", texts::kSectorAnacarde},
    {"sel", texts::kSectorSel},           {"spiruline", texts::kSectorSpiruline},
    {"toutes", texts::kSectorToutes},
};
constexpr Word kEnergies[] = {
    {"solaire", texts::kEnergySolaire},
    {"gaz", texts::kEnergyGaz},
    {"bois_biomasse", texts::kEnergyBoisBiomasse},
    {"electricite", texts::kEnergyElectricite},
    {"manuel", texts::kEnergyManuel},
    {"diesel", texts::kEnergyDiesel},
    {"biogaz", texts::kEnergyBiogaz},
};
constexpr Text kMonths[] = {texts::kMonth1, texts::kMonth2,  texts::kMonth3,  texts::kMonth4,
                            texts::kMonth5, texts::kMonth6,  texts::kMonth7,  texts::kMonth8,
                            texts::kMonth9, texts::kMonth10, texts::kMonth11, texts::kMonth12};

template <std::size_t N>
std::string label_of(Word const (&words)[N], std::string const& code) {
    for (Word const& word : words)
        if (word.code == code) return word.label;
    return code;
}

// A number as printf writes it, in the signs of the language.
std::string in_signs(std::string_view ascii) {
    std::size_t const point = ascii.find('.');
    if (point == std::string_view::npos) return in_digits(ascii);
    return in_digits(ascii.substr(0, point)) + tongue().decimal +
           in_digits(ascii.substr(point + 1));
}

std::string rounded(double number) {
    char text[32];
    std::snprintf(text, sizeof text, number < 10 ? "%.1f" : "%.0f", number);
    return in_signs(text);
}

}  // namespace

std::string date_words(Date date) {
    std::string const iso = to_iso(date);  // "2026-03-03"
    if (iso.size() != 10) return iso;
    int const month = (iso[5] - '0') * 10 + (iso[6] - '0');
    int const day = (iso[8] - '0') * 10 + (iso[9] - '0');
    std::string const first =
        day == 1 ? std::string(texts::kFirstDay) : in_digits(std::to_string(day));
    return fill(texts::kDate, {{"day", first},
                               {"month", kMonths[static_cast<std::size_t>(month - 1)]},
                               {"year", in_digits(iso.substr(0, 4))}});
}

std::string delay_words(Date date, Date today) {
    int const days = date.days - today.days;
    if (days == 0) return texts::kThisDay;
    if (days == 1) return texts::kTomorrow;
    if (days > 1) return counted(texts::kInDays, static_cast<std::size_t>(days));
    return counted(texts::kDaysLate, static_cast<std::size_t>(-days));
}

std::string bytes_words(double bytes) {
    if (bytes < 1000)
        return fill(texts::kBytes, {{"size", count_words(static_cast<std::size_t>(bytes))}});
    if (bytes < 1e6) return fill(texts::kKilobytes, {{"size", rounded(bytes / 1e3)}});
    if (bytes < 1e9) return fill(texts::kMegabytes, {{"size", rounded(bytes / 1e6)}});
    return fill(texts::kGigabytes, {{"size", rounded(bytes / 1e9)}});
}

std::string decimal_words(double number) {
    char text[40];
    std::snprintf(text, sizeof text, "%.10g", number);
    return in_signs(text);
}

std::string fcfa_words(std::size_t amount) {
    return fill(texts::kFcfa, {{"amount", count_words(amount)}});
}

std::string decimal_for_field(double number) {
    char text[40];
    std::snprintf(text, sizeof text, "%.10g", number);
    std::string words(text);
    std::replace(words.begin(), words.end(), '.', tongue().decimal == "." ? '.' : ',');
    return words;
}

std::string progress_words(int done, int all) {
    return fill(texts::kCountOf, {{"done", in_digits(std::to_string(done))},
                                  {"all", in_digits(std::to_string(all))}});
}

std::string named(std::string_view name, std::string_view value) {
    return fill(texts::kNameValue, {{"name", name}, {"value", value}});
}

std::string since_words(Millis then_ms, Millis now_ms) {
    if (then_ms == 0) return texts::kNever;
    Millis const minutes = (now_ms - then_ms) / 60'000;
    if (minutes < 1) return texts::kJustNow;
    auto const count = static_cast<std::size_t>(minutes);
    if (minutes < 60) return counted(texts::kMinutesAgo, count);
    if (minutes < 48 * 60) return counted(texts::kHoursAgo, count / 60);
    return counted(texts::kDaysAgo, count / 1440);
}

std::string complaint(Question const& question, Answers const& answers, Clock clock) {
    switch (fault_of(question, answers, clock)) {
        case AnswerFault::None:
            return "";
        case AnswerFault::NotOffered:
            return texts::kNotOffered;
        case AnswerFault::NotAllowed:
            break;
    }
    if (question.constraint_message.empty()) return texts::kNotAllowed;
    return question.constraint_message;
}

std::string answer_words(Question const& question, Value const& value) {
    auto const label = [&](std::string const& name) {
        for (Choice const& choice : question.choices)
            if (choice.name == name) return choice.label;
        return name;
    };
    if (question.type == QuestionType::SelectOne) return label(text_of(value));
    auto const* chosen = std::get_if<TextList>(&value);
    if (!chosen) return value_words(value);
    std::string words;
    for (std::string const& name : *chosen)
        words += (words.empty() ? std::string() : texts::kBetween) + label(name);
    return words;
}

std::string value_words(Value const& value) {
    if (auto const* date = std::get_if<Date>(&value)) return date_words(*date);
    if (auto const* number = std::get_if<double>(&value)) return decimal_words(*number);
    if (auto const* integer = std::get_if<std::int64_t>(&value))
        return in_digits(std::to_string(*integer));
    if (auto const* yes = std::get_if<bool>(&value)) return *yes ? texts::kYes : texts::kNo;
    if (is_null(value)) return texts::kNoAnswer;
    return text_of(value);
}

std::string enterprise_name(State const& state, Record const& filled) {
    Record const* const found = state.phone.records().find(id_of(filled.get("enterprise")));
    std::string const name = found ? found->text("name") : "";
    if (!name.empty()) return name;
    return filled.kind == kVisit ? texts::kVisit : texts::kRequest;
}

std::string sector_words(std::string const& filiere) { return label_of(kSectors, filiere); }
std::string energy_words(std::string const& energy) { return label_of(kEnergies, energy); }

std::string waiting_photos_words(State const& state) {
    WaitingPhotos const waiting = waiting_photos(state.photos);
    if (waiting.bytes == 0) return "";
    // A small picture alone is still of one photo.
    return counted(texts::kPhotosToSend, std::max<std::size_t>(waiting.count, 1),
                   {{"size", bytes_words(static_cast<double>(waiting.bytes))}});
}

std::string version_words(State const& state) {
    constexpr std::size_t kShort = 6;  // of the hash: enough to tell two releases apart
    std::string const& release = state.release.version;
    return release.empty() ? HUB_VERSION : HUB_VERSION " · " + release.substr(0, kShort);
}

std::string hub_words(State const& state, std::string const& code) {
    Record const* const hub = state.phone.records().find(hub_record_id(code));
    return hub ? hub->text("name") : code;
}

}  // namespace hub::ui

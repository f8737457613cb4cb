#include "tests/bench/visits.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/records/kinds.h"

namespace hub::bench {

namespace {

constexpr Millis kDayMs = 24LL * 60 * 60 * 1000;

using Words = std::vector<std::string>;

Words const kYesNoNa{"oui", "non", "so"};
Words const kNeeds{"procede",     "equipement", "panne",    "emballage", "hygiene",
                   "qualite",     "reglement",  "energie",  "eau",       "gestion",
                   "financement", "marche",     "formation"};
Words const kEnergies{"reseau", "groupe", "solaire", "gaz", "bois", "charbon", "biogaz"};
Words const kPackaging{"vrac",      "sachet_simple", "sachet_soude", "pot",
                       "bouteille", "sac_tisse",     "carton"};
Words const kLabel{"nom", "ingredients", "poids", "fabricant", "lot", "date", "conservation"};
Words const kMarkets{"domicile",    "marche_local", "boutique", "restauration",
                     "institution", "sous_region",  "export"};
Words const kStatus{"individuelle", "gie", "cooperative", "societe", "association", "informel"};
Words const kWater{"robinet", "forage", "puits", "livraison", "surface"};
Words const kFirstNames{"Awa",     "Koumba", "Fatoumata", "Mariam", "Oumou",  "Moussa",  "Salif",
                        "Ibrahim", "Adama",  "Djeneba",   "Rokia",  "Seydou", "Aminata", "Bakary"};
Words const kLastNames{"Traoré",   "Diarra",  "Koné",   "Coulibaly", "Ouattara",
                       "Sangaré",  "Keïta",   "Diallo", "Sow",       "Ouédraogo",
                       "Sawadogo", "Mahamat", "Ndiaye", "Cissé"};
Words const kThings{"Le séchoir", "La décortiqueuse",  "Le moulin",  "La soudeuse", "La presse",
                    "Le fumoir",  "Le pasteurisateur", "La balance", "Le forage",   "Le groupe"};
Words const kTroubles{"chauffe trop et noircit les tranches",
                      "tombe en panne chaque semaine",
                      "consomme trop de gasoil",
                      "ne suffit plus en saison",
                      "est loin de l'atelier",
                      "laisse passer la poussière",
                      "donne un produit humide",
                      "demande une pièce introuvable ici"};
Words const kWishes{"demande un modèle plus grand",       "cherche un réparateur à proximité",
                    "veut comparer deux fournisseurs",    "voudrait une formation sur place",
                    "attend un crédit pour le remplacer", "souhaite passer au solaire"};

}  // namespace

Date day_of(Millis ms) { return {static_cast<std::int32_t>(ms / kDayMs)}; }

Id Planner::id() {
    Id id;
    for (std::uint8_t& byte : id.bytes) byte = static_cast<std::uint8_t>(random_());
    return id;
}

std::int64_t Planner::between(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(below(static_cast<std::size_t>(most - least + 1)));
}

Value Planner::one_of(Words const& choices) { return choices[below(choices.size())]; }

Value Planner::several_of(Words const& choices, std::size_t most) {
    TextList chosen;
    for (std::size_t i = 0, count = 1 + below(most); i < count; ++i)
        chosen.push_back(choices[below(choices.size())]);
    std::sort(chosen.begin(), chosen.end());
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
    return chosen;
}

std::string Planner::name() {
    return kFirstNames[below(kFirstNames.size())] + " " + kLastNames[below(kLastNames.size())];
}

std::string Planner::sentence() {
    return kThings[below(kThings.size())] + " " + kTroubles[below(kTroubles.size())] + ", elle " +
           kWishes[below(kWishes.size())] + ".";
}

VisitPlan Planner::visit(std::vector<Id> const& enterprises, Millis started_ms) {
    VisitPlan plan{id(), enterprises[below(enterprises.size())], started_ms, below(20) > 0, {}};
    Date const day = day_of(started_ms);
    plan.answers = {{"consentement", std::string("oui")},
                    {"date_visite", day},
                    {"statut_juridique", one_of(kStatus)},
                    {"dirigeant_nom", name()},
                    {"dirigeant_sexe", one_of({"femme", "homme"})},
                    {"energies", several_of(kEnergies, 3)},
                    {"eau_sources", several_of(kWater, 2)},
                    {"eau_potable", one_of(kYesNoNa)},
                    {"emploi_femmes", between(0, 40)},
                    {"emploi_hommes", between(0, 15)},
                    {"emballage", several_of(kPackaging, 3)},
                    {"etiquette", several_of(kLabel, 5)},
                    {"marches", several_of(kMarkets, 3)},
                    {"besoins", several_of(kNeeds, 4)},
                    {"besoin_prioritaire", one_of(kNeeds)},
                    {"besoin_detail", sentence()}};
    add_optional(plan, day);
    return plan;
}

// Two of the questions that may stay empty.
void Planner::add_optional(VisitPlan& plan, Date day) {
    plan.answers.emplace_back("annee_creation", between(1985, 2025));
    if (below(100) < follow_ups_) {
        Date const next{day.days + static_cast<std::int32_t>(between(20, 90))};
        plan.answers.emplace_back("prochaine_visite", next);
        return;
    }
    switch (below(3)) {
        case 0:
            plan.answers.emplace_back("pertes_pct", static_cast<double>(between(2, 90)) / 2);
            break;
        case 1:
            plan.answers.emplace_back("registre", one_of(kYesNoNa));
            break;
        default:
            plan.answers.emplace_back("depense_energie",
                                      static_cast<double>(between(4, 300) * 500));
    }
}

void fill_in(Phone& phone, VisitPlan const& plan, Commits commits) {
    Identity const& me = phone.identity();
    Date const day = day_of(plan.started_ms);
    std::vector<Change> changes{{"enterprise", RecordRef{plan.enterprise}},
                                {"form", RecordRef{form_record_id(kVisitForm, 1)}},
                                {"author", RecordRef{me.person}},
                                {"started", day},
                                {answer_path("date_visite"), day}};
    Millis now_ms = plan.started_ms;
    std::mt19937_64 pauses(static_cast<std::uint64_t>(plan.started_ms));
    auto const commit = [&] {
        JournalRow const row =
            phone.edit(plan.record, kVisit, me.hub, std::exchange(changes, {}), now_ms);
        phone.mark_durable(row);
        now_ms += 5'000 + static_cast<Millis>(pauses() % 35'000);
    };
    for (auto const& [question, value] : plan.answers) {
        if (question == "date_visite") continue;
        if (commits == Commits::EachAnswer) commit();
        changes.push_back({answer_path(question), value});
    }
    if (commits == Commits::EachAnswer) commit();
    if (plan.finished) changes.push_back({"finished", day});
    if (!changes.empty()) commit();
}

std::string json_of(VisitPlan const& plan, Id const& author) {
    nlohmann::ordered_json answers;
    for (auto const& [question, value] : plan.answers) {
        if (auto const* text = std::get_if<std::string>(&value)) answers[question] = *text;
        if (auto const* list = std::get_if<TextList>(&value)) answers[question] = *list;
        if (auto const* number = std::get_if<std::int64_t>(&value)) answers[question] = *number;
        if (auto const* number = std::get_if<double>(&value)) answers[question] = *number;
        if (auto const* date = std::get_if<Date>(&value)) answers[question] = to_iso(*date);
    }
    nlohmann::ordered_json document{
        {"_id", to_hex(plan.record)},  {"type", "visit"},
        {"form", "premiere-visite/1"}, {"enterprise", to_hex(plan.enterprise)},
        {"author", to_hex(author)},    {"started", plan.started_ms},
        {"finished", plan.finished},   {"answers", std::move(answers)}};
    return document.dump();
}

}  // namespace hub::bench

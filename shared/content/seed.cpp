#include "shared/content/seed.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/json_text.h"
#include "shared/records/kinds.h"

namespace hub {

namespace {

using Json = nlohmann::json;

Error bad(std::string_view what) {
    return {"bad-content", "Contenu de départ illisible : " + std::string(what) + "."};
}

TextList list_at(Json const& object, char const* key) {
    TextList list;
    auto const found = object.find(key);
    if (found == object.end() || !found->is_array()) return list;
    for (Json const& item : *found)
        if (item.is_string()) list.push_back(item.get<std::string>());
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    return list;
}

// The array under `key` of a JSON object, every element an object.
Result<std::vector<Json>> objects_in(std::string_view json, char const* key) {
    Json const root = Json::parse(json, nullptr, false);
    if (!root.is_object() || !root.contains(key) || !root[key].is_array()) return bad(key);
    std::vector<Json> objects;
    for (Json const& item : root[key]) {
        if (!item.is_object()) return bad(key);
        objects.push_back(item);
    }
    return objects;
}

}  // namespace

Result<SeedRecord> form_record(std::string_view json) {
    Json const form = Json::parse(json, nullptr, false);
    if (!form.is_object() || !form.contains("version") || !form["version"].is_number_integer())
        return bad("formulaire");
    std::string const id = text_at(form, "id");
    int const version = form["version"].get<int>();
    if (id.empty()) return bad("formulaire");
    return SeedRecord{form_record_id(id, version),
                      kForm,
                      std::string(kNetworkFeed),
                      {{"form_id", id},
                       {"title", text_at(form, "title")},
                       {"version", std::int64_t{version}},
                       {"definition", form.dump()}}};
}

Result<std::vector<SeedRecord>> solution_records(std::string_view json) {
    Json const sheets = Json::parse(json, nullptr, false);
    if (!sheets.is_array()) return bad("fiches");
    std::vector<SeedRecord> records;
    for (Json const& sheet : sheets) {
        if (!sheet.is_object() || text_at(sheet, "id").empty()) return bad("fiches");
        bool const reviewed = sheet.contains("relecture_expert") &&
                              sheet["relecture_expert"].is_boolean() &&
                              sheet["relecture_expert"].get<bool>();
        records.push_back({solution_record_id(text_at(sheet, "id")),
                           kSolution,
                           std::string(kNetworkFeed),
                           {{"title", text_at(sheet, "titre")},
                            {"summary", text_at(sheet, "resume")},
                            {"filieres", list_at(sheet, "filieres")},
                            {"operations", list_at(sheet, "operations")},
                            {"energies", list_at(sheet, "energie")},
                            {"health_risks", list_at(sheet, "risques_sanitaires")},
                            {"reviewed", reviewed},
                            {"body", sheet.dump()}}});
    }
    return records;
}

Result<std::vector<SeedRecord>> hub_records(std::string_view demo_json) {
    TRY(std::vector<Json> const hubs, objects_in(demo_json, "hubs"));
    std::vector<SeedRecord> records;
    for (Json const& hub : hubs)
        records.push_back({hub_record_id(text_at(hub, "code")),
                           kHub,
                           std::string(kNetworkFeed),
                           {{"code", text_at(hub, "code")},
                            {"name", text_at(hub, "name")},
                            {"country", text_at(hub, "country")}}});
    return records;
}

Result<std::vector<SeedRecord>> enterprise_records(std::string_view demo_json) {
    TRY(std::vector<Json> const enterprises, objects_in(demo_json, "enterprises"));
    std::vector<SeedRecord> records;
    for (Json const& enterprise : enterprises) {
        std::string const hub = text_at(enterprise, "hub"), name = text_at(enterprise, "name");
        records.push_back({id_from_name("enterprise/" + hub + "/" + name),
                           kEnterprise,
                           hub,
                           {{"name", name},
                            {"filiere", text_at(enterprise, "filiere")},
                            {"place", text_at(enterprise, "place")},
                            {"contact", text_at(enterprise, "contact")}}});
    }
    return records;
}

Result<std::vector<SeedPerson>> demo_people(std::string_view demo_json) {
    TRY(std::vector<Json> const people, objects_in(demo_json, "people"));
    std::vector<SeedPerson> found;
    for (Json const& person : people)
        found.push_back({text_at(person, "name"), text_at(person, "role"), text_at(person, "hub")});
    return found;
}

}  // namespace hub

#pragma once
// Turns the starter content's JSON into records that a server puts into its store. The JSON formats
// are in shared/content/README.md. Error "bad-content" names the file's part that is not as
// expected.

#include <string>
#include <utility>
#include <vector>

#include "shared/records/value.h"

namespace hub {

struct SeedRecord {
    Id id;
    std::string kind, feed;
    std::vector<std::pair<std::string, Value>> fields;
};

struct SeedPerson {
    std::string name, role, hub;
};

Result<SeedRecord> form_record(std::string_view json);
Result<std::vector<SeedRecord>> solution_records(std::string_view json);
// The seven hubs of the network: always present.
Result<std::vector<SeedRecord>> hub_records(std::string_view demo_json);
// Invented companies and people, only for demonstration.
Result<std::vector<SeedRecord>> enterprise_records(std::string_view demo_json);
Result<std::vector<SeedPerson>> demo_people(std::string_view demo_json);

}  // namespace hub

#pragma once
// The native half of the bench: each part prints one line of JSON, which bench.mjs reads.

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "shared/base/bytes.h"

namespace hub::bench {

using Options = std::map<std::string, std::string>;  // "--visits 1000" is {"visits", "1000"}
using Json = nlohmann::json;

inline std::size_t number(Options const& options, char const* name, std::size_t otherwise) {
    auto const found = options.find(name);
    return found == options.end() ? otherwise : std::stoul(found->second);
}
inline std::string text(Options const& options, char const* name, std::string otherwise = "") {
    auto const found = options.find(name);
    return found == options.end() ? otherwise : found->second;
}

// The devices that fill made, as bench.mjs keeps them in the file --devices.
Result<Json> devices_of(Options const& options);

// A server's data folder with the demo network and so many --visits, --sheets, --enterprises and
// --devices; of a hundred visits --follow-ups promise another.
Result<Json> fill(Options const& options);
// Bytes of one visit in a batch of 100, as sent.
Result<Json> visit_bytes(Options const& options);
// CPU of one frame on the longest screens, without a browser.
Result<Json> frames(Options const& options);
// Stages of a start over --data, as fill left it.
Result<Json> start(Options const& options);
// Visits per second through the real server on --port.
Result<Json> ingest(Options const& options);
// Writes --count request bodies of --bytes each into --out, for slow uploads of --devices in turn.
Result<Json> uploads(Options const& options);

}  // namespace hub::bench

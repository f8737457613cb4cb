#pragma once
// Reading JSON that others wrote: what is not there, or is something else, is read as nothing.

#include <nlohmann/json.hpp>
#include <string>

namespace hub {

// The text under `key` of an object; "" for anything else.
inline std::string text_at(nlohmann::json const& object, char const* key) {
    if (!object.is_object()) return "";
    auto const found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace hub

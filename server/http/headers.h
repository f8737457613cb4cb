#pragma once
// The few rules of HTTP (RFC 9110) that routes need: content codings, entity tags, paths.

#include <optional>
#include <string>
#include <string_view>

namespace hub {

// How welcome a content coding is, 0 to 1, by Accept-Encoding (RFC 9110 §12.5.3): its own weight,
// else that of "*", else 0. "identity" is welcome unless refused.
double quality_of(std::string_view accept_encoding, std::string_view coding);

// Does If-None-Match hold this tag? Compared weakly, as RFC 9110 §13.1.2 asks; proxies weaken tags.
bool has_tag(std::string_view if_none_match, std::string_view tag);

// The path of a request target: no query, no scheme and host, percent-encoding decoded. Nothing
// when it is malformed or holds anything but printable ASCII, which no address of ours does.
std::optional<std::string> path_of(std::string_view target);

}  // namespace hub

#include "server/http/message.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

namespace hub {

namespace {

constexpr char kContentPolicy[] =
    "default-src 'none'; style-src 'self'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; script-src "
    "'self' 'wasm-unsafe-eval'";

// The number that follows a name in a User-Agent.
std::optional<int> number_after(std::string_view text, std::string_view name) {
    std::size_t const found = text.find(name);
    if (found == std::string_view::npos) return std::nullopt;
    std::string_view const rest = text.substr(found + name.size());
    int number = 0;
    auto const [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    if (error != std::errc{}) return std::nullopt;
    return number;
}

// A policy can allow WebAssembly alone since Chrome 97 and Safari 16. The ones before must be
// allowed to evaluate text, too, which nothing of ours does: Chrome 95 is the last for Android 5,
// Safari 15 for the iPhone 7. Firefox asked for no permission before it knew that word.
bool must_be_allowed_eval(std::string_view user_agent) {
    if (auto const chrome = number_after(user_agent, "Chrome/")) return *chrome < 97;
    if (auto const ios = number_after(user_agent, " OS ")) return *ios < 16;  // any browser of it
    if (auto const safari = number_after(user_agent, "Version/")) return *safari < 16;
    return false;
}

}  // namespace

Response json_response(int status, nlohmann::json const& body) {
    Response response{.status = status};
    response.set("Content-Type", "application/json; charset=utf-8");
    response.set("Cache-Control", "no-store");
    response.body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return response;
}

Response error_response(int status, Error const& error) {
    return json_response(status, {{"error", error.code}, {"sentence", error.sentence}});
}

void add_security_headers(Response& response, std::string_view user_agent) {
    char const* const older = must_be_allowed_eval(user_agent) ? " 'unsafe-eval'" : "";
    response.set("Content-Security-Policy", std::string(kContentPolicy) + older);
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Referrer-Policy", "no-referrer");
    response.set("Cross-Origin-Opener-Policy", "same-origin");
    response.set("Cross-Origin-Resource-Policy", "same-origin");
}

}  // namespace hub

#include <nlohmann/json.hpp>

#include "server/routes/site.h"

namespace hub {

namespace {

constexpr std::size_t kMostBody = 1024;

std::optional<std::string> code_in(Bytes const& body) {
    if (body.size() > kMostBody) return std::nullopt;
    auto const json = nlohmann::json::parse(body, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    auto const found = json.find("code");
    if (found == json.end() || !found->is_string()) return std::nullopt;
    return found->get<std::string>();
}

int status_of(Error const& error) {
    if (error.code == "unknown-code") return 404;
    if (error.code == "code-used") return 409;
    if (error.code == "code-expired") return 410;
    return error.code == "disk-full" ? 507 : 503;
}

}  // namespace

Response answer_enrol(Site& site, Request const& request) {
    Millis const now = site.now_ms();
    if (!site.guesses.allows(request.address, now))
        return error_response(429, {"too-many-attempts",
                                    "Trop d'essais. Attendez une minute, "
                                    "puis réessayez."});
    auto const code = code_in(request.body);
    if (!code) return error_response(400, {"bad-json", "La demande d'inscription est illisible."});
    auto const device = People(site.store).enrol(*code, now);
    if (!device.ok()) {
        site.guesses.failed(request.address, now);
        return error_response(status_of(device.error()), device.error());
    }
    Person const& person = device.value().person;
    Response response;
    response.set("Content-Type", "application/json; charset=utf-8");
    response.set("Cache-Control", "no-store");
    response.body = nlohmann::json{{"person", to_hex(person.id)},
                                   {"name", person.name},
                                   {"role", person.role},
                                   {"hub", person.hub},
                                   {"token", device.value().token}}
                        .dump();
    return response;
}

}  // namespace hub

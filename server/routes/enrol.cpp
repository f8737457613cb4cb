#include <nlohmann/json.hpp>

#include "server/people/secrets.h"
#include "server/routes/site.h"

namespace hub {

namespace {

constexpr std::size_t kMostBody = 1024;

struct Enrolment {
    std::string code, token;
};

std::optional<Enrolment> enrolment_in(Bytes const& body) {
    if (body.size() > kMostBody) return std::nullopt;
    auto const json = nlohmann::json::parse(body, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    auto const code = json.find("code"), token = json.find("token");
    for (auto const& found : {code, token})
        if (found == json.end() || !found->is_string()) return std::nullopt;
    return Enrolment{code->get<std::string>(), token->get<std::string>()};
}

int status_of(Error const& error) {
    if (error.code == "unknown-code") return 404;
    if (error.code == "code-used" || error.code == "token-used") return 409;
    if (error.code == "code-expired") return 410;
    return error.code == "disk-full" ? 507 : 503;
}

}  // namespace

Response answer_enrol(Site& site, Request const& request) {
    Millis const now = site.now_ms();
    if (!site.guesses.allows(request.address, now)) {
        Response response = error_response(429, {"too-many-attempts",
                                                 "Trop d'essais. Attendez une minute, "
                                                 "puis réessayez."});
        response.set("Retry-After", "60");
        return response;
    }
    auto const asked = enrolment_in(request.body);
    if (!asked) return error_response(400, {"bad-json", "La demande d'inscription est illisible."});
    if (!is_device_token(asked->token))
        return error_response(400, {"bad-token-form",
                                    "Le téléphone n'a pas donné de clé lisible. "
                                    "Rouvrez le lien d'inscription."});
    auto const person = People(site.store).enrol(asked->code, asked->token, now);
    if (!person.ok()) {
        // Only an unknown code is a guess: a full disk or an old link must not lock anybody out.
        if (person.error().code == "unknown-code") site.guesses.failed(request.address, now);
        return error_response(status_of(person.error()), person.error());
    }
    return json_response(200, nlohmann::json{{"person", to_hex(person.value().id)},
                                             {"name", person.value().name},
                                             {"role", person.value().role},
                                             {"hub", person.value().hub}});
}

}  // namespace hub

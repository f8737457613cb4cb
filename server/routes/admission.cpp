#include "server/routes/admission.h"

namespace hub {

namespace {

constexpr std::string_view kBearer = "Bearer ";

std::string bearer_token(Request const& request) {
    std::string const header = request.header("authorization");
    return header.compare(0, kBearer.size(), kBearer) == 0 ? header.substr(kBearer.size()) : "";
}

int status_of(Error const& error) {
    struct Known {
        std::string_view code;
        int status;
    };
    constexpr Known kKnown[] = {
        {"unknown-blob", 404},   {"wrong-offset", 409},     {"too-large", 413},
        {"wrong-hash", 422},     {"unknown-encoding", 415}, {"too-many-requests", 429},
        {"store-failed", 503},   {"store-busy", 503},       {"not-a-store", 503},
        {"duplicate-edit", 503}, {"blob-failed", 503},      {"disk-full", 507},
    };
    for (Known const& known : kKnown)
        if (error.code == known.code) return known.status;
    return 400;
}

Response stranger() {
    Response response = error_response(401, {"bad-token",
                                             "Le serveur ne reconnaît pas ce téléphone. "
                                             "Demandez un nouveau lien d'inscription."});
    response.set("WWW-Authenticate", "Bearer");
    return response;
}

}  // namespace

Response refusal(Error const& error, int wait_s) {
    Response response = error_response(status_of(error), error);
    if (wait_s > 0) response.set("Retry-After", std::to_string(wait_s));
    return response;
}

Response too_fast(int wait_s) {
    return refusal({"too-many-requests",
                    "Ce téléphone envoie trop souvent. Rien n'est perdu : il réessaiera seul."},
                   wait_s);
}

Admission admit(Site& site, Request const& request, Millis now_ms) {
    Admission admission;
    admission.token = bearer_token(request);
    auto const caller = People(site.store).caller(admission.token);
    if (!caller.ok()) {
        admission.refusal = refusal(caller.error());
    } else if (!caller.value()) {
        admission.refusal = stranger();
    } else {
        admission.caller = *caller.value();
        int const wait_s = site.devices.take_request(admission.token, now_ms);
        if (wait_s > 0) admission.refusal = too_fast(wait_s);
    }
    return admission;
}

}  // namespace hub

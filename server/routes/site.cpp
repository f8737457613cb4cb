#include "server/routes/site.h"

namespace hub {

namespace {

Response not_allowed(char const* allowed) {
    Response response =
        error_response(405, {"method-not-allowed", "Cette adresse n'accepte pas cette demande."});
    response.set("Allow", allowed);
    return response;
}

Response route(Site& site, Request const& request) {
    if (request.path == "/v1/sync")
        return request.method == "POST" ? answer_sync(site, request) : not_allowed("POST");
    if (request.path == "/v1/enrol")
        return request.method == "POST" ? answer_enrol(site, request) : not_allowed("POST");
    if (request.method != "GET" && request.method != "HEAD") return not_allowed("GET, HEAD");
    if (request.path == "/healthz") {
        Response response{.body = "ok\n"};
        response.set("Content-Type", "text/plain; charset=utf-8");
        response.set("Cache-Control", "no-store");
        return response;
    }
    return answer_file(request);
}

}  // namespace

Response answer(Site& site, Request const& request) {
    Response response = route(site, request);
    add_security_headers(response);
    return response;
}

}  // namespace hub

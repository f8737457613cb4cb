#include "server/routes/site.h"

#include <spdlog/spdlog.h>

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
    bool const reads = request.method == "GET" || request.method == "HEAD";
    if (is_blob_path(request.path))
        return reads || request.method == "PATCH" ? answer_blob(site, request)
                                                  : not_allowed("GET, HEAD, PATCH");
    if (!reads) return not_allowed("GET, HEAD");
    if (request.path == "/healthz") {
        Response response{.body = "ok\n"};
        response.set("Content-Type", "text/plain; charset=utf-8");
        response.set("Cache-Control", "no-store");
        return response;
    }
    return answer_file(request);
}

// Our own code throws nothing, but the libraries below it do, std::bad_alloc first of all. Nothing
// of such a request may stay: neither in the store nor on the connection.
Response failed(Site& site, Request const& request, char const* what, int status,
                Error const& error) {
    site.store.rollback();
    spdlog::error("{} {}: {}", request.method, request.path.substr(0, 100), what);
    Response response = error_response(status, error);
    response.last = true;
    return response;
}

Response caught(Site& site, Request const& request) {
    try {
        return route(site, request);
    } catch (std::bad_alloc const& thrown) {
        Response response = failed(
            site, request, thrown.what(), 503,
            {"out-of-memory", "Le serveur manque de mémoire. Rien n'est perdu : réessayez."});
        response.set("Retry-After", "30");
        return response;
    } catch (std::exception const& thrown) {
        return failed(
            site, request, thrown.what(), 500,
            {"server-failed", "Le serveur a rencontré une erreur. Rien n'est perdu : réessayez."});
    }
}

}  // namespace

Response answer(Site& site, Request const& request) {
    Response response = caught(site, request);
    add_security_headers(response, request.header("user-agent"));
    return response;
}

}  // namespace hub

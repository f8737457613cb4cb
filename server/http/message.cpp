#include "server/http/message.h"

#include <nlohmann/json.hpp>

namespace hub {

Response error_response(int status, Error const& error) {
    Response response{.status = status};
    response.set("Content-Type", "application/json; charset=utf-8");
    response.set("Cache-Control", "no-store");
    response.body = nlohmann::json{{"error", error.code}, {"sentence", error.sentence}}.dump();
    return response;
}

}  // namespace hub

#pragma once
// One HTTP request and its response as plain values: what a route sees. No sockets here.

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.h"

namespace hub {

struct Request {
    std::string method;                          // "GET"
    std::string path;                            // decoded, without query: "/v1/sync"
    std::map<std::string, std::string> headers;  // names in lower case
    Bytes body;
    std::string address;  // of the peer, or of the one the proxy names

    std::string header(std::string const& name) const {
        auto const found = headers.find(name);
        return found == headers.end() ? "" : found->second;
    }
};

struct Response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;   // unless `embedded` is set
    ByteView embedded;  // bytes that live as long as the program
    bool last = false;  // the connection ends after it
    void set(std::string name, std::string value) {
        headers.emplace_back(std::move(name), std::move(value));
    }
};

// Never kept by a cache. Text that is not UTF-8 is mended, never a reason to fail.
Response json_response(int status, nlohmann::json const& body);
// {"error": code, "sentence": French}
Response error_response(int status, Error const& error);

// Content-Security-Policy and its like: every response carries them. Browsers from before 2022 get
// a wider policy, by their User-Agent.
void add_security_headers(Response& response, std::string_view user_agent = "");

}  // namespace hub

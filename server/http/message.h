#pragma once
// One HTTP request and its response as plain values: what a route sees. No sockets here.

#include <map>
#include <string>
#include <vector>

#include "shared/base/bytes.h"

namespace hub {

struct Request {
    std::string method;                          // "GET"
    std::string path;                            // without query: "/v1/sync"
    std::map<std::string, std::string> headers;  // names in lower case
    Bytes body;
    std::string address;  // of the peer

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
    void set(std::string name, std::string value) {
        headers.emplace_back(std::move(name), std::move(value));
    }
};

// {"error": code, "sentence": French}
Response error_response(int status, Error const& error);

}  // namespace hub

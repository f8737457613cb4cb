#pragma once
// The whole server without sockets: Request in, Response out.

#include <functional>
#include <unordered_map>

#include "server/http/message.h"
#include "server/people/people.h"

namespace hub {

// Slows down whoever guesses codes: at most `kMostFailures` per address and minute.
class GuessLimit {
public:
    bool allows(std::string const& address, Millis now_ms);
    void failed(std::string const& address, Millis now_ms);

private:
    struct Count {
        Millis minute = 0;
        int failures = 0;
    };
    std::unordered_map<std::string, Count> counts_;
};

struct Site {
    SqliteStore& store;
    std::function<Millis()> now_ms;
    GuessLimit guesses{};
};

// Every response carries the security headers. Never throws, never fails.
Response answer(Site& site, Request const& request);

// ---- one file per route
Response answer_sync(Site& site, Request const& request);   // POST /v1/sync
Response answer_enrol(Site& site, Request const& request);  // POST /v1/enrol
Response answer_file(Request const& request);               // GET and HEAD of the phone app

}  // namespace hub

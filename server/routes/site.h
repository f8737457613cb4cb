#pragma once
// The whole server without sockets: Request in, Response out.

#include <functional>

#include "server/http/message.h"
#include "server/people/people.h"
#include "server/routes/limits.h"

namespace hub {

struct Site {
    SqliteStore& store;
    std::function<Millis()> now_ms;
    GuessLimit guesses{};
    DeviceLimit devices{};
};

// Every response carries the security headers. Never throws, never fails.
Response answer(Site& site, Request const& request);

// ---- one file per route
Response answer_sync(Site& site, Request const& request);   // POST /v1/sync
Response answer_enrol(Site& site, Request const& request);  // POST /v1/enrol
Response answer_file(Request const& request);               // GET and HEAD of the phone app

}  // namespace hub

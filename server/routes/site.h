#pragma once
// The whole server without sockets: Request in, Response out.

#include <functional>

#include "server/blobs/blobs.h"
#include "server/http/message.h"
#include "server/people/people.h"
#include "server/routes/limits.h"

namespace hub {

struct Site {
    SqliteStore& store;
    Blobs& blobs;
    std::function<Millis()> now_ms;
    GuessLimit guesses{};
    DeviceLimit devices{};
    Millis swept_ms = 0;  // when blobs that never came whole were last thrown away
};

// Every response carries the security headers. Never throws, never fails.
Response answer(Site& site, Request const& request);

// ---- one file per route
Response answer_sync(Site& site, Request const& request);   // POST /v1/sync
Response answer_blob(Site& site, Request const& request);   // HEAD, PATCH, GET /v1/blob/<sha256>
Response answer_enrol(Site& site, Request const& request);  // POST /v1/enrol
Response answer_file(Request const& request);               // GET and HEAD of the phone app

bool is_blob_path(std::string_view path);

}  // namespace hub

#pragma once
// Who asks, and how he is refused: what all routes for enrolled phones begin with.

#include <optional>

#include "server/routes/site.h"

namespace hub {

// The status of an error, its two fields, and Retry-After where waiting helps.
Response refusal(Error const& error, int wait_s = 0);
Response too_fast(int wait_s);

struct Admission {
    Caller caller;
    std::string token;
    std::optional<Response> refusal;  // 401, 429, or the store's trouble; then nothing else counts
};

// By `Authorization: Bearer <token>` (RFC 6750 §2.1). Costs the device one request.
Admission admit(Site& site, Request const& request, Millis now_ms);

}  // namespace hub

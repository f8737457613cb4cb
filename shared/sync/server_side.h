#pragma once
// The server's half of sync: gives every edit a verdict, numbers what changed, answers with what
// the phone has not seen. Runs inside one transaction of the store; the caller commits before it
// sends the answer.

#include "shared/sync/message.h"
#include "shared/sync/server_store.h"

namespace hub {

// Who asks, as established by the device token.
struct Caller {
    Id person;
    std::string role;
    std::vector<std::string> feeds;  // readable and writable: "network" and the person's hubs
};

// `body_hash` is hash64 of the request body. Commits in the store on success, rolls back on error.
// Store errors come through; a request is never refused for the content of one edit.
Result<SyncAnswer> serve_sync(ServerStore& store, Caller const& caller, SyncRequest const& request,
                              std::uint64_t body_hash, Millis now_ms);

// Why an edit is put into quarantine.
struct Refusal {
    std::string reason;    // machine-readable: "wrong-feed"
    std::string sentence;  // French
    bool none() const { return reason.empty(); }
};

// May this caller write this edit? From the edit alone, without looking at the record.
Refusal judge(Caller const& caller, Edit const& edit);

}  // namespace hub

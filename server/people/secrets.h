#pragma once
// Randomness and one-way hashes (libsodium). What a phone or a person must show is never stored,
// only its hash: a stolen database lets nobody in.

#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/id.h"

namespace hub {

Id random_id();
// 32 bytes as base64url without padding: what a phone draws for itself when it enrols.
bool is_device_token(std::string_view token);
// Ten characters that can be read aloud and typed on a phone: no 0 O 1 I L.
std::string new_enrolment_code();
// As a person types it: lower case, spaces and dashes are forgiven.
std::string normal_code(std::string_view typed);
Bytes secret_hash(std::string_view secret);  // BLAKE2b-256

}  // namespace hub

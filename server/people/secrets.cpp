#include "server/people/secrets.h"

#include <array>
#include <sodium.h>

namespace hub {

namespace {

constexpr std::string_view kAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
constexpr int kCodeLength = 10;

void ready() {
    static int const initialised = sodium_init();
    assert(initialised >= 0);
    (void)initialised;
}

}  // namespace

Id random_id() {
    ready();
    Id id;
    randombytes_buf(id.bytes.data(), id.bytes.size());
    return id;
}

bool is_device_token(std::string_view token) {
    ready();
    constexpr std::size_t kBytes = 32;
    std::array<unsigned char, kBytes> bytes;
    std::size_t size = 0;
    char const* end = nullptr;
    int const read =
        sodium_base642bin(bytes.data(), bytes.size(), token.data(), token.size(), nullptr, &size,
                          &end, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return read == 0 && size == kBytes && end == token.data() + token.size();
}

std::string new_enrolment_code() {
    ready();
    std::string code;
    for (int i = 0; i < kCodeLength; ++i)
        code.push_back(kAlphabet[randombytes_uniform(kAlphabet.size())]);
    return code;
}

std::string normal_code(std::string_view typed) {
    std::string code;
    for (char c : typed) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (kAlphabet.find(c) != std::string_view::npos) code.push_back(c);
    }
    return code;
}

Bytes secret_hash(std::string_view secret) {
    ready();
    Bytes hash(crypto_generichash_BYTES);
    crypto_generichash(hash.data(), hash.size(),
                       reinterpret_cast<unsigned char const*>(secret.data()), secret.size(),
                       nullptr, 0);
    return hash;
}

}  // namespace hub

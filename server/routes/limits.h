#pragma once
// Who asks too much is asked to wait. Nothing here may hurt an honest phone: one that comes back
// after weeks with a full outbox, or a whole region behind its operator's one address.

#include <string>
#include <unordered_map>

#include "shared/base/bytes.h"
#include "shared/base/stamp.h"

namespace hub {

// Slows down whoever guesses codes: at most 20 unknown codes per address and minute.
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

// A token bucket: holds `most`, refills by `per_second`.
struct BucketSize {
    double most, per_second;
};

struct DeviceAllowance {
    BucketSize requests{600, 10};
    BucketSize edits{100'000, 50};    // a thousand visits of a hundred answers, at once
    BucketSize bytes{300e6, 20'000};  // of photos: two thousand of 150 KB, at once
};

// What one device may do. Kept in memory: a restart forgives everybody.
class DeviceLimit {
public:
    explicit DeviceLimit(DeviceAllowance allowance = {}) : allowance_(allowance) {}
    // Seconds to wait, 0 to go on. The cost is taken only when the answer is 0.
    int take_request(std::string const& token, Millis now_ms);
    int take_edits(std::string const& token, std::size_t edits, Millis now_ms);
    int take_bytes(std::string const& token, std::size_t bytes, Millis now_ms);

private:
    struct Bucket {
        double left = 0;
        Millis at_ms = 0;
        void refill(BucketSize size, Millis now_ms);
        int take(double cost, BucketSize size, Millis now_ms);
    };
    struct Device {
        Bucket requests, edits, bytes;
    };
    Device& device_of(std::string const& token, Millis now_ms);
    void forget_rested(Millis now_ms);

    // Once that many are known, those whose buckets are full again are forgotten.
    static constexpr std::size_t kDevicesToForget = 20'000;

    DeviceAllowance allowance_;
    std::size_t forget_at_ = kDevicesToForget;
    std::unordered_map<std::string, Device> devices_;
};

}  // namespace hub

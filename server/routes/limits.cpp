#include "server/routes/limits.h"

#include <algorithm>
#include <cmath>

namespace hub {

namespace {

constexpr int kMostFailures = 20;
constexpr std::size_t kMostAddresses = 10'000;  // then the list starts anew: memory is bounded

}  // namespace

bool GuessLimit::allows(std::string const& address, Millis now_ms) {
    auto const found = counts_.find(address);
    return found == counts_.end() || found->second.minute != now_ms / 60'000 ||
           found->second.failures < kMostFailures;
}

void GuessLimit::failed(std::string const& address, Millis now_ms) {
    if (counts_.size() >= kMostAddresses) counts_.clear();
    Count& count = counts_[address];
    if (count.minute != now_ms / 60'000) count = {now_ms / 60'000, 0};
    ++count.failures;
}

// A clock that was set back refills nothing; it never takes away.
void DeviceLimit::Bucket::refill(BucketSize size, Millis now_ms) {
    double const seconds = static_cast<double>(std::max<Millis>(now_ms - at_ms, 0)) / 1000;
    left = std::min(size.most, left + seconds * size.per_second);
    at_ms = now_ms;
}

int DeviceLimit::Bucket::take(double cost, BucketSize size, Millis now_ms) {
    refill(size, now_ms);
    cost = std::min(cost, size.most);  // what exceeds a full bucket must still pass one day
    if (left < cost) return static_cast<int>(std::ceil((cost - left) / size.per_second));
    left -= cost;
    return 0;
}

DeviceLimit::Device& DeviceLimit::device_of(std::string const& token, Millis now_ms) {
    if (devices_.size() >= forget_at_) forget_rested(now_ms);
    Device const fresh{{allowance_.requests.most, now_ms},
                       {allowance_.edits.most, now_ms},
                       {allowance_.bytes.most, now_ms}};
    return devices_.try_emplace(token, fresh).first->second;
}

void DeviceLimit::forget_rested(Millis now_ms) {
    for (auto at = devices_.begin(); at != devices_.end();) {
        auto& [requests, edits, bytes] = at->second;
        requests.refill(allowance_.requests, now_ms);
        edits.refill(allowance_.edits, now_ms);
        bytes.refill(allowance_.bytes, now_ms);
        bool const full = requests.left >= allowance_.requests.most &&
                          edits.left >= allowance_.edits.most &&
                          bytes.left >= allowance_.bytes.most;
        at = full ? devices_.erase(at) : std::next(at);
    }
    // Twice as many before the next look: a sweep that finds nothing must not come with every call.
    forget_at_ = std::max(kDevicesToForget, 2 * devices_.size());
}

int DeviceLimit::take_request(std::string const& token, Millis now_ms) {
    return device_of(token, now_ms).requests.take(1, allowance_.requests, now_ms);
}

int DeviceLimit::take_edits(std::string const& token, std::size_t edits, Millis now_ms) {
    return device_of(token, now_ms)
        .edits.take(static_cast<double>(edits), allowance_.edits, now_ms);
}

int DeviceLimit::take_bytes(std::string const& token, std::size_t bytes, Millis now_ms) {
    return device_of(token, now_ms)
        .bytes.take(static_cast<double>(bytes), allowance_.bytes, now_ms);
}

}  // namespace hub

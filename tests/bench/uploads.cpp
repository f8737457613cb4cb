// Bodies for slow uploads: each a phone of its own with one visit and a long text that deflate
// cannot shrink much, so that every body is about as large as asked for. File: size (4 bytes,
// little endian) and body, again and again.

#include <fstream>

#include "server/http/deflate.h"
#include "shared/records/kinds.h"
#include "tests/bench/bench.h"
#include "tests/bench/visits.h"

namespace hub::bench {

namespace {

std::string noise(Planner& planner, std::size_t bytes) {
    constexpr std::string_view kLetters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .";
    std::string text;
    for (std::size_t i = 0; i < bytes; ++i) text += kLetters[planner.below(kLetters.size())];
    return text;
}

}  // namespace

Result<Json> uploads(Options const& options) {
    std::size_t const count = number(options, "count", 5000);
    std::size_t const wanted = number(options, "bytes", 16 * 1024);
    TRY(Json const devices, devices_of(options));
    std::ofstream out(text(options, "out"), std::ios::binary);
    Planner planner(5);
    std::size_t total = 0;
    for (std::size_t i = 0; i < count; ++i) {
        Json const& device = devices[i % devices.size()];
        TRY(Id const person, id_from_hex(device["person"].get<std::string>()));
        Phone phone;
        phone.enrol({person, "", "adviser", device["hub"].get<std::string>(), "-"}, planner.id());
        VisitPlan plan = planner.visit({planner.id()}, 1'790'000'000'000);
        plan.answers.emplace_back("conseil_donne", noise(planner, wanted * 4 / 3));
        fill_in(phone, plan, Commits::WholeVisit);
        // Only what the phone's own visit needs comes back: the bodies going up are what counts.
        Bytes const body = deflate(phone.request(1'790'000'000'000, 0));
        for (int shift = 0; shift < 32; shift += 8)
            out.put(static_cast<char>(body.size() >> shift & 0xFF));
        out.write(reinterpret_cast<char const*>(body.data()),
                  static_cast<std::streamsize>(body.size()));
        total += body.size();
    }
    if (!out) return Error{"cannot-write", "--out FILE"};
    return Json{{"count", count}, {"bytes_each", total / count}};
}

}  // namespace hub::bench

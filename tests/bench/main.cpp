// bench PART [--name value]…: one line of JSON. node tests/bench/bench.mjs runs it.
#define DOCTEST_CONFIG_IMPLEMENT  // the native phone of tests/ui asserts by doctest
#include <cstdio>
#include <doctest/doctest.h>
#include <exception>
#include <fstream>

#include "tests/bench/bench.h"

namespace {

using Part = hub::Result<hub::bench::Json> (*)(hub::bench::Options const&);

Part const* part_named(std::string const& name) {
    static std::map<std::string, Part> const parts{
        {"fill", hub::bench::fill},     {"visit_bytes", hub::bench::visit_bytes},
        {"frames", hub::bench::frames}, {"start", hub::bench::start},
        {"ingest", hub::bench::ingest}, {"uploads", hub::bench::uploads}};
    auto const found = parts.find(name);
    return found == parts.end() ? nullptr : &found->second;
}

}  // namespace

hub::Result<hub::bench::Json> hub::bench::devices_of(Options const& options) {
    std::ifstream file(text(options, "devices"));
    Json devices = Json::parse(file, nullptr, false);
    if (!devices.is_array() || devices.empty()) return Error{"no-devices", "--devices FILE"};
    return devices;
}

int main(int argc, char** argv) {
    doctest::Context context;
    context.setAsDefaultForAssertsOutOfTestCases();
    context.setAssertHandler([](doctest::AssertData const& failed) {
        std::fprintf(stderr, "bench: %s:%d: %s\n", failed.m_file, failed.m_line, failed.m_expr);
        std::terminate();
    });
    Part const* const part = part_named(argc > 1 ? argv[1] : "");
    if (!part) {
        std::fputs("usage: bench fill|visit_bytes|frames|start|ingest|uploads [--name value]…\n",
                   stderr);
        return 2;
    }
    hub::bench::Options options;
    for (int i = 2; i + 1 < argc; i += 2) options[std::string(argv[i]).substr(2)] = argv[i + 1];
    auto const result = (*part)(options);
    if (!result.ok()) {
        std::fprintf(stderr, "bench: %s (%s)\n", result.error().sentence.c_str(),
                     result.error().code.c_str());
        return 1;
    }
    std::puts(result.value().dump().c_str());
    return 0;
}

// simulate --seeds N [--from S]: runs N seeds, prints those that break a promise, and a summary.

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "tests/simulation/world.h"

int main(int count, char** arguments) {
    std::uint64_t seeds = 1000, from = 1;
    for (int i = 1; i < count; ++i) {
        bool const has_value = i + 1 < count;
        if (has_value && std::strcmp(arguments[i], "--seeds") == 0) {
            seeds = std::strtoull(arguments[++i], nullptr, 10);
        } else if (has_value && std::strcmp(arguments[i], "--from") == 0) {
            from = std::strtoull(arguments[++i], nullptr, 10);
        } else {
            std::fprintf(stderr, "usage: simulate [--seeds N] [--from S]\n");
            return 2;
        }
    }
    std::uint64_t failed = 0;
    for (std::uint64_t seed = from; seed < from + seeds; ++seed) {
        hub::simulation::World world(seed);
        std::string const trouble = world.run();
        bool same_trace = true;
        if (seed % 20 == 0) {
            hub::simulation::World again(seed);
            again.run();
            same_trace = again.trace() == world.trace();
        }
        if (trouble.empty() && same_trace) continue;
        ++failed;
        std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed),
                    same_trace ? trouble.c_str() : "two runs differ");
    }
    std::printf("%llu seeds passed, %llu failed\n", static_cast<unsigned long long>(seeds - failed),
                static_cast<unsigned long long>(failed));
    return failed == 0 ? 0 : 1;
}

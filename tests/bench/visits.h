#pragma once
// Visits as advisers really write them: the starter checklist's required questions and two others,
// 18 answers, no two visits alike, each commit of the phone its own edit. Same seed, same visits.

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "shared/sync/phone_side.h"

namespace hub::bench {

struct VisitPlan {
    Id record, enterprise;
    Millis started_ms = 0;
    bool finished = true;
    std::vector<std::pair<std::string, Value>> answers;  // 18, in the order of the form
};

class Planner {
public:
    // `follow_ups`: of a hundred visits, so many promise another one.
    explicit Planner(std::uint64_t seed, std::size_t follow_ups = 25)
        : random_(seed), follow_ups_(follow_ups) {}

    VisitPlan visit(std::vector<Id> const& enterprises, Millis started_ms);
    Id id();
    // Index below `count`.
    std::size_t below(std::size_t count) { return random_() % count; }
    std::string sentence();

private:
    Value one_of(std::vector<std::string> const& choices);
    Value several_of(std::vector<std::string> const& choices, std::size_t most);
    std::int64_t between(std::int64_t least, std::int64_t most);
    std::string name();
    void add_optional(VisitPlan& plan, Date day);

    std::mt19937_64 random_;
    std::size_t follow_ups_;
};

enum class Commits { EachAnswer, WholeVisit };

// Makes the edits of the visit on this phone. EachAnswer is what the app does: one edit when the
// visit is begun, one per answer 5 to 40 s later, one when it is finished.
void fill_in(Phone& phone, VisitPlan const& plan, Commits commits);

// The same visit as a document of a JSON database.
std::string json_of(VisitPlan const& plan, Id const& author);

Date day_of(Millis ms);

}  // namespace hub::bench

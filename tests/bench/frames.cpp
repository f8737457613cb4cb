// CPU of one frame, from NewFrame to Render, with Dear ImGui's null renderer.

#include <algorithm>
#include <chrono>
#include <imgui.h>

#include "shared/records/kinds.h"
#include "tests/bench/bench.h"
#include "tests/bench/visits.h"
#include "tests/ui/phone_world.h"

namespace hub::bench {

namespace {

using tests::PhoneWorld;
using tests::Village;
using ui::Role;

constexpr Millis kNowMs = 1'790'000'000'000;  // as PhoneWorld
constexpr int kFrames = 300;

double frame_ms(PhoneWorld& phone) {
    auto const begin = std::chrono::steady_clock::now();
    ImGui::NewFrame();
    phone.app().frame({.width = 360, .height = 640}, {kNowMs, kNowMs, 0});
    ImGui::Render();
    std::string const table = ui::to_json(phone.app().semantics());
    std::chrono::duration<double, std::milli> const took = std::chrono::steady_clock::now() - begin;
    return table.empty() ? 0 : took.count();
}

Json measure(PhoneWorld& phone) {
    std::vector<double> times;
    for (int i = 0; i < kFrames; ++i) times.push_back(frame_ms(phone));
    std::sort(times.begin(), times.end());
    return Json{{"p50_ms", times[kFrames / 2]}, {"p95_ms", times[kFrames * 95 / 100]}};
}

// Visits of a colleague, so that the phone under test is not the one that wrote them.
void add_visits(Village& village, std::size_t count) {
    Planner planner(3);
    Caller const caller{planner.id(), "adviser", {"network", "bamako"}};
    Phone phone;
    phone.enrol({caller.person, "Moussa", "adviser", "bamako", "token"}, planner.id());
    std::vector<Id> where{id_from_name("enterprise/bamako/Koumba Fruits")};
    while (where.size() < 50) where.push_back(planner.id());
    for (std::size_t i = 0; i < count; ++i)
        fill_in(phone, planner.visit(where, kNowMs - static_cast<Millis>(i + 1) * 7'200'000),
                Commits::WholeVisit);
    while (!phone.outbox().empty()) {
        Bytes const body = phone.request(kNowMs, 64 * 1024);
        auto const row = phone.accept(village.answer(caller, body, kNowMs), body, kNowMs);
        (void)phone.take_answer(row.value(), planner.id()).ok();
    }
}

// The question with the most choices is the longest screen of the form.
std::size_t longest_question(PhoneWorld const& phone, Record const& visit) {
    auto const asked =
        ui::asked_questions(*ui::form_of(phone.state(), visit), visit, day_of(kNowMs));
    auto const shorter = [](Question const* a, Question const* b) {
        return a->choices.size() < b->choices.size();
    };
    return static_cast<std::size_t>(std::max_element(asked.begin(), asked.end(), shorter) -
                                    asked.begin());
}

}  // namespace

Result<Json> frames(Options const& options) {
    Village village;
    std::size_t const visits = number(options, "visits", 1000);
    add_visits(village, visits);
    PhoneWorld phone(village, "Awa Diarra", "bamako", 1);
    phone.enrol();
    auto const pulls = [&] {
        return !phone.state().phone.synced_once() || phone.state().phone.more_to_pull();
    };
    for (int i = 0; i < 1000 && pulls(); ++i) phone.settle();
    Json measured{{"visits", visits}, {"today", measure(phone)}};
    phone.tap("Entreprises");
    phone.tap("Koumba Fruits");
    measured["enterprise"] = measure(phone);
    phone.tap("Nouvelle visite");
    phone.tap(Role::Radio, "Oui");
    Id const visit = phone.state().screen().subject;
    phone.app().dispatch(ui::GoBack{}, {kNowMs, kNowMs, 0});
    phone.settle();
    measured["overview"] = measure(phone);
    Record const* const record = phone.state().phone.records().find(visit);
    std::size_t const longest = longest_question(phone, *record);
    phone.app().dispatch(ui::OpenQuestion{longest}, {kNowMs, kNowMs, 0});
    phone.settle();
    measured["question"] = measure(phone);
    return measured;
}

}  // namespace hub::bench

#include <cstdio>
#include <qrencode.h>

#include "server/commands/commands.h"
#include "server/seed.h"

namespace hub {

namespace {

struct EnrolOptions {
    std::string data, person, base_url = "http://localhost:8080";
    bool demo_people = false;
};

// Two modules of the code in one character cell, light on dark and with the quiet zone that
// ISO/IEC 18004 asks for.
void print_qr(std::string const& text) {
    std::unique_ptr<QRcode, void (*)(QRcode*)> const code(
        QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_L), QRcode_free);
    if (!code) return;  // too long for any code: the link alone must do
    constexpr int kQuiet = 2;
    auto const dark = [&](int x, int y) {
        bool const inside = x >= 0 && y >= 0 && x < code->width && y < code->width;
        return inside && (code->data[y * code->width + x] & 1) != 0;
    };
    for (int y = -kQuiet; y < code->width + kQuiet; y += 2) {
        std::string line = "  ";
        for (int x = -kQuiet; x < code->width + kQuiet; ++x) {
            bool const up = dark(x, y), down = dark(x, y + 1);
            line += up ? (down ? " " : "▄") : (down ? "▀" : "█");
        }
        std::puts(line.c_str());
    }
}

Result<void> print_link(People& people, Person const& person, std::string const& base_url) {
    TRY(std::string const code, people.new_code(person.id, system_ms()));
    std::string const link = base_url + "/#code=" + code;
    std::printf("\n%s (%s, %s)\n  %s\n", person.name.c_str(), person.role.c_str(),
                person.hub.c_str(), link.c_str());
    print_qr(link);
    return {};
}

Result<void> enrol(EnrolOptions const& options) {
    TRY(SqliteStore store,
        open_store(options.data, options.demo_people ? IfMissing::Create : IfMissing::Refuse));
    People people(store);
    if (options.demo_people) {
        TRY_VOID(seed(store, Demo::Yes));
        TRY(std::vector<Person> const everyone, people.all());
        return in_transaction(store, [&]() -> Result<void> {
            for (Person const& person : everyone)
                TRY_VOID(print_link(people, person, options.base_url));
            return {};
        });
    }
    TRY(Person const person, people.find(options.person));
    return in_transaction(store, [&] { return print_link(people, person, options.base_url); });
}

}  // namespace

void add_enrol(CLI::App& program, Failure& failure) {
    auto* const command =
        program.add_subcommand("enrol", "Print a single-use link, valid 72 hours, and its QR code");
    auto const options = std::make_shared<EnrolOptions>();
    add_data_option(*command, options->data);
    auto* const person = command->add_option("--person", options->person,
                                             "Name, or id where two people share a name");
    auto* const demo = command->add_flag("--demo-people", options->demo_people,
                                         "One link for everyone in the demonstration");
    person->excludes(demo);
    command->add_option("--base-url", options->base_url, "Where phones reach the server")
        ->capture_default_str();
    command->callback([=, &failure] {
        if (options->person.empty() && !options->demo_people)
            throw CLI::RequiredError("--person or --demo-people");
        failure = failure_of(enrol(*options));
    });
}

}  // namespace hub

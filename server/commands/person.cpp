#include <cstdio>

#include "server/commands/commands.h"
#include "server/people/secrets.h"
#include "server/seed.h"

namespace hub {

namespace {

Result<void> add(std::string const& data, Person const& person) {
    TRY(SqliteStore store, open_store(data, IfMissing::Create));
    TRY_VOID(seed(store, Demo::No));
    TRY_VOID(in_transaction(store, [&] { return People(store).add(person); }));
    std::puts(to_hex(person.id).c_str());
    return {};
}

Result<void> list(std::string const& data) {
    TRY(SqliteStore store, open_store(data, IfMissing::Refuse));
    TRY(std::vector<Person> const people, People(store).all());
    for (Person const& person : people)
        std::printf("%s\t%s\t%s\t%s\n", to_hex(person.id).c_str(), person.hub.c_str(),
                    person.role.c_str(), person.name.c_str());
    return {};
}

void add_list(CLI::App& group, Failure& failure) {
    auto* const command =
        group.add_subcommand("list", "Print everybody: id, hub, role, name, by tabs");
    auto const data = std::make_shared<std::string>();
    add_data_option(*command, *data);
    command->callback([data, &failure] { failure = failure_of(list(*data)); });
}

}  // namespace

void add_person(CLI::App& program, Failure& failure) {
    auto* const group = program.add_subcommand("person", "The people of the network");
    group->require_subcommand(1);
    add_list(*group, failure);
    auto* const command = group->add_subcommand("add", "Add a person and print its id");
    auto const person = std::make_shared<Person>();
    auto const data = std::make_shared<std::string>();
    add_data_option(*command, *data);
    command->add_option("--name", person->name, "Full name")->required();
    command->add_option("--role", person->role, "adviser, coordinator, expert, administrator")
        ->required();
    command->add_option("--hub", person->hub, "Code of the hub, e.g. bamako")->required();
    command->callback([person, data, &failure] {
        person->id = random_id();
        failure = failure_of(add(*data, *person));
    });
}

}  // namespace hub

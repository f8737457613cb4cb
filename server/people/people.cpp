#include "server/people/people.h"

#include <algorithm>

#include "server/people/secrets.h"
#include "shared/records/kinds.h"

namespace hub {

namespace {

Person read_person(Statement const& row) {
    return {row.id(0), row.text(1), row.text(2), row.text(3)};
}

}  // namespace

bool is_role(std::string_view role) {
    return role == "adviser" || role == "coordinator" || role == "expert" ||
           role == "administrator";
}

Result<void> People::add(Person const& person) {
    if (!is_role(person.role))
        return Error{"unknown-role",
                     "Rôle inconnu : adviser, coordinator, expert ou "
                     "administrator."};
    TRY(auto const hub, store_.record(hub_record_id(person.hub)));
    if (!hub) return Error{"unknown-hub", "Aucun hub n'a le code « " + person.hub + " »."};
    {
        TRY(Statement insert, store_.database().prepare(
                                  "INSERT INTO person (id, name, role, hub) VALUES (?, ?, ?, ?)"));
        TRY_VOID(insert.bind(person.id)
                     .bind(std::string_view(person.name))
                     .bind(std::string_view(person.role))
                     .bind(std::string_view(person.hub))
                     .run());
    }
    std::pair<char const*, std::string const*> const fields[] = {
        {"name", &person.name}, {"role", &person.role}, {"hub", &person.hub}};
    TRY(std::uint64_t seq, store_.take_seqs(kNetworkFeed, std::size(fields)));
    for (auto const& [path, value] : fields)
        TRY_VOID(store_.put({person.id,
                             kPerson,
                             std::string(kNetworkFeed),
                             path,
                             {.value = *value, .seq = seq++}}));
    return {};
}

Result<std::vector<Person>> People::all() {
    TRY(Statement select,
        store_.database().prepare("SELECT id, name, role, hub FROM person ORDER BY hub, name"));
    std::vector<Person> people;
    while (true) {
        TRY(bool const row, select.step());
        if (!row) return people;
        people.push_back(read_person(select));
    }
}

Result<std::optional<Person>> People::find(std::string_view name_or_id) {
    TRY(std::vector<Person> const people, all());
    auto const found = std::find_if(people.begin(), people.end(), [&](Person const& person) {
        return person.name == name_or_id || to_hex(person.id) == name_or_id;
    });
    return found == people.end() ? std::optional<Person>{} : std::optional<Person>{*found};
}

Result<std::string> People::new_code(Id const& person, Millis now_ms) {
    std::string const code = new_enrolment_code();
    {
        TRY(Statement end, store_.database().prepare(
                               "DELETE FROM enrolment WHERE person = ? AND used_ms IS NULL"));
        TRY_VOID(end.bind(person).run());
    }
    TRY(Statement insert,
        store_.database().prepare(
            "INSERT INTO enrolment (code_hash, person, expires_ms) VALUES (?, ?, ?)"));
    TRY_VOID(insert.bind(ByteView(secret_hash(code)))
                 .bind(person)
                 .bind(std::int64_t{now_ms + kCodeLifetimeMs})
                 .run());
    return code;
}

Result<Person> People::person_of_code(ByteView code_hash, Millis now_ms) {
    TRY(Statement select,
        store_.database().prepare(
            "SELECT person.id, name, role, hub, expires_ms, used_ms IS NOT NULL FROM enrolment "
            "JOIN person ON person.id = enrolment.person WHERE code_hash = ?"));
    TRY(bool const found, select.bind(code_hash).step());
    if (!found)
        return Error{"unknown-code",
                     "Ce code d'inscription n'existe pas. Vérifiez-le, ou "
                     "demandez-en un autre à votre coordination."};
    if (select.integer(5) != 0)
        return Error{"code-used",
                     "Ce code a déjà servi. Demandez un nouveau lien à votre "
                     "coordination."};
    if (select.integer(4) < now_ms)
        return Error{"code-expired",
                     "Ce code n'est plus valable. Demandez un nouveau lien à "
                     "votre coordination."};
    return read_person(select);
}

Result<People::Device> People::enrol(std::string_view code, Millis now_ms) {
    Bytes const hash = secret_hash(normal_code(code));
    return in_transaction(store_, [&]() -> Result<Device> {
        TRY(Person const person, person_of_code(hash, now_ms));
        {
            TRY(Statement use,
                store_.database().prepare("UPDATE enrolment SET used_ms = ? WHERE code_hash = ?"));
            TRY_VOID(use.bind(std::int64_t{now_ms}).bind(ByteView(hash)).run());
        }
        std::string const token = new_device_token();
        TRY(Statement insert,
            store_.database().prepare(
                "INSERT INTO device (token_hash, person, enrolled_ms) VALUES (?, ?, ?)"));
        TRY_VOID(insert.bind(ByteView(secret_hash(token)))
                     .bind(person.id)
                     .bind(std::int64_t{now_ms})
                     .run());
        return Device{person, token};
    });
}

Result<std::optional<Caller>> People::caller(std::string_view token) {
    std::optional<Person> person;
    {
        TRY(Statement select,
            store_.database().prepare(
                "SELECT person.id, name, role, hub FROM device JOIN person ON "
                "person.id = device.person WHERE token_hash = ? AND revoked_ms IS NULL"));
        TRY(bool const found, select.bind(ByteView(secret_hash(token))).step());
        if (!found) return std::optional<Caller>{};
        person = read_person(select);
    }
    TRY(std::vector<std::string> feeds, feeds_of(*person));
    return std::optional<Caller>{Caller{person->id, person->role, std::move(feeds)}};
}

Result<std::vector<std::string>> People::feeds_of(Person const& person) {
    std::vector<std::string> feeds{std::string(kNetworkFeed)};
    if (person.role == "adviser" || person.role == "coordinator") {
        feeds.push_back(person.hub);
        return feeds;
    }
    // Experts and administrators work for every hub.
    TRY(Statement select,
        store_.database().prepare("SELECT DISTINCT record FROM field WHERE feed = 'network' AND "
                                  "kind = 'hub'"));
    std::vector<Id> hubs;
    while (true) {
        TRY(bool const row, select.step());
        if (!row) break;
        hubs.push_back(select.id(0));
    }
    for (Id const& hub : hubs) {
        TRY(auto const record, store_.record(hub));
        if (record) feeds.push_back(record->text("code"));
    }
    return feeds;
}

}  // namespace hub

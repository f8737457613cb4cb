#include "server/people/people.h"

#include <algorithm>

#include "server/people/secrets.h"
#include "shared/base/text.h"
#include "shared/records/kinds.h"

namespace hub {

namespace {

constexpr std::size_t kLongestName = 200;

Person read_person(Statement const& row) {
    return {row.id(0), row.text(1), row.text(2), row.text(3)};
}

}  // namespace

bool is_role(std::string_view role) {
    return role == "adviser" || role == "coordinator" || role == "expert" ||
           role == "administrator";
}

Result<void> People::add(Person const& person) {
    // fold() drops malformed bytes; a name of nothing else cannot be shown to anybody.
    bool const blank = fold(person.name).find_first_not_of(" \t") == std::string::npos;
    if (blank || person.name.size() > kLongestName)
        return Error{"bad-name", "Donnez un nom lisible, de 200 octets au plus."};
    if (!is_role(person.role))
        return Error{"unknown-role", "Rôle inconnu « " + person.role +
                                         " » : adviser, coordinator, expert ou administrator."};
    TRY(auto const hub, store_.record(hub_record_id(person.hub)));
    if (!hub || hub->kind != kHub) {
        TRY(std::vector<std::string> const known, hub_codes());
        std::string list;
        for (std::string const& code : known) list += (list.empty() ? "" : ", ") + code;
        return Error{"unknown-hub",
                     "Aucun hub n'a le code « " + person.hub + " ». Codes : " + list + "."};
    }
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

Result<Person> People::find(std::string_view name_or_id) {
    TRY(std::vector<Person> const people, all());
    std::string const asked = fold(name_or_id);
    std::vector<Person const*> found;
    for (Person const& person : people)
        if (to_hex(person.id) == asked || fold(person.name) == asked) found.push_back(&person);
    if (found.size() == 1) return *found.front();
    if (found.empty())
        return Error{"unknown-person", "Personne ne s'appelle « " + std::string(name_or_id) +
                                           " ». Voyez « person list »."};
    std::string ids;
    for (Person const* const person : found)
        ids += "\n  " + to_hex(person->id) + "  " + person->name + ", " + person->hub;
    return Error{"ambiguous-person",
                 "Plusieurs personnes portent ce nom ; donnez l'identifiant :" + ids};
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

Result<People::Code> People::find_code(ByteView code_hash) {
    TRY(Statement select,
        store_.database().prepare(
            "SELECT person.id, name, role, hub, expires_ms, used_ms IS NOT NULL FROM enrolment "
            "JOIN person ON person.id = enrolment.person WHERE code_hash = ?"));
    TRY(bool const found, select.bind(code_hash).step());
    if (!found)
        return Error{"unknown-code",
                     "Ce code d'inscription n'existe pas. Vérifiez-le, ou "
                     "demandez-en un autre à votre coordination."};
    return Code{read_person(select), select.integer(4), select.integer(5) != 0};
}

Result<Person> People::repeat_enrolment(Code const& code, ByteView code_hash, ByteView token_hash) {
    TRY(Statement select,
        store_.database().prepare("SELECT 1 FROM device WHERE code_hash = ? AND token_hash = ? "
                                  "AND revoked_ms IS NULL"));
    TRY(bool const same, select.bind(code_hash).bind(token_hash).step());
    if (same) return code.person;
    return Error{"code-used",
                 "Ce code a déjà servi. Demandez un nouveau lien à votre "
                 "coordination."};
}

Result<void> People::add_device(Person const& person, ByteView code_hash, ByteView token_hash,
                                Millis now_ms) {
    {
        TRY(Statement use,
            store_.database().prepare("UPDATE enrolment SET used_ms = ? WHERE code_hash = ?"));
        TRY_VOID(use.bind(std::int64_t{now_ms}).bind(code_hash).run());
    }
    TRY(Statement insert,
        store_.database().prepare("INSERT INTO device (token_hash, person, enrolled_ms, code_hash) "
                                  "VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"));
    TRY_VOID(
        insert.bind(token_hash).bind(person.id).bind(std::int64_t{now_ms}).bind(code_hash).run());
    if (store_.database().changes() == 1) return {};
    return Error{"token-used", "Ce téléphone est déjà inscrit. Rouvrez le lien d'inscription."};
}

Result<Person> People::enrol(std::string_view typed_code, std::string_view token, Millis now_ms) {
    Bytes const code_hash = secret_hash(normal_code(typed_code)), token_hash = secret_hash(token);
    return in_transaction(store_, [&]() -> Result<Person> {
        TRY(Code const code, find_code(code_hash));
        if (code.used) return repeat_enrolment(code, code_hash, token_hash);
        if (code.expires_ms < now_ms)
            return Error{"code-expired",
                         "Ce code n'est plus valable. Demandez un nouveau lien à "
                         "votre coordination."};
        TRY_VOID(add_device(code.person, code_hash, token_hash, now_ms));
        return code.person;
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
    TRY(std::vector<std::string> hubs, hub_codes());
    feeds.insert(feeds.end(), hubs.begin(), hubs.end());
    return feeds;
}

Result<std::vector<std::string>> People::hub_codes() {
    std::vector<Id> hubs;
    {
        TRY(Statement select,
            store_.database().prepare("SELECT DISTINCT record FROM field WHERE feed = 'network' "
                                      "AND kind = 'hub'"));
        while (true) {
            TRY(bool const row, select.step());
            if (!row) break;
            hubs.push_back(select.id(0));
        }
    }
    std::vector<std::string> codes;
    for (Id const& hub : hubs) {
        TRY(auto const record, store_.record(hub));
        if (record && !record->text("code").empty()) codes.push_back(record->text("code"));
    }
    std::sort(codes.begin(), codes.end());
    return codes;
}

}  // namespace hub

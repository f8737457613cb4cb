#pragma once
// Who may use the server: persons, single-use enrolment codes (72 hours) and devices. A person is
// also a record of kind "person", so that phones can show names.

#include <optional>

#include "server/store/sqlite_store.h"
#include "shared/sync/server_side.h"

namespace hub {

inline constexpr Millis kCodeLifetimeMs = 72LL * 60 * 60 * 1000;

struct Person {
    Id id;
    std::string name;
    std::string role;  // "adviser", "coordinator", "expert", "administrator"
    std::string hub;   // code of a hub
};

bool is_role(std::string_view role);

class People {
public:
    explicit People(SqliteStore& store) : store_(store) {}

    // Precondition: a transaction is open. Errors "bad-name", "unknown-role", "unknown-hub".
    Result<void> add(Person const& person);
    Result<std::vector<Person>> all();
    // By id, or by name whatever its case and accents. Errors "unknown-person", "ambiguous-person".
    Result<Person> find(std::string_view name_or_id);

    // A fresh code; the ones given out before for this person end.
    Result<std::string> new_code(Id const& person, Millis now_ms);

    // Uses the code up and creates the device with the token that the phone drew, in one
    // transaction. The same code and token again find the same person: an answer lost on the way
    // costs nobody a new code. Errors "unknown-code", "code-used", "code-expired", "token-used".
    Result<Person> enrol(std::string_view code, std::string_view token, Millis now_ms);
    // Whose token this is; nothing for an unknown or revoked one.
    Result<std::optional<Caller>> caller(std::string_view token);

private:
    struct Code {
        Person person;
        Millis expires_ms;
        bool used;
    };
    Result<Code> find_code(ByteView code_hash);
    Result<Person> repeat_enrolment(Code const& code, ByteView code_hash, ByteView token_hash);
    Result<void> add_device(Person const& person, ByteView code_hash, ByteView token_hash,
                            Millis now_ms);
    Result<std::vector<std::string>> hub_codes();
    Result<std::vector<std::string>> feeds_of(Person const& person);

    SqliteStore& store_;
};

// Runs `work` inside of a transaction: commits when it succeeds, otherwise rolls back.
template <typename Work>
auto in_transaction(SqliteStore& store, Work work) -> decltype(work()) {
    TRY_VOID(store.begin());
    auto result = work();
    if (!result.ok()) {
        store.rollback();
        return result;
    }
    TRY_VOID(store.commit());
    return result;
}

}  // namespace hub

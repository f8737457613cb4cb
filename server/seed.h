#pragma once
// Puts the starter content into an empty store: hubs, forms and solution sheets always; invented
// companies and people only for a demonstration. One transaction; never twice.

#include "server/people/people.h"
#include "shared/content/seed.h"

namespace hub {

enum class Demo : bool { No, Yes };

// Precondition: a transaction is open.
Result<void> put_record(SqliteStore& store, SeedRecord const& record);

// Does nothing to a store that has content.
Result<void> seed(SqliteStore& store, Demo demo);

}  // namespace hub

#pragma once
// The SQLite schema. `user_version` is its number; a file with a greater one belongs to a newer
// release and is refused, one with a smaller one is brought up step by step.

#include <iterator>

namespace hub {

// 1, 2026-11-24: first. 2, 2026-11-24: a device knows its code, so that a lost answer can be asked
// for again.
inline constexpr int kSchemaVersion = 2;
inline constexpr int kApplicationId = 0x48554249;  // "HUBI"

inline constexpr char kSchema[] = R"sql(
CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
-- One number per feed, raised as the last statement of a transaction: cursors never skip a row.
CREATE TABLE feed (name TEXT PRIMARY KEY, last_seq INTEGER NOT NULL) STRICT;
CREATE TABLE field (
  record BLOB NOT NULL, path TEXT NOT NULL, kind TEXT NOT NULL, feed TEXT NOT NULL,
  seq INTEGER NOT NULL, state BLOB NOT NULL,
  PRIMARY KEY (record, path)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX field_by_seq ON field (feed, seq);
-- Every edit ever received, with its verdict: history, and what a duplicate is answered with.
CREATE TABLE edit (
  replica BLOB NOT NULL, dseq INTEGER NOT NULL, chain INTEGER NOT NULL, body BLOB NOT NULL,
  verdict INTEGER NOT NULL, first_seq INTEGER NOT NULL, reason TEXT NOT NULL,
  sentence TEXT NOT NULL, received_ms INTEGER NOT NULL,
  PRIMARY KEY (replica, dseq)) STRICT, WITHOUT ROWID;
CREATE TABLE person (
  id BLOB PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, hub TEXT NOT NULL) STRICT;
CREATE TABLE enrolment (
  code_hash BLOB PRIMARY KEY, person BLOB NOT NULL REFERENCES person (id),
  expires_ms INTEGER NOT NULL, used_ms INTEGER) STRICT;
CREATE TABLE device (
  token_hash BLOB PRIMARY KEY, person BLOB NOT NULL REFERENCES person (id),
  enrolled_ms INTEGER NOT NULL, revoked_ms INTEGER,
  code_hash BLOB REFERENCES enrolment (code_hash)) STRICT;
-- One code makes one device, whatever arrives twice.
CREATE UNIQUE INDEX device_by_code ON device (code_hash);
)sql";

// kUpgrades[n] makes version n + 2 out of version n + 1.
inline constexpr char const* kUpgrades[] = {
    "ALTER TABLE device ADD COLUMN code_hash BLOB REFERENCES enrolment (code_hash);"
    "CREATE UNIQUE INDEX device_by_code ON device (code_hash);",
};
static_assert(std::size(kUpgrades) == kSchemaVersion - 1);

}  // namespace hub

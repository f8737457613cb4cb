#pragma once
// The program's subcommands. Each adds itself to the command line; its error is the program's.

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "server/people/people.h"

namespace hub {

// Set by a subcommand that ran and failed; main prints it and exits with 1.
using Failure = std::optional<Error>;
inline Failure failure_of(Result<void> const& result) {
    return result.ok() ? Failure{} : Failure{result.error()};
}

void add_serve(CLI::App& program, Failure& failure);
void add_person(CLI::App& program, Failure& failure);
void add_enrol(CLI::App& program, Failure& failure);
void add_export(CLI::App& program, Failure& failure);

// ---- data_folder.cpp
// `--data DIR`, with the one SQLite file in it.
void add_data_option(CLI::App& command, std::string& folder);
// IfMissing::Refuse keeps a mistyped folder from looking like an empty network: error "no-store".
enum class IfMissing : bool { Create, Refuse };
Result<SqliteStore> open_store(std::string const& folder, IfMissing if_missing);
Millis system_ms();

// ---- open_files.cpp
// Makes room for that many open files (RLIMIT_NOFILE). Error "too-few-files" names the limit.
Result<void> allow_open_files(std::size_t wanted);

}  // namespace hub

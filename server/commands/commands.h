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
// `--data DIR`, made when missing, with the one SQLite file in it.
void add_data_option(CLI::App& command, std::string& folder);
Result<SqliteStore> open_store(std::string const& folder);
Millis system_ms();

}  // namespace hub

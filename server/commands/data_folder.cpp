#include <chrono>
#include <filesystem>

#include "server/commands/commands.h"
#include "server/people/secrets.h"

namespace hub {

void add_data_option(CLI::App& command, std::string& folder) {
    folder = "data";
    command.add_option("--data", folder, "Folder that holds the data")->capture_default_str();
}

Result<SqliteStore> open_store(std::string const& folder, IfMissing if_missing) {
    std::error_code error;
    auto const file = std::filesystem::path(folder) / "store.sqlite";
    if (if_missing == IfMissing::Refuse && !std::filesystem::exists(file, error))
        return Error{"no-store", "Le dossier " + folder +
                                     " ne contient pas de données. Indiquez-le avec --data, ou "
                                     "lancez d'abord « serve »."};
    std::filesystem::create_directories(folder, error);
    if (error)
        return Error{"no-data-folder",
                     "Le dossier " + folder + " ne peut pas être créé : " + error.message()};
    return SqliteStore::open(file, random_id());
}

Millis system_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

}  // namespace hub

#pragma once
// What an error says to the person, in the language spoken: by its code, where the catalogue knows
// it, otherwise the French sentence that came with it.

#include <string>

#include "shared/base/result.h"

namespace hub::ui {

std::string error_words(Error const& error);
// Why the phone's storage refused, as js/journal.js tells it: "storage-full", or "storage-silent"
// with what the browser said.
std::string storage_words(std::string const& code, std::string const& detail);

}  // namespace hub::ui

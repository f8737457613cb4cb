#include "server/embedded.h"

#include <algorithm>

namespace hub {

EmbeddedFile const* embedded_file(std::string_view path) {
    auto const files = embedded_files();
    auto const found = std::find_if(files.begin(), files.end(), [&](EmbeddedFile const& file) {
        return file.path == path;  // some forty files: no index needed
    });
    return found != files.end() ? &*found : nullptr;
}

std::string_view embedded_text(std::string_view path) {
    EmbeddedFile const* const file = embedded_file(path);
    if (!file) return {};
    return {reinterpret_cast<char const*>(file->bytes.data()), file->bytes.size()};
}

}  // namespace hub

// bidi.wasm: FriBidi for phones that show Arabic, beside the program and without any JavaScript of
// its own. js/languages.js writes a line into the buffer, calls bidi_reorder and reads it back.

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "ui/languages/reorder.h"

namespace {

constexpr std::size_t kMostBytes = 16 * 1024;  // of a line; a longer one is not asked for
char buffer[kMostBytes];

}  // namespace

extern "C" {

char* bidi_buffer() { return buffer; }
int bidi_size() { return static_cast<int>(kMostBytes); }

// The line of so many bytes in the buffer becomes what is drawn; returns its bytes.
int bidi_reorder(int size, int right_to_left) {
    std::string const drawn =
        hub::ui::reorder({buffer, static_cast<std::size_t>(size)}, right_to_left != 0);
    std::size_t const fits = std::min(drawn.size(), kMostBytes);
    std::memcpy(buffer, drawn.data(), fits);
    return static_cast<int>(fits);
}
}

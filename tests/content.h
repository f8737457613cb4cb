#pragma once
// The starter content as tests read it: from the source tree.

#include <fstream>
#include <iterator>
#include <string>

inline std::string starter_content(std::string const& file) {
    std::ifstream in(std::string(HUB_SOURCE_DIR) + "/shared/content/" + file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

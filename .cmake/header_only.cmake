# nlohmann/json and xxHash are header-only and used on both sides. The cross compiler must not see
# the rest of /usr/include, so the headers are copied to a folder of their own.
set(HUB_HEADERS ${CMAKE_BINARY_DIR}/headers)
find_path(HUB_JSON_DIR nlohmann/json.hpp PATHS /usr/include NO_CMAKE_FIND_ROOT_PATH REQUIRED)
find_path(HUB_XXHASH_DIR xxhash.h PATHS /usr/include NO_CMAKE_FIND_ROOT_PATH REQUIRED)
file(COPY ${HUB_JSON_DIR}/nlohmann DESTINATION ${HUB_HEADERS})
file(COPY ${HUB_XXHASH_DIR}/xxhash.h DESTINATION ${HUB_HEADERS})

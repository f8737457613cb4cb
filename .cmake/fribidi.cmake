# FriBidi, compiled from Debian's source package (bookworm has 1.0.8 with its generated tables):
# only what orders and joins a line, none of its tools and character sets.
set(FRIBIDI_DIR "" CACHE PATH "A folder with FriBidi 1.0 sources")
set(hub_fribidi ${CMAKE_SOURCE_DIR}/build/fribidi)
if(FRIBIDI_DIR)
  set(hub_fribidi ${FRIBIDI_DIR})
elseif(NOT EXISTS ${hub_fribidi}/lib/fribidi.c AND EXISTS /etc/debian_version)
  execute_process(COMMAND bash ${CMAKE_SOURCE_DIR}/.cmake/fetch_source.sh fribidi ${hub_fribidi})
endif()
if(NOT EXISTS ${hub_fribidi}/lib/fribidi.c)
  message(FATAL_ERROR "FriBidi is missing: pass -DFRIBIDI_DIR=<folder of its sources>")
endif()

set(PACKAGE fribidi)
set(PACKAGE_NAME "GNU FriBidi")
set(FRIBIDI_VERSION 1.0.8)
set(FRIBIDI_MAJOR_VERSION 1)
set(FRIBIDI_MINOR_VERSION 0)
set(FRIBIDI_MICRO_VERSION 8)
set(FRIBIDI_INTERFACE_VERSION 4)
set(SIZEOF_INT 4)
configure_file(${hub_fribidi}/lib/fribidi-config.h.in ${CMAKE_BINARY_DIR}/fribidi/fribidi-config.h)

set(parts fribidi fribidi-arabic fribidi-bidi fribidi-bidi-types fribidi-brackets fribidi-joining
    fribidi-joining-types fribidi-mirroring fribidi-run fribidi-shape)
list(TRANSFORM parts PREPEND ${hub_fribidi}/lib/)
list(TRANSFORM parts APPEND .c)
add_library(fribidi STATIC ${parts})
target_include_directories(fribidi SYSTEM PUBLIC ${hub_fribidi}/lib ${CMAKE_BINARY_DIR}/fribidi)
target_compile_definitions(fribidi PUBLIC FRIBIDI_LIB_STATIC PRIVATE HAVE_STRINGIZE HAVE_STRING_H
                           HAVE_MEMORY_H STDC_HEADERS)
target_compile_options(fribidi PRIVATE -w)

# Dear ImGui 1.92, never committed. From -DIMGUI_DIR=…, else from Debian's source package (forky
# has 1.92; apt checks its signature), else with -DHUB_IMGUI_FROM_GIT=ON from its own repository.
set(IMGUI_DIR "" CACHE PATH "A folder with Dear ImGui 1.92 sources")
option(HUB_IMGUI_FROM_GIT "Fetch Dear ImGui from its own repository" OFF)

# The commit of v1.92.2b. The digest over the files in use was taken from Debian's signed package:
# both ways lead to the same bytes or to an error.
set(hub_imgui_commit 45acd5e0e82f4c954432533ae9985ff0e1aad6d5)
set(hub_imgui_digest 7cd87c23bfbde29f7b06017cd0d52efb9139449361492c151e793ce09a33356a)
function(hub_fetch_imgui_from_git)
  include(FetchContent)
  FetchContent_Declare(imgui GIT_REPOSITORY https://github.com/ocornut/imgui.git
                       GIT_TAG ${hub_imgui_commit} SOURCE_SUBDIR none)
  FetchContent_MakeAvailable(imgui)
  set(digests "")
  foreach(name imgui.h imgui_internal.h imgui.cpp imgui_draw.cpp imgui_tables.cpp
          imgui_widgets.cpp imstb_rectpack.h imstb_textedit.h imstb_truetype.h)
    file(SHA256 ${imgui_SOURCE_DIR}/${name} digest)
    string(APPEND digests "${digest} ")
  endforeach()
  string(SHA256 found "${digests}")
  if(NOT found STREQUAL ${hub_imgui_digest})
    message(FATAL_ERROR "Dear ImGui's sources are not those of 1.92.2b: ${found}")
  endif()
  set(IMGUI_DIR ${imgui_SOURCE_DIR} PARENT_SCOPE)
endfunction()

set(hub_imgui_cache ${CMAKE_SOURCE_DIR}/build/imgui)
if(NOT IMGUI_DIR AND HUB_IMGUI_FROM_GIT)
  hub_fetch_imgui_from_git()
elseif(NOT IMGUI_DIR)
  if(NOT EXISTS ${hub_imgui_cache}/imgui.cpp AND EXISTS /etc/debian_version)
    execute_process(
      COMMAND bash ${CMAKE_SOURCE_DIR}/.cmake/fetch_source.sh imgui ${hub_imgui_cache})
  endif()
  if(NOT EXISTS ${hub_imgui_cache}/imgui.cpp)
    message(FATAL_ERROR "Dear ImGui 1.92 is missing: pass -DIMGUI_DIR=<folder of its sources> or "
                        "-DHUB_IMGUI_FROM_GIT=ON")
  endif()
  set(IMGUI_DIR ${hub_imgui_cache})
endif()

add_library(imgui STATIC ${IMGUI_DIR}/imgui.cpp ${IMGUI_DIR}/imgui_draw.cpp
            ${IMGUI_DIR}/imgui_tables.cpp ${IMGUI_DIR}/imgui_widgets.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${IMGUI_DIR})
target_compile_options(imgui PRIVATE -w)
# The item hooks of IMGUI_ENABLE_TEST_ENGINE feed the semantic table (ui/widgets/item_hooks.cpp).
target_compile_definitions(imgui PUBLIC
  IMGUI_DISABLE_DEFAULT_FONT IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEBUG_TOOLS
  IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_ENABLE_TEST_ENGINE
  "ImDrawIdx=unsigned int"  # WebGL 2 cannot draw long lists with 16 bits
  IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS IMGUI_DISABLE_FILE_FUNCTIONS)

# Dear ImGui 1.92, never committed. From -DIMGUI_DIR=…, else from Debian's source package (forky
# has 1.92; apt checks its signature).
set(IMGUI_DIR "" CACHE PATH "A folder with Dear ImGui 1.92 sources")
set(hub_imgui_cache ${CMAKE_SOURCE_DIR}/build/imgui)
if(NOT IMGUI_DIR)
  if(NOT EXISTS ${hub_imgui_cache}/imgui.cpp AND EXISTS /etc/debian_version)
    execute_process(COMMAND bash ${CMAKE_SOURCE_DIR}/.cmake/fetch_imgui.sh ${hub_imgui_cache}
                    RESULT_VARIABLE hub_imgui_failed)
  endif()
  if(EXISTS ${hub_imgui_cache}/imgui.cpp)
    set(IMGUI_DIR ${hub_imgui_cache})
  else()
    message(FATAL_ERROR "Dear ImGui 1.92 is missing: pass -DIMGUI_DIR=<folder of its sources>")
  endif()
endif()

add_library(imgui STATIC ${IMGUI_DIR}/imgui.cpp ${IMGUI_DIR}/imgui_draw.cpp
            ${IMGUI_DIR}/imgui_tables.cpp ${IMGUI_DIR}/imgui_widgets.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${IMGUI_DIR})
target_compile_options(imgui PRIVATE -w)
# The item hooks of IMGUI_ENABLE_TEST_ENGINE feed the semantic table (ui/widgets/item_hooks.cpp).
target_compile_definitions(imgui PUBLIC
  IMGUI_DISABLE_DEFAULT_FONT IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEBUG_TOOLS
  IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_ENABLE_TEST_ENGINE
  IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS IMGUI_DISABLE_FILE_FUNCTIONS)
if(EMSCRIPTEN)
  target_sources(imgui PRIVATE ${IMGUI_DIR}/backends/imgui_impl_opengl3.cpp)
  target_compile_definitions(imgui PRIVATE IMGUI_IMPL_OPENGL_ES3)
endif()

# Size first: the app travels over 2G. nlohmann/json aborts instead of throwing, so types are
# checked before they are read.
add_compile_options(-Oz -flto -fno-rtti -fno-exceptions)
# Emscripten forbids with -Oz what makes code both smaller and faster (emcc.py, INLINING_LIMIT): a
# phone compiles each function when it is first called, and half of them were a few bytes long.
add_compile_options(-finline-functions)
add_compile_definitions(JSON_NOEXCEPTION)
add_link_options(-Oz -flto -fno-rtti -fno-exceptions)

# Size first: the app travels over 2G. nlohmann/json aborts instead of throwing, so types are
# checked before they are read.
add_compile_options(-Oz -flto -fno-rtti -fno-exceptions)
add_compile_definitions(JSON_NOEXCEPTION)
add_link_options(-Oz -flto -fno-rtti -fno-exceptions)

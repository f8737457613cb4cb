# Run by the build: cmake -DAPP=<folder> -DCONTENT=<folder> -DOUTPUT=<name without ending> -P
# Writes OUTPUT.S with the bytes of every file and OUTPUT.cpp with their table.
set(paths)
foreach(pair "app=${APP}" "content=${CONTENT}")
  string(REGEX MATCH "^([a-z]+)=(.*)$" unused "${pair}")
  set(prefix ${CMAKE_MATCH_1})
  set(folder ${CMAKE_MATCH_2})
  file(GLOB_RECURSE found RELATIVE ${folder} ${folder}/*)
  foreach(file ${found})
    if(prefix STREQUAL app OR file MATCHES "\\.json$")
      list(APPEND paths "${prefix}/${file}|${folder}/${file}")
    endif()
  endforeach()
endforeach()
list(SORT paths COMPARE STRING)

set(assembly ".section .rodata\n")
set(externs "")
set(sizes "")
set(number 0)
foreach(entry ${paths})
  string(REPLACE "|" ";" entry "${entry}")
  list(GET entry 0 path)
  list(GET entry 1 file)
  string(APPEND assembly ".global hub_file_${number}, hub_file_${number}_end\n.balign 16\n"
         "hub_file_${number}: .incbin \"${file}\"\nhub_file_${number}_end: .byte 0\n")
  string(APPEND externs "extern std::uint8_t const hub_file_${number}[], "
         "hub_file_${number}_end[];\n")
  string(APPEND sizes "        {\"${path}\", {hub_file_${number}, hub_file_${number}_end}},\n")
  math(EXPR number "${number} + 1")
endforeach()
string(APPEND assembly ".section .note.GNU-stack,\"\",%progbits\n")
file(WRITE ${OUTPUT}.S "${assembly}")
file(WRITE ${OUTPUT}.cpp "#include \"server/embedded.h\"\n\nextern \"C\" {\n${externs}}\n
std::span<hub::EmbeddedFile const> hub::embedded_files() {
    static EmbeddedFile const files[] = {\n${sizes}    };
    return files;
}\n")

# Writes a program's bytes as a constant: cmake -DPROGRAM=… -DOUTPUT=… -DPROCESSOR=… -P embed.cmake
file(READ ${PROGRAM} digits HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${digits}")
string(REGEX REPLACE "(('[^']*',){16})" "\\1\n" bytes "${bytes}")
file(WRITE ${OUTPUT} "// Written by server/tools/cu_init/embed.cmake.
#include \"actions/doctor/cu_init.hpp\"

namespace dockwright::actions {
namespace {

constexpr char bytes[] = {
${bytes}};

} // namespace

constinit const std::string_view cu_init_program(bytes, sizeof bytes);
constinit const std::string_view cu_init_processor = \"${PROCESSOR}\";

} // namespace dockwright::actions
")

#include "gpu/later_compilation.hpp"

namespace dockwright::gpu {

bool compiles_later(std::string_view package) {
    return package == "deepspeed" || package == "sglang";
}

} // namespace dockwright::gpu

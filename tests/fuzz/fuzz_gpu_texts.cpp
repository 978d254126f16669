#include "gpu/host_text.hpp"
#include "gpu/image/marker.hpp"
#include "gpu/image/sources.hpp"
#include "gpu/requirement.hpp"
#include "knowledge/queries.hpp"
#include <string_view>

/// Bytes as the small languages of GPU judgement: a machine in one line, NVIDIA's conditions, markers,
/// versions and specifiers, addresses of indexes, names of GPUs.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace dockwright;
    const std::string copy(data, data + size);
    const std::string_view text = copy;
    static_cast<void>(gpu::host_of_text(text));
    static_cast<void>(gpu::holds(text, {}));
    static_cast<void>(gpu::marker_holds(text, {}));
    static_cast<void>(gpu::torch_tag(text));
    static_cast<void>(knowledge::Version::parse(text));
    static_cast<void>(knowledge::satisfies(*knowledge::Version::parse("2.4.1"), text));
    static_cast<void>(knowledge::gpu(knowledge::built_in(), text));
    static_cast<void>(knowledge::nearest_gpus(knowledge::built_in(), text.substr(0, 64)));
    static_cast<void>(knowledge::normalized(text));
    return 0;
}

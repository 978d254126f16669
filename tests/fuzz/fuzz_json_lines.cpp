#include "engine/json_lines.hpp"
#include "promise.hpp"
#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace dockwright;

constexpr std::size_t limit = 256;

struct Read {
    std::vector<std::string> values;
    std::optional<engine::JsonFault> fault;

    bool operator==(const Read&) const = default;
};

Read read(std::string_view bytes, std::size_t piece) {
    Read result;
    engine::JsonLines lines(limit);
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
        result.fault = lines.feed(bytes.substr(0, piece), result.values);
    }
    result.fault = lines.finish();
    return result;
}

} // namespace

/// The first byte says how the bytes are cut; the values must be the same however they are, and each
/// of them alone is one value.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string bytes(data + 1, data + size);
    const Read whole = read(bytes, bytes.size() + 1);
    fuzz::promise(whole == read(bytes, data[0] % 16U + 1U));
    for (const std::string& value : whole.values) {
        fuzz::promise(value.size() <= limit);
        fuzz::promise(read(value, value.size()) == Read{.values = {value}, .fault = std::nullopt});
    }
    return 0;
}

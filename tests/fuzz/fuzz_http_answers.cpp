#include "engine/http.hpp"
#include "promise.hpp"
#include <algorithm>
#include <optional>
#include <string>

namespace {

using namespace dockwright::engine;

struct Read {
    unsigned status = 0;
    std::string body;
    std::optional<ReadFailure> failure;

    bool operator==(const Read&) const = default;
};

/// The answer in these bytes, given in pieces, its body taken while it comes.
Read read(std::string_view bytes, std::size_t piece) {
    Read result;
    ResponseReader reader(Method::get, ResponseReader::no_limit);
    while (!reader.done() && !bytes.empty()) {
        const auto fed = reader.feed(bytes.substr(0, piece));
        bytes.remove_prefix(std::min(piece, bytes.size()));
        if (reader.head_done()) {
            result.status = reader.head().status;
            result.body += reader.take_body();
        }
        if (!fed) {
            result.failure = fed.error();
            return result;
        }
    }
    if (!reader.done()) {
        const auto ended = reader.end_of_stream();
        result.failure = ended ? std::nullopt : std::optional(ended.error());
    }
    return result;
}

} // namespace

/// The first byte says how the bytes are cut; the answer must be the same however they are, where both
/// readings find it whole.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string bytes(data + 1, data + size);
    const Read whole = read(bytes, bytes.size() + 1);
    const Read cut = read(bytes, data[0] % 16U + 1U);
    // Beast sees a malformed trailer only where it comes in one piece: then one reading may fail.
    if (!whole.failure && !cut.failure) {
        dockwright::fuzz::promise(whole == cut);
    }
    return 0;
}

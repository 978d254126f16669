#include "rpc/message.hpp"
#include "rpc/message_splitter.hpp"
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using dockwright::rpc::MessageSplitter;

constexpr std::size_t limit = 4096;

/// All messages of a stream that comes in pieces of one size, and the error that ends it.
std::vector<std::string> split(std::string_view stream, std::size_t piece) {
    MessageSplitter splitter(limit);
    std::vector<std::string> out;
    while (!stream.empty()) {
        const std::string_view part = stream.substr(0, piece);
        stream.remove_prefix(part.size());
        splitter.feed({part.data(), part.size()});
        while (true) {
            const auto message = splitter.next();
            if (!message) {
                out.emplace_back(describe(message.error()));
                return out;
            }
            if (!*message) {
                break;
            }
            if ((*message)->size() > limit) {
                std::abort();
            }
            out.emplace_back(**message);
        }
    }
    return out;
}

} // namespace

/// The first byte says how the stream is cut; the messages must be the same however it is.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string stream(data + 1, data + size);
    const std::vector<std::string> whole = split(stream, stream.size() + 1);
    if (whole != split(stream, data[0] % 16U + 1U)) {
        std::abort();
    }
    for (const std::string& body : whole) {
        (void)dockwright::rpc::decode(body);
    }
    return 0;
}

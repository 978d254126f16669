#include "engine/log_lines.hpp"
#include "promise.hpp"
#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace dockwright;
using engine::LogFrames;

constexpr std::size_t limit = 16;

struct Read {
    std::vector<engine::LogLine> lines;
    std::optional<engine::FrameFault> fault;

    bool operator==(const Read&) const = default;
};

Read read(std::string_view bytes, LogFrames::Form form, std::size_t piece) {
    Read result;
    LogFrames frames(form);
    engine::LogLines joined(limit);
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
        std::vector<engine::LogPiece> pieces;
        result.fault = frames.feed(bytes.substr(0, piece), pieces);
        for (const engine::LogPiece& each : pieces) {
            fuzz::promise(!each.bytes.empty());
            joined.add(each, result.lines);
        }
    }
    joined.finish(result.lines);
    result.fault = frames.finish();
    for (const engine::LogLine& line : result.lines) {
        fuzz::promise(line.text.size() <= limit + 1 && !line.text.contains('\n'));
    }
    return result;
}

} // namespace

/// The first byte says how the bytes are cut and whether they are frames: the lines must be the same
/// however they are cut.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string bytes(data + 1, data + size);
    const LogFrames::Form form = data[0] < 128 ? LogFrames::Form::frames : LogFrames::Form::raw;
    fuzz::promise(read(bytes, form, bytes.size() + 1) == read(bytes, form, data[0] % 16U + 1U));
    return 0;
}

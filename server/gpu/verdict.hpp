#pragma once
#include "base/span.hpp"
#include "base/text_edit.hpp"
#include "gpu/cause.hpp"
#include "knowledge/tables.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dockwright::gpu {

enum class Verdict : std::uint8_t {
    runs,             ///< it starts and uses the GPU, or it was not meant to
    runs_with_caveat, ///< it does, at a cost worth a word
    unknown,          ///< the facts don't decide
    fails,            ///< it does not start, or starts and does not use the GPU that it is meant for
    build_fails       ///< the image can't be built
};
/// `runs-with-caveat`.
std::string_view name(Verdict verdict);

/// What a reason does to the verdict.
enum class Weight : std::uint8_t { note, caveat, unknown, fails, build_fails };

/// A place where a reason is to be seen: in the Dockerfile, or in a file that the build copies.
struct Place {
    Span span;              ///< in the Dockerfile: for a line of another file, where that file is read
    std::string_view file;  ///< of the build context, as in Surroundings; "" for the Dockerfile itself
    std::uint32_t line = 0; ///< 1-based, in that file
};

struct Reason {
    Cause cause = Cause::driver_too_old;
    Weight weight = Weight::note;
    Place place;
    std::string message; ///< what is wrong and why it matters; no full stop at the end
    /// What it stands on: views into the knowledge that was asked.
    knowledge::Fact fact;
};

/// The smallest change that makes it run.
struct Repair {
    std::string title;                 ///< as a command: "Take torch's CUDA 12.6 build"
    std::vector<TextEdit> edits;       ///< of the Dockerfile
    std::vector<std::string> commands; ///< of the host or of the run, where no edit can help
    Verdict gives = Verdict::runs;     ///< what the edited Dockerfile was judged to
    std::string caveat;                ///< of `runs_with_caveat`
};

} // namespace dockwright::gpu

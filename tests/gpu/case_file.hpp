#pragma once
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

/// Judged cases as text, many in one file. What is expected of each comes from documents and from
/// what happened to people, never from what the program answers:
///
///     ## A CUDA 12 wheel needs driver 525
///     source: CUDA Compatibility guide, table 1
///     host: NVIDIA GeForce RTX 3090 x 2 + NVIDIA A40, 515.105.01 toolkit=1.17.8
///     file: requirements.txt
///         torch==2.4.0
///     verdict: fails
///       | FROM python:3.11-slim
///       | COPY requirements.txt .
///       | RUN pip install -r requirements.txt
///       ~                 ^^^^^^^^^^^^^^^^^^^ gpu: driver-too-old
///
/// `host:` is cards, driver and settings (see case_host.hpp), or `none`. `trap:` says why something
/// that is right looks wrong. Behind `gpu:` stands a cause, or several with `or` between them where
/// documents leave the name open, and in parentheses the weight: `(caveat)`, `(note)`, `(unknown)`,
/// `(any)` from a caveat on; without, the verdict's own. `also:` names what may be found too.
/// `stage:` is the one to judge. `fixme:` is today's wrong answer, asserted until it is right.
/// A case of a repair has `gives:` in place of `verdict:`: what the best repair must reach.
namespace dockwright::testing {

/// A file of the build context.
struct ContextFile {
    std::string path;
    std::string text;
};

struct GpuCase {
    std::string file;       ///< its stem
    std::uint32_t line = 0; ///< of the title
    std::string title;
    std::string source;
    std::string trap;
    std::vector<std::string> hosts;
    std::string stage;
    std::vector<ContextFile> files;
    std::vector<std::string> verdicts; ///< any of them
    std::vector<std::string> also;
    std::vector<std::string> gives; ///< any of them
    std::string fixme;
    std::string fixture; ///< in margin notation

    /// Of letters and digits, for GoogleTest.
    std::string name() const;
};

/// GoogleTest prints a parameter that it can't read as its bytes.
void PrintTo(const GpuCase& shown, std::ostream* out);

struct GpuCases {
    std::vector<GpuCase> cases;
    std::vector<std::string> mistakes; ///< with file and line
};

/// Every `.txt` of a folder of tests/gpu. Nothing of it fails a test, so that it can be asked before
/// any test runs.
GpuCases read_gpu_cases(std::string_view folder);

/// One file's text.
void read_gpu_cases(std::string_view stem, std::string_view text, GpuCases& into);

/// What stands between ` or `, without blanks around.
std::vector<std::string> alternatives(std::string_view text);

} // namespace dockwright::testing

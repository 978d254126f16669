#pragma once
#include "gpu/case_file.hpp"
#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// What a package resolver answered, recorded by resolver/ask.py so that no test asks one:
///
///     ## Torchvision of the minor before
///     from: python:3.11-slim
///     install: torch==2.4.1 torchvision==0.18.1
///     limit: numpy<2
///     refused: conflict
///     judged: companion-mismatch
///
/// Each `install:` is one `pip install`, `limit:` a line of its constraints. The resolver either
/// `gets:` these versions (of the packages that the tables follow, and those of CUDA), or it `refused:` for
/// lack of a package, a version, a wheel or a Python that may have it, or for a conflict; `judged:` are the
/// causes that say this, any of them. `source: yes` lets it build a source distribution, too. `fixme:` is how
/// a judgement differs today, asserted until it does not.
namespace dockwright::testing {

struct Truth {
    std::string file;       ///< its stem
    std::uint32_t line = 0; ///< of the title
    std::string title;
    std::string from;
    std::vector<std::string> installs;
    std::vector<std::string> limits;
    std::map<std::string, std::string, std::less<>> gets; ///< versions by name; empty: refused
    std::string refused;
    std::vector<std::string> judged;
    std::string fixme;

    /// As a case to judge: meant for a GPU, on a machine that is new and has the newest driver.
    GpuCase as_case() const;
};

void PrintTo(const Truth& shown, std::ostream* out);

struct Truths {
    std::vector<Truth> all;
    std::vector<std::string> mistakes; ///< with file and line
};

/// Every `.txt` of tests/gpu/resolver. Nothing of it fails a test, so that it can be asked before any
/// test runs.
Truths read_truths();

/// One file's text.
void read_truths(std::string_view stem, std::string_view text, Truths& into);

} // namespace dockwright::testing

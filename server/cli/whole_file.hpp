#pragma once
#include "base/problem.hpp"
#include <optional>
#include <string>
#include <string_view>

namespace dockwright::cli {

/// A file that is there whole or not at all: written beside its name, which it takes at the end. What was
/// there before stays until then, and if that end never comes. Links are followed; a pipe or a device is
/// written as it is. Neither copied nor moved. Problems: `file-unwritable`.
class WholeFile {
public:
    explicit WholeFile(std::string path) : path_(std::move(path)) {}
    WholeFile(const WholeFile&) = delete;
    WholeFile& operator=(const WholeFile&) = delete;
    ~WholeFile();

    /// Before all else, so that nothing is worked out for a file that can't be written.
    std::optional<Problem> open();
    /// A failure is told by `commit`.
    void write(std::string_view text);
    std::optional<Problem> commit();

private:
    std::optional<Problem> open_beside(bool replaces, unsigned mode);
    Problem unwritable(int error) const;

    std::string path_;  ///< as it was named
    std::string real_;  ///< links followed
    std::string fresh_; ///< what is written meanwhile; "": it is written in place
    int descriptor_ = -1;
    int error_ = 0;
};

} // namespace dockwright::cli

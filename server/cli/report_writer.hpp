#pragma once
#include "cli/format.hpp"
#include "cli/whole_file.hpp"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dockwright::cli {

/// A format and where it goes.
struct OutputTo {
    const OutputFormat* format = nullptr;
    std::string file; ///< "": standard output
};

/// Puts the pieces of a run together and writes them, what has gathered at a time where the format allows it.
class ReportWriter {
public:
    /// `to_errors`: in place of standard output, standard error.
    ReportWriter(const OutputTo& to, bool to_errors);

    /// Before the first piece.
    std::optional<Problem> open();
    /// One file's piece; `findings` are in it.
    void take(const Piece& piece, std::size_t findings);
    /// After the last one. False if something was not written, which is then said.
    bool finish(const Counts& counts, bool failed);

private:
    void append_numbered(const Piece& piece);
    void flush();

    const OutputFormat& format_;
    std::optional<WholeFile> file_;
    bool to_errors_;
    std::string text_; ///< not written yet
    bool first_ = true;
    bool unwritable_ = false;
    std::size_t left_out_ = 0;
    std::map<const lint::Rule*, std::uint32_t> numbers_;
    std::vector<const lint::Rule*> numbered_;
};

} // namespace dockwright::cli

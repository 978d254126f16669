#pragma once
#include "base/span.hpp"
#include "model/document.hpp"
#include "model/shellcheck.hpp"
#include <optional>
#include <string>
#include <vector>

/// A Dockerfile's RUNs as scripts for the program ShellCheck.
namespace dockwright::lint::shellcheck {

/// What one RUN in shell form gives to its shell. In front of that stands what the shell knows: a
/// `#!` line with the shell and its options, the `# shellcheck …` comments that stand above the
/// instruction or between its lines, and the variables of ARG and ENV, exported. So ShellCheck takes
/// those comments as said about the whole RUN.
struct Script {
    /// From here on the text is the source's, or, without a source, ours.
    struct Piece {
        std::uint32_t at = 0;
        std::optional<Offset> source;
    };

    std::uint32_t text_index = 0; ///< in Commands::texts
    /// All of it, as UTF-8: bytes that are none are question marks. Busybox's shell is called
    /// /bin/ash, which not every ShellCheck understands.
    std::string text;
    std::vector<Piece> pieces; ///< by place; the first is at 0

    /// The place in `text`: of a column behind its line's end that end, of a line behind the last
    /// one the text's end.
    std::size_t at(model::ShellCheckComment::Place place) const;

    /// The part of the text in the source. Nothing if it is empty or one of its ends is ours.
    std::optional<Span> source(std::size_t begin, std::size_t end) const;

    /// Likewise, also of an empty part; but nothing if the source has other text there, as between
    /// two lines of a RUN.
    std::optional<Span> same_source(std::size_t begin, std::size_t end) const;

private:
    const Piece& piece(std::size_t at) const;
};

/// In the order of the file. RUNs whose shell ShellCheck does not know (zsh, PowerShell, Python) are
/// left out, and so are those of more than 128 KiB.
std::vector<Script> scripts(const model::Document& document);

} // namespace dockwright::lint::shellcheck

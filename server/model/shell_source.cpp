#include "model/shell_source.hpp"
#include <algorithm>

namespace dockwright::model {
namespace {

/// `<<-` drops its leading tabs.
syntax::Joined body(const syntax::Heredoc& heredoc, std::string& scratch,
                    std::vector<syntax::Piece>& pieces) {
    pieces.assign(1, {0, heredoc.body.begin});
    if (!heredoc.chomp) {
        return {heredoc.content, pieces};
    }
    scratch.clear();
    pieces.clear();
    std::size_t at = 0;
    while (at < heredoc.content.size()) {
        const std::size_t end = std::min(heredoc.content.find('\n', at), heredoc.content.size() - 1) + 1;
        const std::size_t begin = std::min(heredoc.content.find_first_not_of('\t', at), end);
        pieces.push_back({static_cast<std::uint32_t>(scratch.size()), heredoc.body.begin + begin});
        scratch += heredoc.content.substr(begin, end - begin);
        at = end;
    }
    if (pieces.empty()) {
        pieces.push_back({0, heredoc.body.begin});
    }
    return {scratch, pieces};
}

/// The shell gets the command and, below it, all heredocs with their terminators.
syntax::Joined with_documents(const Document& document, const Instruction& run, std::string& scratch,
                              std::vector<syntax::Piece>& pieces) {
    const syntax::Joined line = syntax::part_of(run.joined, run.arguments, pieces);
    scratch = line.text;
    for (const syntax::Heredoc& heredoc : document.syntax().heredocs_of(run)) {
        if (heredoc.content.empty() && !heredoc.closed) {
            break; // the text ended before it, and no span may lead behind that
        }
        scratch += '\n';
        pieces.push_back({static_cast<std::uint32_t>(scratch.size()), heredoc.body.begin});
        scratch += heredoc.content;
        if (!heredoc.closed) {
            break;
        }
        pieces.push_back({static_cast<std::uint32_t>(scratch.size()), heredoc.terminator.begin});
        scratch += heredoc.name;
    }
    return {scratch, pieces};
}

} // namespace

const syntax::Heredoc* script_heredoc(const Document& document, const Instruction& run) {
    const auto heredocs = document.syntax().heredocs_of(run);
    const bool alone = heredocs.size() == 1 && heredocs[0].opener.size() == run.arguments.size();
    return alone ? heredocs.data() : nullptr;
}

syntax::Joined shell_source(const Document& document, const Instruction& run, std::string& scratch,
                            std::vector<syntax::Piece>& pieces) {
    if (document.syntax().heredocs_of(run).empty()) {
        return syntax::part_of(run.joined, run.arguments, pieces);
    }
    const syntax::Heredoc* script = script_heredoc(document, run);
    return script != nullptr ? body(*script, scratch, pieces)
                             : with_documents(document, run, scratch, pieces);
}

} // namespace dockwright::model

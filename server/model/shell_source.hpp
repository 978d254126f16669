#pragma once
#include "model/document.hpp"
#include <string>
#include <vector>

namespace dockwright::model {

/// The here-document that a RUN gives to the shell as its script; null where the RUN's own line is
/// the script.
const syntax::Heredoc* script_heredoc(const Document& document, const Instruction& run);

/// What the shell of a RUN in shell form reads: its line, with its here-documents below it, or the
/// here-document that is the script. The text is the Document's or `scratch`; the pieces are
/// `pieces`. `run` has words.
syntax::Joined shell_source(const Document& document, const Instruction& run, std::string& scratch,
                            std::vector<syntax::Piece>& pieces);

} // namespace dockwright::model

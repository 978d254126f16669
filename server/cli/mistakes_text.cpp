#include "cli/mistakes_text.hpp"
#include "base/line_index.hpp"
#include "base/message.hpp"

namespace dockwright::cli {

std::string mistakes_text(const config::Configuration& configuration) {
    std::string out;
    for (const config::Source& source : configuration.sources) {
        const LineIndex lines(source.text);
        for (const config::Mistake& mistake : source.file.mistakes) {
            const Position at = lines.position(mistake.span.begin);
            out += printable(message("{}:{}:{}: {}", {source.path, std::to_string(at.line + 1),
                                                      std::to_string(at.column + 1), mistake.message}));
            out += '\n';
        }
    }
    return out;
}

} // namespace dockwright::cli

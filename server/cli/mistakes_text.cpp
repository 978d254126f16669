#include "cli/mistakes_text.hpp"
#include "base/line_index.hpp"
#include "base/message.hpp"

namespace dockwright::cli {

std::string mistakes_text(std::string_view path, std::string_view text,
                          std::span<const config::Mistake> mistakes) {
    std::string out;
    const LineIndex lines(text);
    for (const config::Mistake& mistake : mistakes) {
        const Position at = lines.position(mistake.span.begin);
        out += printable(message("{}:{}:{}: {}", {path, std::to_string(at.line + 1),
                                                  std::to_string(at.column + 1), mistake.message}));
        out += '\n';
    }
    return out;
}

std::string mistakes_text(const config::Configuration& configuration) {
    std::string out;
    for (const config::Source& source : configuration.sources) {
        out += mistakes_text(source.path, source.text, source.file.mistakes);
    }
    return out;
}

} // namespace dockwright::cli

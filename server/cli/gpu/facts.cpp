#include "cli/gpu/facts.hpp"
#include "base/message.hpp"
#include "cli/input.hpp"
#include "cli/mistakes_text.hpp"
#include "cli/terminal.hpp"

namespace dockwright::cli {

std::optional<Problem> add_facts(config::OwnFacts& facts, std::span<const std::string> files) {
    for (const std::string& path : files) {
        const auto text = read_file(path);
        if (!text) {
            return text.error();
        }
        const std::vector<config::Mistake> mistakes = facts.add(*text);
        if (!mistakes.empty()) {
            write_error(mistakes_text(path, *text, mistakes));
            return Problem{"bad-knowledge", message("'{}' is no right file of facts", {path}),
                           "Mend what is said above; nothing was judged"};
        }
    }
    return std::nullopt;
}

} // namespace dockwright::cli

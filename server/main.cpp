#include "cli/program.hpp"
#include "lsp/server.hpp"
#include <algorithm>
#include <string>
#include <vector>

namespace dockwright {
namespace {

/// The one command that the layer of the command line cannot know: it lies above.
constexpr cli::Command lsp_command{
    .name = "lsp",
    .summary = "Serves an editor over standard input and output",
    .run =
        [](std::span<const std::string> arguments) {
            return static_cast<cli::ExitCode>(lsp::serve(arguments, cli::version()));
        },
};

} // namespace
} // namespace dockwright

int main(int count, char** values) {
    const std::vector<std::string> arguments(values + std::min(count, 1), values + count);
    const dockwright::cli::Command* const more[] = {&dockwright::lsp_command};
    return static_cast<int>(dockwright::cli::run(arguments, more));
}

#include "cli/parse.hpp"
#include "base/message.hpp"
#include <CLI/Validators.hpp>
#include <algorithm>
#include <map>
#include <vector>

namespace dockwright::cli {
namespace {

/// CLI11 ends some of its sentences with line breaks or full stops, and some not.
std::string one_line(std::string text) {
    std::ranges::replace(text, '\n', ' ');
    while (!text.empty() && (text.back() == ' ' || text.back() == '.')) {
        text.pop_back();
    }
    return text;
}

} // namespace

std::optional<ExitCode> parse(CLI::App& app, std::span<const std::string> arguments) {
    try {
        app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::CallForHelp&) {
        write_output(app.help());
        return ExitCode::nothing;
    } catch (const CLI::ParseError& error) {
        say(Problem{"wrong-use", one_line(error.what()), message("See '{} --help'", {app.get_name()})});
        return ExitCode::failed;
    }
    return std::nullopt;
}

void add_color(CLI::App& app, ColorChoice& choice) {
    const std::map<std::string, ColorChoice> names{
        {"auto", ColorChoice::automatic}, {"always", ColorChoice::always}, {"never", ColorChoice::never}};
    app.add_option("--color", choice, "Colours: auto, always or never")
        ->transform(CLI::CheckedTransformer(names).description(""))
        ->type_name("WHEN");
}

} // namespace dockwright::cli

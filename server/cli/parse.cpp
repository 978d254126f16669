#include "cli/parse.hpp"
#include "base/message.hpp"
#include "cli/describe.hpp"
#include <algorithm>
#include <functional>
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

std::string list_of(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) {
        out += out.empty() ? "" : word == words.back() ? " or " : ", ";
        out += word;
    }
    return out;
}

std::function<std::string(const std::string&)> one_of(std::vector<std::string> words) {
    return [words = std::move(words)](const std::string& given) {
        const bool known = std::ranges::find(words, given) != words.end();
        return known ? std::string() : message("'{}' is not {}", {given, list_of(words)});
    };
}

} // namespace

std::optional<ExitCode> parse(CLI::App& app, std::span<const std::string> arguments) {
    if (!arguments.empty() && arguments.back() == describe_flag) {
        write_output(describe(app, arguments.first(arguments.size() - 1)));
        return ExitCode::nothing;
    }
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

CLI::Option* add_choice(CLI::App& app, const std::string& name, std::string& into,
                        std::vector<std::string> words, const std::string& description) {
    const std::string list = list_of(words);
    return app.add_option(name, into, message("{}: {} (default: {})", {description, list, into}))
        ->check(one_of(std::move(words)))
        ->type_name("WORD");
}

void add_color(CLI::App& app, ColorChoice& choice) {
    const auto read = [&choice](const std::string& given) {
        choice = given == "always"  ? ColorChoice::always
                 : given == "never" ? ColorChoice::never
                                    : ColorChoice::automatic;
    };
    app.add_option_function<std::string>("--color", read, "Colours: auto, always or never (default: auto)")
        ->check(one_of({"auto", "always", "never"}))
        ->type_name("WORD");
}

} // namespace dockwright::cli

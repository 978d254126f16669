#include "base/ascii.hpp"
#include "cli/command.hpp"
#include "cli/parse.hpp"
#include "cli/rule_words.hpp"
#include "cli/selectors.hpp"
#include <algorithm>

namespace dockwright::cli::commands {
namespace {

/// One code of a peer may be several rules of ours.
std::vector<const lint::Rule*> rules_of(std::string_view name) {
    std::vector<const lint::Rule*> out;
    std::string code(name);
    std::ranges::transform(code, code.begin(), ascii::upper);
    for (const lint::Rule* rule : lint::rules::all()) {
        const bool by_code =
            std::ranges::any_of(rule->also, [&](std::string_view own) { return ascii::equal(own, name); });
        if (by_code || ascii::equal(rule->id, name) || (rule->carries != nullptr && rule->carries(code))) {
            out.push_back(rule);
        }
    }
    return out;
}

ExitCode explain(std::span<const std::string> names, bool color) {
    ExitCode code = ExitCode::nothing;
    std::string out;
    for (const std::string& name : names) {
        const std::vector<const lint::Rule*> rules = rules_of(name);
        for (const lint::Rule* rule : rules) {
            out += (out.empty() ? "" : "\n") + explanation(*rule, color);
        }
        if (rules.empty()) {
            say(unknown_rule(name));
            code = ExitCode::failed;
        }
    }
    return write_output(out) ? code : ExitCode::failed;
}

ExitCode run(std::span<const std::string> arguments) {
    std::vector<std::string> names;
    ColorChoice color = ColorChoice::automatic;
    CLI::App app("Explains rules, with examples", "dockwright explain");
    app.add_option("RULE", names, "Rules' ids, or other linters' codes")->required()->type_name("");
    add_color(app, color);
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    return explain(names, colors_output(color));
}

} // namespace

extern constexpr Command explain_command{
    .name = "explain",
    .summary = "Explains a rule, with examples",
    .run = run,
};

} // namespace dockwright::cli::commands

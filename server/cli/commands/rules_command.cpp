#include "base/json_text.hpp"
#include "cli/command.hpp"
#include "cli/parse.hpp"
#include "cli/rule_words.hpp"
#include "lint/rule.hpp"
#include <fmt/format.h>

namespace dockwright::cli::commands {
namespace {

void append_member(std::string& out, std::string_view key, std::string_view value) {
    out += ",\"";
    out += key;
    out += "\":";
    json_text::append(out, value);
}

std::string json() {
    std::string out = "[";
    for (const lint::Rule* rule : lint::rules::all()) {
        out += out.size() > 1 ? ",\n{\"id\":" : "{\"id\":";
        json_text::append(out, rule->id);
        out += ",\"also\":[";
        std::string_view separator;
        for (const std::string_view code : rule->also) {
            out += separator;
            separator = ",";
            json_text::append(out, code);
        }
        out += ']';
        append_member(out, "title", rule->title);
        append_member(out, "why", rule->why);
        append_member(out, "group", lint::name(rule->group));
        append_member(out, "severity", lint::name(rule->severity));
        append_member(out, "preset", preset_word(*rule));
        append_member(out, "fixes", fixes_word(*rule));
        out += '}';
    }
    return out + "]\n";
}

std::string table() {
    std::size_t widest = 0;
    for (const lint::Rule* rule : lint::rules::all()) {
        widest = std::max(widest, rule->id.size());
    }
    std::string out;
    for (const lint::Rule* rule : lint::rules::all()) {
        out += fmt::format("{:{}}  {:7}  {:11}  {:3}  {}{}{}\n", rule->id, widest, lint::name(rule->severity),
                           preset_word(*rule), rule->fixes == lint::Fixes::none ? "" : "fix", rule->title,
                           rule->also.size() == 0 ? "" : "; ", codes_list(*rule));
    }
    return out;
}

ExitCode run(std::span<const std::string> arguments) {
    std::string format = "text";
    CLI::App app("Lists every rule: id, severity, calmest preset, fix, title, other linters' codes",
                 "dockwright rules");
    add_choice(app, "--format", format, {"text", "json"}, "How they are printed");
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    return write_output(format == "json" ? json() : table()) ? ExitCode::nothing : ExitCode::failed;
}

} // namespace

extern constexpr Command rules_command{
    .name = "rules",
    .summary = "Lists every rule",
    .run = run,
};

} // namespace dockwright::cli::commands

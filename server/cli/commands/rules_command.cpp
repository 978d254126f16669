#include "base/json_text.hpp"
#include "cli/command.hpp"
#include "cli/new/new_files.hpp"
#include "cli/parse.hpp"
#include "cli/rule_words.hpp"
#include "cli/site/site.hpp"
#include "lint/rule.hpp"
#include "lint/rule_words.hpp"
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
        append_member(out, "preset", lint::name(rule->level));
        append_member(out, "fixes", lint::name(rule->fixes));
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
                           lint::name(rule->level), rule->fixes == lint::Fixes::none ? "" : "fix",
                           rule->title, rule->also.size() == 0 ? "" : "; ", lint::codes_list(*rule));
    }
    return out;
}

ExitCode write_site(const std::string& folder, bool force) {
    std::vector<NewFile> files;
    for (site::Page& page : site::pages()) {
        files.push_back({.path = folder + "/" + page.name, .text = std::move(page.text), .replaces = force});
    }
    if (auto problem = write_new_files(files)) {
        if (problem->kind == "file-exists") {
            problem->next_step = "Add --force to put new pages in their place, or name another folder";
        }
        say(*problem);
        return ExitCode::failed;
    }
    return write_output(fmt::format("{} pages. Open {}/index.html in a browser.\n", files.size(), folder))
               ? ExitCode::nothing
               : ExitCode::failed;
}

ExitCode run(std::span<const std::string> arguments) {
    std::string format = "text";
    std::string folder;
    bool force = false;
    CLI::App app("Lists every rule: id, severity, calmest preset, fix, title, other linters' codes",
                 "dockwright rules");
    add_choice(app, "--format", format, {"text", "json"}, "How they are printed");
    auto* site =
        app.add_option("--site", folder, "Write a page for each rule, and a search, into this folder")
            ->type_name("FOLDER");
    app.add_flag("--force", force, "Pages that are there may be replaced")->needs(site);
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    if (!folder.empty()) {
        return write_site(folder, force);
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

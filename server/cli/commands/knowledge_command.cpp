#include "base/message.hpp"
#include "base/nearest.hpp"
#include "cli/command.hpp"
#include "cli/gpu/facts.hpp"
#include "cli/json_object.hpp"
#include "cli/knowledge/knowledge.hpp"
#include "cli/parse.hpp"
#include "lint/gpu_facts.hpp"
#include "project/configuration.hpp"
#include <algorithm>

namespace dockwright::cli::commands {
namespace {

struct Written {
    std::string verb = "list";
    std::vector<std::string> words;
    std::vector<std::string> files;
    std::string format = "text";
    ColorChoice color = ColorChoice::automatic;
};

void append_row(std::string& out, const FactRow& row) {
    JsonObject object(out);
    object.text("id", row.id());
    object.text("table", row.table);
    {
        JsonObject fields(object.member("fields"));
        for (const auto& [name, value] : row.fields) {
            fields.text(name, value);
        }
    }
    object.text("source", row.fact.source);
    object.text("confidence", knowledge::name(row.fact.confidence));
}

std::string json(const knowledge::Knowledge& facts, std::span<const FactRow> rows) {
    std::string out;
    {
        JsonObject object(out);
        object.text("asOf", facts.as_of);
        object.array("facts", rows, append_row);
    }
    return out + "\n";
}

std::string text(std::span<const FactRow> rows, bool whole, bool color) {
    const std::string_view bold = color ? "\033[1m" : "";
    const std::string_view dim = color ? "\033[2m" : "";
    const std::string_view plain = color ? "\033[0m" : "";
    std::string out;
    for (const FactRow& row : rows) {
        const bool recalled = row.fact.confidence == knowledge::Confidence::recalled;
        const std::string source =
            printable(row.fact.source) + (recalled ? " (common knowledge, not looked up)" : "");
        out += std::string(bold) + printable(row.id()) + std::string(plain) + "\n";
        if (!whole) {
            out += "    " + printable(row.line()) + "\n";
        } else {
            for (const auto& [name, value] : row.fields) {
                out += message("    {}: {}\n", {name, printable(value)});
            }
        }
        out += message("    {}source: {}{}\n", {dim, source, plain});
    }
    return out;
}

std::string tables_json(const knowledge::Knowledge& facts) {
    std::string out;
    {
        JsonObject object(out);
        object.text("asOf", facts.as_of);
        object.array("tables", table_sizes(facts), [](std::string& to, const auto& table) {
            JsonObject one(to);
            one.text("table", table.first);
            one.number("facts", static_cast<std::uint32_t>(table.second));
        });
    }
    return out + "\n";
}

std::string tables_text(const knowledge::Knowledge& facts) {
    std::string out;
    for (const auto& [table, size] : table_sizes(facts)) {
        out += std::string(table) + std::string(20 - table.size(), ' ') + std::to_string(size) + "\n";
    }
    return out + "\n" + age_text(facts.as_of, this_month()) + "\n";
}

std::optional<Problem> wrong(const Written& written) {
    constexpr std::string_view verbs[] = {"list", "search", "show"};
    if (std::ranges::find(verbs, written.verb) == std::end(verbs)) {
        const auto near = nearest(written.verb, verbs);
        return Problem{"wrong-use", message("'{}' is not list, search or show", {written.verb}),
                       (near ? message("Did you mean '{}'? ", {*near}) : std::string()) +
                           "See 'dockwright knowledge --help'"};
    }
    if (written.verb == "list" && written.words.size() > 1) {
        return Problem{"wrong-use", "list takes one table", "See 'dockwright knowledge list'"};
    }
    if (written.verb != "list" && written.words.empty()) {
        return Problem{"wrong-use", message("'{}' needs a word", {written.verb}),
                       message("Such as 'dockwright knowledge {} RTX 3090'", {written.verb})};
    }
    return std::nullopt;
}

std::expected<std::vector<FactRow>, Problem> rows_of(const Written& written,
                                                     const knowledge::Knowledge& facts) {
    if (written.verb == "list") {
        return facts_of_table(facts, written.words.front());
    }
    if (written.verb == "search") {
        return search_facts(facts, written.words);
    }
    std::string id;
    for (const std::string& word : written.words) {
        id += (id.empty() ? "" : " ") + word;
    }
    return find_facts(facts, id);
}

ExitCode print(const Written& written, const knowledge::Knowledge& facts) {
    const bool as_json = written.format == "json";
    if (written.verb == "list" && written.words.empty()) {
        return write_output(as_json ? tables_json(facts) : tables_text(facts)) ? ExitCode::nothing
                                                                               : ExitCode::failed;
    }
    const auto rows = rows_of(written, facts);
    if (!rows) {
        say(rows.error());
        return ExitCode::failed;
    }
    const bool whole = written.verb == "show";
    if (!write_output(as_json ? json(facts, *rows) : text(*rows, whole, colors_output(written.color)))) {
        return ExitCode::failed;
    }
    if (rows->empty()) {
        say(Problem{"nothing-found", "Nothing is known of that", "Try fewer words, or a part of one"});
        return ExitCode::findings;
    }
    return ExitCode::nothing;
}

ExitCode run(std::span<const std::string> arguments) {
    Written written;
    CLI::App app("Shows the facts that images are judged by, with their sources", "dockwright knowledge");
    app.add_option("list|search|show", written.verb,
                   "list [TABLE]: what there is; search WORD…: facts with these words; show NAME: one fact, "
                   "such as 'RTX 3090', torch==2.4.1, 12.4.1 (default: list)")
        ->type_name("");
    app.add_option("WORD", written.words, "A table, words or a name")->type_name("");
    app.add_option("--knowledge", written.files, "A file with facts over those that the program has")
        ->allow_extra_args(false)
        ->type_name("FILE");
    add_choice(app, "--format", written.format, {"text", "json"}, "How they are printed");
    add_color(app, written.color);
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    if (const auto problem = wrong(written)) {
        say(*problem);
        return ExitCode::failed;
    }
    const config::Resolved resolved(project::find_configuration("Dockerfile").configuration, "", {});
    config::OwnFacts facts(lint::knowledge_of(resolved.settings()));
    if (const auto problem = add_facts(facts, written.files)) {
        say(*problem);
        return ExitCode::failed;
    }
    return print(written, facts.all());
}

} // namespace

extern constexpr Command knowledge_command{
    .name = "knowledge",
    .summary = "Shows the facts that images are judged by, with their sources",
    .run = run,
};

} // namespace dockwright::cli::commands

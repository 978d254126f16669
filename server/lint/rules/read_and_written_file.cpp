#include "lint/shell_commands.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

using Kind = shell::Node::Kind;

struct File {
    std::string_view name;
    Span span;
    bool written = false;
    bool emptied = false; ///< by `>`
    bool redirected = false;
    std::uint32_t command = 0;
};

bool is_device(std::string_view name) {
    return name.starts_with("/dev/");
}

bool writes(const shell::Redirection& redirection) {
    return redirection.operation.starts_with('>') || redirection.operation.starts_with('&');
}

/// What it is given is text, or written when all is read.
bool reads_no_names(const Facts& facts, std::uint32_t index) {
    return is_command(facts, index, "echo") || is_command(facts, index, "printf") ||
           is_command(facts, index, "sponge") || is_command(facts, index, "tee");
}

/// What a command that may read files is given.
void collect_words(const Facts& facts, std::uint32_t index, std::vector<File>& files) {
    const shell::Script& script = facts.document.commands().script;
    const shell::Node& node = script.nodes[index];
    if (node.kind != Kind::simple || reads_no_names(facts, index)) {
        return;
    }
    for (const shell::Word& word : script.words_of(node).subspan(node.words.empty() ? 0 : 1)) {
        files.push_back({word.text, word.span, false, false, false, index});
    }
}

/// What a command is given and what it is redirected to or from.
void collect(const Facts& facts, std::uint32_t index, std::vector<File>& files) {
    const shell::Script& script = facts.document.commands().script;
    const shell::Node& node = script.nodes[index];
    if (is_command(facts, index, "echo") || is_command(facts, index, "printf")) {
        return; // they read nothing, and it stays unknown who empties the file first
    }
    for (const shell::Redirection& redirection : script.redirections_of(node)) {
        const bool reads = redirection.operation == "<";
        const bool empties =
            redirection.operation == ">" || redirection.operation == ">|" || redirection.operation == "&>";
        if (reads || empties || redirection.operation == ">>") {
            files.push_back({redirection.target.text, redirection.target.span, !reads,
                             empties && redirection.descriptor != "2", true, index});
        }
    }
    if (node.kind == Kind::group || node.kind == Kind::subshell) {
        for (const std::uint32_t child : script.children_of(script.nodes[script.children_of(node).front()])) {
            collect_words(facts, child, files);
        }
        return;
    }
    collect_words(facts, index, files);
}

/// The same name read by one part of a pipe and written by this or another.
void look_at(const Facts& facts, const ShellScript& text, std::span<const std::uint32_t> parts,
             Report& report) {
    const shell::Script& script = facts.document.commands().script;
    if (std::ranges::none_of(parts, [&](std::uint32_t part) {
            return std::ranges::any_of(script.redirections_of(script.nodes[part]), writes);
        })) {
        return;
    }
    std::vector<File> files;
    for (const std::uint32_t part : parts) {
        collect(facts, part, files);
    }
    for (const File& out : files) {
        if (!out.written || is_device(out.name) || out.name.empty()) {
            continue;
        }
        const auto in = std::ranges::find_if(
            files, [&](const File& file) { return !file.written && file.name == out.name; });
        if (in == files.end()) {
            continue;
        }
        // Behind a pipe, ShellCheck points at both; the last in the text counts.
        const Span last = std::max(in->span, out.span, [](Span a, Span b) { return a.begin < b.begin; });
        if (out.emptied) {
            Reported finding =
                report.at(out.span, "The shell empties this file before the command that reads it starts: "
                                    "write to another file, then mv it");
            if (reaches(text, last.begin)) {
                finding.as("SC2094", last);
            }
        } else if (reaches(text, last.begin)) { // what is added to a small file is written when all is read
            report.at(out.span, "This file is read while it is written").only_as("SC2094", last);
        }
        return;
    }
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    for (const ShellScript& text : facts.shell.scripts) {
        for (std::uint32_t i = text.nodes.begin; i < text.nodes.end; ++i) {
            const shell::Node& node = script.nodes[i];
            if (node.kind == Kind::pipeline) {
                look_at(facts, text, script.children_of(node), report);
            } else if (!node.redirections.empty() &&
                       (facts.shell.parents[i] == shell::no_node ||
                        script.nodes[facts.shell.parents[i]].kind != Kind::pipeline)) {
                look_at(facts, text, {&i, 1}, report);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "the shell opens the target first, and so nothing is left to read",
     .bad = R"(
       | FROM debian:12
       | RUN envsubst < app.conf > app.conf
       ~                           ^^^^^^^^ The shell empties this file before the command that reads it starts: write to another file, then mv it
     )",
     .good = R"(
       | FROM debian:12
       | RUN envsubst < app.conf > app.new && mv app.new app.conf
     )"},
    {.title = "a pipe is no help: all of its parts start at once", .bad = R"(
       | FROM debian:12
       | RUN grep deb sources.list | sed 's/^deb/deb-src/' > sources.list
       ~                                                     ^^^^^^^^^^^^ The shell empties this file before the command that reads it starts: write to another file, then mv it
       | RUN grep deb sources.list | sed 's/^deb/deb-src/' >> sources.list
       ~                                                      ^^^^^^^^^^^^ (SC2094 only) This file is read while it is written
     )"},
    {.title = "two commands, two files, or a device", .good = R"(
       | FROM debian:12
       | RUN cat a && ls > a; sed x a > b; cat /dev/null > /dev/null; echo a > a
     )"},
};

} // namespace

extern constexpr Rule read_and_written_file{
    .id = "read-and-written-file",
    .also = {"SC2094"},
    .title = "File read and written by the same command",
    .why = "Before `command < file > file` starts, the shell makes the target of `>` empty, so the command "
           "finds "
           "nothing in it, and what it held is lost. The parts of a pipe run at the same time, so a pipe "
           "doesn't "
           "change that. Write to another file and move it over the first.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::recommended,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules

#include "support/line_changes.hpp"
#include "support/process.hpp"
#include "support/source_tree.hpp"
#include "support/temporary_folder.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <regex>

/// Holds `dockwright hadolint` to what hadolint 2.15.1 answered. Each case in hadolint/*.txt is a
/// folder with files (their lines behind `|`), an environment, standard input and a command line;
/// the lines behind `>` are hadolint's answer: its exit code, what it prints, and the files that it
/// writes. The words of messages are hadolint's own there and ours here, so `…` stands for them,
/// and for what changes with the time. hadolint has no order within a line of a Dockerfile, so the
/// lines of an answer are compared in any order. `exit alone`: only that is compared.
namespace dockwright::cli {
namespace {

using testing::Invocation;
using testing::TemporaryFolder;

struct Case {
    std::string title;
    std::vector<std::pair<std::string, std::string>> files;
    Invocation invocation;
    bool exit_alone = false;
    std::vector<std::string> answer;
};

std::vector<std::string> split(std::string_view text, char at) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(at), text.size());
        out.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

/// Reads a line of a case; `into` is where the lines behind `|` go.
void read_line(std::string_view line, Case& out, std::string*& into) {
    const auto rest = [&](std::string_view word) { return std::string(line.substr(word.size())); };
    if (line.starts_with('|')) {
        *into += line.size() > 2 ? line.substr(2) : std::string_view{};
        *into += '\n';
    } else if (line.starts_with("> ") || line == ">") {
        out.answer.emplace_back(line.size() > 2 ? line.substr(2) : std::string_view{});
    } else if (line.starts_with("file ")) {
        into = &out.files.emplace_back(rest("file "), "").second;
    } else if (line == "input") {
        into = &out.invocation.input;
    } else if (line.starts_with("environment ")) {
        const std::string pair = rest("environment ");
        const std::size_t equals = pair.find('=');
        out.invocation.environment.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
    } else if (line == "run" || line.starts_with("run ")) {
        out.invocation.arguments = split(rest(line == "run" ? "run" : "run "), ' ');
    } else if (line == "exit alone") {
        out.exit_alone = true;
    } else if (!line.starts_with('#')) {
        EXPECT_EQ(line, "") << "in the case '" << out.title << "'";
    }
}

std::vector<Case> cases() {
    std::vector<Case> out;
    std::string* into = nullptr;
    for (const testing::SourceFile& file : testing::source_files({"tests/cli/hadolint"}, {".txt"})) {
        for (const std::string& line : split(file.text, '\n')) {
            if (line.starts_with("== ")) {
                out.emplace_back().title = line.substr(3);
            } else if (!out.empty()) {
                read_line(line, out.back(), into);
            }
        }
    }
    return out;
}

/// The same text with `…` in place of what may differ, and of bytes that a text file does not hold.
std::string masked(std::string text) {
    const std::pair<const char*, const char*> masks[] = {
        {R"re(("(?:message|description|fingerprint|fullName|text)":)"(?:[^"\\]|\\.)*")re", R"($1"…")"},
        {R"re(( message=)"[^"]*")re", R"($1"…")"},
        {R"re((<testsuites id=)"\d{8}_\d{6}" name="Hadolint run at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d")re",
         R"($1"…" name="…")"},
        {R"re((\nCategory: Hadolint - Dockerfile Static Analysis\n\w+: )[^<]*)re", "$1…"},
        {R"re((\nParse Error: )[^<]*)re", "$1…"},
        {"(^|\n)((?:hadolint:)?[^\\s{<\\[]+:\\d+:?(?::\\d+:?)?"
         "(?: [DS][LC]\\d{4} (?:\x1B\\[\\d+m)*\\w+(?:\x1B\\[0m)?:)?) [^\n]*",
         "$1$2 …"},
    };
    for (const auto& [pattern, replacement] : masks) {
        text = std::regex_replace(text, std::regex(pattern), replacement);
    }
    text = std::regex_replace(text, std::regex("\x1B"), "␛");
    std::string out;
    for (const char c : text) {
        out += c == '\0' ? "␀" : std::string(1, c);
    }
    return out;
}

void append_lines(std::vector<std::string>& out, std::string text) {
    text = masked(std::move(text));
    const bool ended = text.ends_with('\n');
    std::ranges::move(split(text, '\n'), std::back_inserter(out));
    if (ended) {
        out.emplace_back();
    }
}

/// The folders that variables name are those of the case.
Invocation in_folder(const Case& each, const TemporaryFolder& folder) {
    Invocation out = each.invocation;
    out.folder = folder.path();
    out.arguments.insert(out.arguments.begin(), "hadolint");
    for (auto& [name, value] : out.environment) {
        if ((name == "HOME" || name == "XDG_CONFIG_HOME") && !value.empty()) {
            value = (folder.path() / value).string();
        }
    }
    return out;
}

std::vector<std::string> answer_of(const Case& each) {
    const TemporaryFolder folder;
    for (const auto& [name, text] : each.files) {
        folder.write(name, text);
    }
    const testing::Ended ended = run_dockwright(in_folder(each, folder));
    std::vector<std::string> out = {"exit " + std::to_string(ended.exit_code)};
    if (each.exit_alone) {
        return out;
    }
    append_lines(out, ended.output);
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        const std::string name = entry.path().filename().string();
        const bool written = std::ranges::none_of(each.files, [&](const auto& f) { return f.first == name; });
        if (entry.is_regular_file() && written) {
            out.push_back("file " + name);
            append_lines(out, folder.read(name));
        }
    }
    return out;
}

std::string in_any_order(std::vector<std::string> lines) {
    std::ranges::sort(lines);
    std::string out;
    for (const std::string& line : lines) {
        out += line + '\n';
    }
    return out;
}

TEST(HadolintCases, AreAnsweredAsHadolintAnswersThem) {
    const std::vector<Case> all = cases();
    ASSERT_GT(all.size(), 70U);
    for (const Case& each : all) {
        ASSERT_FALSE(each.answer.empty()) << each.title;
        EXPECT_EQ(in_any_order(answer_of(each)), in_any_order(each.answer)) << each.title;
    }
}

} // namespace
} // namespace dockwright::cli

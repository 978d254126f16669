#include "syntax/check_syntax.hpp"
#include "support/fixture.hpp"
#include <algorithm>

namespace dockwright::syntax {
namespace {

using testing::Annotation;

class Collector {
public:
    Collector(std::string_view kinds, const File& file)
        : kinds_(" " + std::string(kinds) + " "), file_(file) {}

    std::vector<Annotation> run() {
        for (const Directive& directive : file_.directives) {
            add("directive", directive.span,
                std::string(directive.name) + " = " + std::string(directive.value));
        }
        for (const Comment& comment : file_.comments) {
            add("comment", comment.span, comment.directive ? "directive" : "");
        }
        for (const Instruction& instruction : file_.instructions) {
            one(instruction);
        }
        for (const Instruction& instruction : file_.nested) {
            one(instruction);
        }
        for (const Problem& problem : file_.problems) {
            add("problem", problem.span, name(problem.kind));
        }
        std::ranges::sort(out_);
        return std::move(out_);
    }

private:
    void add(std::string_view kind, Span span, std::string_view text) {
        if (kinds_.contains(" " + std::string(kind) + " ")) {
            out_.push_back({span, std::string(kind) + (text.empty() ? "" : " ") + std::string(text)});
        }
    }

    std::string unless_written(std::string_view text, Span span) const {
        return span.of(file_.text) == text ? "" : "= " + std::string(text);
    }

    void one(const Instruction& instruction) {
        add("instruction", instruction.span,
            std::string(name(instruction.keyword)) + (instruction.json ? " json" : "") +
                (instruction.spaced_pair ? " spaced" : "") +
                (instruction.empty_continuation ? " empty-line" : ""));
        for (const Word& word : file_.words_of(instruction)) {
            add("word", word.span, unless_written(word.text, word.span));
        }
        for (const Flag& flag : file_.flags_of(instruction)) {
            add("flag", flag.span,
                std::string(flag.name) + (flag.has_value ? " =" : "") + (flag.value.empty() ? "" : " ") +
                    std::string(flag.value));
            for (const MountOption& option : file_.options_of(flag)) {
                add("option", option.span,
                    std::string(option.key) + (option.value.empty() ? "" : " = ") +
                        std::string(option.value));
            }
        }
        for (const Heredoc& heredoc : file_.heredocs_of(instruction)) {
            add("heredoc", heredoc.opener,
                std::string(heredoc.name) + (heredoc.expand ? "" : " quoted") +
                    (heredoc.chomp ? " chomped" : "") + (heredoc.closed ? "" : " open"));
            add("body", heredoc.body, "");
            add("terminator", heredoc.terminator, "");
        }
        for (const Variable& variable : file_.variables_of(instruction)) {
            std::string text(variable.name);
            if (variable.modifier != 0) {
                text += std::string(variable.colon ? " :" : " ") + variable.modifier;
            }
            add("variable", variable.span, text + (variable.nested ? " nested" : ""));
        }
        for (const Span& line : file_.empty_lines_of(instruction)) {
            add("empty", {line.begin, line.begin}, "");
        }
    }

    std::string kinds_;
    const File& file_;
    std::vector<Annotation> out_;
};

} // namespace

void check_syntax(std::string_view kinds, std::string_view text) {
    const testing::Fixture fixture = testing::Fixture::read(text);
    const File file = parse(fixture.source);
    testing::expect_annotations(fixture, Collector(kinds, file).run());
}

std::vector<std::string> annotations_of(std::string_view kinds, std::string_view text) {
    const File file = parse(text);
    std::vector<std::string> out;
    for (Annotation& annotation : Collector(kinds, file).run()) {
        out.push_back(std::move(annotation.text));
    }
    return out;
}

std::vector<std::string> lines_of_instructions(std::string_view text) {
    std::vector<std::string> out;
    for (const Instruction& instruction : parse(text).instructions) {
        out.push_back(std::string(instruction.name) + " " + std::to_string(instruction.first_line + 1) + "-" +
                      std::to_string(instruction.last_line + 1));
    }
    return out;
}

std::vector<std::string> last_words(std::string_view text) {
    const File file = parse(text);
    std::vector<std::string> out;
    if (!file.instructions.empty()) {
        for (const Word& word : file.words_of(file.instructions.back())) {
            out.emplace_back(word.text);
        }
    }
    return out;
}

std::string_view name(ProblemKind kind) {
    switch (kind) {
    case ProblemKind::directive_twice: return "directive-twice";
    case ProblemKind::bad_escape: return "bad-escape";
    case ProblemKind::line_too_long: return "line-too-long";
    case ProblemKind::heredoc_open: return "heredoc-open";
    case ProblemKind::heredoc_name: return "heredoc-name";
    case ProblemKind::json_not_strings: return "json-not-strings";
    case ProblemKind::pair_incomplete: return "pair-incomplete";
    case ProblemKind::pair_without_equals: return "pair-without-equals";
    case ProblemKind::no_instruction: return "no-instruction";
    case ProblemKind::unknown_instruction: return "unknown-instruction";
    case ProblemKind::too_deep: return "too-deep";
    }
    return "";
}

} // namespace dockwright::syntax

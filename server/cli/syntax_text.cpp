#include "base/line_index.hpp"
#include "base/message.hpp"
#include "cli/syntax_output.hpp"
#include <fmt/format.h>
#include <iterator>

namespace dockwright::cli {
namespace {

using syntax::Instruction;

class Tree {
public:
    Tree(std::string& out, const syntax::File& file) : out_(out), file_(file), lines_(file.text) {}

    void file(std::string_view path) {
        line(0, "{}", printable(path));
        for (const syntax::Directive& directive : file_.directives) {
            line(1, "directive {} = {}  {}", printable(directive.name), printable(directive.value),
                 place(directive.span));
        }
        for (const Instruction& instruction : file_.instructions) {
            this->instruction(1, instruction);
        }
    }

private:
    template <class... Values>
    void line(std::size_t depth, fmt::format_string<Values...> pattern, Values&&... values) {
        out_.append(2 * depth, ' ');
        fmt::format_to(std::back_inserter(out_), pattern, std::forward<Values>(values)...);
        out_ += '\n';
    }

    std::string place(Span span) const {
        const Position begin = lines_.position(span.begin);
        const Position end = lines_.position(span.end);
        return fmt::format("{}:{}-{}:{}", begin.line + 1, begin.column + 1, end.line + 1, end.column + 1);
    }

    void instruction(std::size_t depth, const Instruction& instruction) {
        line(depth, "{}{}  {}", printable(instruction.name), instruction.json ? " (JSON)" : "",
             place(instruction.span));
        for (const syntax::Flag& flag : file_.flags_of(instruction)) {
            line(depth + 1, "flag {}  {}", printable(flag.text), place(flag.span));
        }
        for (const syntax::Word& word : file_.words_of(instruction)) {
            line(depth + 1, "word {}  {}", printable(word.text), place(word.span));
        }
        for (const syntax::Variable& variable : file_.variables_of(instruction)) {
            line(depth + 1, "variable {}  {}", printable(variable.name), place(variable.span));
        }
        for (const syntax::Heredoc& heredoc : file_.heredocs_of(instruction)) {
            line(depth + 1, "heredoc {}{}{}  {}", printable(heredoc.name), heredoc.expand ? "" : " (quoted)",
                 heredoc.chomp ? " (tabs dropped)" : "", place(heredoc.body));
        }
        if (instruction.nested) {
            this->instruction(depth + 1, file_.nested[*instruction.nested]);
        }
    }

    std::string& out_;
    const syntax::File& file_;
    LineIndex lines_;
};

} // namespace

void append_syntax_text(std::string& out, std::string_view path, const syntax::File& file) {
    Tree(out, file).file(path);
}

} // namespace dockwright::cli

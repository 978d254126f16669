#pragma once
#include "model/command.hpp"
#include "model/document.hpp"
#include <optional>
#include <string>

/// Private to model/: reads the shell of a Document's instructions into commands.
namespace dockwright::model {

/// Reads what the instructions of a Document say that is complete but for them.
void read_commands(const Document& document, Commands& commands);

class CommandBuilder {
public:
    CommandBuilder(const Document& document, Commands& commands) : document_(document), commands_(commands) {}

    void run();

private:
    void instruction(const Instruction& instruction, std::uint32_t index, bool onbuild);
    void shell_form(const Instruction& instruction, ShellText text);
    void exec_form(const Instruction& instruction, ShellText text);
    ShellKind kind_of(const Instruction& owner) const;
    void read(const syntax::Joined& source, ShellText text);
    void read_as(const syntax::Joined& source, ShellText& text, shell::Dialect dialect);
    /// `outer`: whose string it is, if it is one.
    void collect(ShellText& text, std::uint32_t first, std::optional<std::uint32_t> outer);
    void command(std::uint32_t node, std::optional<std::uint32_t> outer);
    Argument argument(std::uint32_t word);
    void unwrap(ShellText& text, std::uint32_t command);
    void inner(ShellText& text, std::uint32_t outer, std::uint32_t first);
    void string(ShellText& text, std::uint32_t outer, std::uint32_t argument);
    void input(ShellText& text, std::uint32_t outer);
    void nested(ShellText& text, std::uint32_t outer, const syntax::Joined& script);

    /// Text put together from parts of the source.
    struct Composed {
        std::string text;
        std::vector<syntax::Piece> pieces;

        bool add(const syntax::Joined& whole, std::string_view part);
    };
    bool unquote(const Argument& source, Composed& out) const;
    bool decode(const Argument& source, Composed& out) const;

    const Document& document_;
    Commands& commands_;
    shell::Shell shell_;
    syntax::Joined source_; ///< what is being read; its text outlives it, its pieces may not
    std::vector<syntax::Piece> pieces_;
    std::string scratch_;
    int depth_ = 0;
};

} // namespace dockwright::model

#pragma once
#include "model/command.hpp"
#include "model/document.hpp"
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
    syntax::Joined with_documents(const Instruction& instruction);
    syntax::Joined body(const syntax::Heredoc& heredoc, ShellText& text);
    void read(const syntax::Joined& source, ShellText text);
    void collect(ShellText& text, std::uint32_t first, std::uint32_t end, bool through_wrapper);
    void command(std::uint32_t node, bool through_wrapper);
    Argument argument(std::uint32_t word);
    void unwrap(ShellText& text, std::size_t command);
    void inner(ShellText& text, const Command& outer, std::uint32_t first);
    void string(ShellText& text, std::uint32_t argument);

    const Document& document_;
    Commands& commands_;
    shell::Shell shell_;
    std::vector<syntax::Piece> pieces_;
    std::string scratch_;
    int depth_ = 0;
};

} // namespace dockwright::model

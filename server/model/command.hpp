#pragma once
#include "base/arena.hpp"
#include "base/span.hpp"
#include "shell/script.hpp"
#include "syntax/joined.hpp"
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace dockwright::model {

/// The shell that runs a RUN: by SHELL, else by what the base image is known to have.
enum class ShellKind : std::uint8_t {
    sh,         ///< POSIX, as far as is known
    ash,        ///< busybox
    bash,       ///< also zsh and ksh
    powershell, ///< not read
    cmd,        ///< not read
    other       ///< a heredoc with a foreign `#!`, an unknown program: not read
};

/// A piece of shell in an instruction.
struct ShellText {
    enum class Origin : std::uint8_t { run, exec_form, command, entrypoint, healthcheck };
    std::uint32_t instruction = 0; ///< index in Document::instructions(); of the ONBUILD if `onbuild`
    bool onbuild = false;
    Origin origin = Origin::run;
    ShellKind kind = ShellKind::sh;
    /// Its list in Commands::script; shell::no_node if it was not read.
    std::uint32_t root = shell::no_node;
    shell::Range nodes; ///< all of its nodes in Commands::script, those of `sh -c` strings too
    /// In Commands::script: what its own shell can't read; not what is in `sh -c` strings.
    shell::Range problems;
    /// What bash could not read either. A text that its own shell can't read is read as bash would:
    /// many an image's `sh` is bash, and what is meant is plain.
    shell::Range bash_problems;
    shell::Range commands; ///< in Commands::all
    /// Of a RUN for a shell that we don't read, also PowerShell: what bash would read in it, as linters do
    /// that don't look who runs it; else empty. `root` and `nodes` know nothing of it.
    shell::Range foreign_nodes;    ///< in Commands::script; the root is the last
    shell::Range foreign_problems; ///< in Commands::script
};

/// A word of a command as the program gets it, as far as that can be known: quotes and escapes
/// removed, expansions left as they are written.
struct Argument {
    std::string_view text;
    Span span;
    bool plain = true;                   ///< nothing in it is expanded, so `text` is what the program gets
    bool quoted = false;                 ///< a quote is in it
    std::uint32_t word = shell::no_node; ///< in Commands::script.words; none if it was cut out of one
};

/// One simple command with a name.
struct Command {
    std::uint32_t text = 0; ///< in Commands::texts
    std::uint32_t node = 0; ///< in Commands::script.nodes
    std::string_view name;  ///< the program without its folder: `apt-get` for /usr/bin/apt-get
    Span name_span;
    Span span;
    shell::Range arguments; ///< in Commands::arguments, without the name
    /// It is what another command runs: `apt-get` of `sudo apt-get …`, of `sh -c "apt-get …"`.
    /// Peers do not look that far.
    bool through_wrapper = false;
    /// Of what a wrapper runs: the wrapper, in Commands::all.
    std::uint32_t outer = 0;
};

/// The shell of all RUN, CMD, ENTRYPOINT and HEALTHCHECK of a Document, read into one script.
struct Commands {
    shell::Script script;
    std::vector<ShellText> texts;
    /// In the order of the file; what wrappers run stands behind the other commands of its text.
    std::vector<Command> all;
    std::vector<Argument> arguments;
    Arena arena;

    std::span<const Command> of(const ShellText& text) const {
        return std::span(all).subspan(text.commands.begin, text.commands.size());
    }
    std::span<const Argument> arguments_of(const Command& command) const {
        return std::span(arguments).subspan(command.arguments.begin, command.arguments.size());
    }
    const ShellText& text_of(const Command& command) const { return texts[command.text]; }
};

} // namespace dockwright::model

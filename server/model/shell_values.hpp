#pragma once
#include "model/document.hpp"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What shell variables hold, without running anything: from what a RUN assigned before, as far as
/// that surely ran, and from ARG and ENV. Computed when asked, never kept.
namespace dockwright::model {

struct ShellValue {
    enum class State : std::uint8_t {
        known,
        unknown, ///< of the base image, a build argument without default, or set by something that ran
        unset    ///< surely
    };
    State state = State::unknown;
    std::string text;
};

/// The variables of the shell in front of one command.
class ShellVariables {
public:
    ShellVariables(const Document& document, const Command& command);

    /// Its value with the defaults of build arguments. Positional and special parameters are unknown.
    ShellValue value(std::string_view name) const;

    /// What its program finds in its environment: of ENV and ARG, exported, or written in front of it.
    ShellValue environment(std::string_view name) const;

    /// An argument of that command as its program gets it; nothing if it is not known or not one
    /// word. A wildcard stays one.
    std::optional<std::string> text(const Argument& argument) const;

    /// The words that an argument becomes: `$PACKAGES` without quotes is split at blanks.
    std::optional<std::vector<std::string>> words(const Argument& argument) const;

    /// What an argument surely begins with where its end is not known: `libcudnn` of `libcudnn$(major)`.
    std::string beginning(const Argument& argument) const;

    /// The program of that command, with its folder; nothing if it is not known.
    std::optional<std::string> program() const;

private:
    static constexpr std::size_t deepest_wrappers = 8;

    struct Variable {
        std::string_view name;
        ShellValue value;
        bool exported = false;
    };

    bool descend(std::uint32_t node, Span target);
    bool descend_list(const shell::Node& node, Span target);
    bool descend_and_or(const shell::Node& node, Span target);
    bool descend_branch(const shell::Node& node, Span target);
    bool descend_words(const shell::Node& node, Span target);
    bool into(std::span<const shell::Word> words, Span target);
    void apply(std::uint32_t node, bool surely);
    void apply_simple(const shell::Node& node, bool surely);
    void apply_and_or(std::span<const std::uint32_t> commands, bool surely);
    void declare(std::span<const shell::Word> words, bool surely, bool exported);
    void source(std::span<const shell::Word> words);
    bool is_assignment(std::uint32_t node) const;
    void assign(std::string_view name, ShellValue value, bool surely);
    void assign(const shell::Assignment& assignment, bool surely);
    Variable& variable(std::string_view name);
    const Variable* find(std::string_view name) const;

    struct Expansion {
        std::vector<std::string> words;
        bool begun = false; ///< a word, perhaps an empty one
        void add(std::string_view text);
        void split(std::string_view text);
    };
    bool expand(std::span<const shell::Part> parts, Expansion& out) const;
    std::optional<std::string> parameter(const shell::Part& part) const;
    std::optional<std::string> joined(const shell::Word& word) const;
    const shell::Script& script() const { return document_.commands().script; }

    const Document& document_;
    const Command& command_;
    const ShellText& text_;
    std::vector<Variable> variables_;
    bool inherits_ = true; ///< nothing like `. file` may have changed any variable
};

} // namespace dockwright::model

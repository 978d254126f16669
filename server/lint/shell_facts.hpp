#pragma once
#include "model/document.hpp"
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// The trees of a Dockerfile's shell as the rules about shell go by them: which way leads up from a
/// command, and which texts ShellCheck looks at. Computed once for a document. It is no second reading:
/// what a node says stands in shell::Script alone.
namespace dockwright::lint {

/// Where a word stands in its command.
enum class Place : std::uint8_t {
    name,     ///< the first word of a simple command
    argument, ///< any further one
    assigned, ///< behind `NAME=`
    element,  ///< within `NAME=(…)`
    target,   ///< of a redirection
    looped,   ///< behind `for x in`
    subject,  ///< of `case`
    pattern,  ///< of a case item
    tested    ///< within [[ … ]] or ((…))
};

/// For which shell ShellCheck reads a text when hadolint (2.15.1) calls it: the program of the SHELL in
/// force, else sh, whatever the image has. Of the shells that it doesn't know, it takes some for bash.
enum class CheckedAs : std::uint8_t {
    sh,
    dash,    ///< also ash
    busybox, ///< `busybox sh`
    bash,
    ksh,
    nothing ///< not at all: here-documents with a `#!` that hadolint doesn't know, zsh
};

/// A RUN's text as a script of its own. What `sh -c "…"` runs in it belongs to it no more: ShellCheck
/// takes that for a string.
struct ShellScript {
    std::uint32_t text = 0; ///< in Commands::texts
    shell::Dialect dialect = shell::Dialect::posix;
    /// Its shell is /bin/sh, and that is known to be dash, as in Debian and Ubuntu.
    bool is_dash = false;
    shell::Range nodes;   ///< in Script::nodes, what is inside before what is around it; the root is the last
    shell::Range special; ///< in ShellFacts::special
    CheckedAs checked_as = CheckedAs::sh;
    std::string_view shell_code; ///< what ShellCheck minds of the SHELL itself, in front of all else; or ""
    /// Up to where ShellCheck reads it: past the document's end if all of it; Offset{0} if it refuses.
    Offset read_to;
    std::string_view stopped_by; ///< the SC1xxx that it then says; "" if it reads all
    Offset stopped_at;           ///< where that points

    /// ShellCheck could not make anything of it: it says only why, by one of its SC1xxx.
    bool refused() const { return read_to == Offset{0}; }
};

/// A word that is more than a plain name, path or option: one with a quote, a bracket, a brace, a backslash,
/// `$`, a backtick, or something beyond ASCII. Few words are, and many rules look at no others.
struct SpecialWord {
    const shell::Word* word;
    std::uint32_t node; ///< in Script::nodes
    Place place;
};

struct ShellFacts {
    /// By node of Commands::script: the node that it is a child of, or in whose words its substitution
    /// stands; shell::no_node for the root of a text.
    std::vector<std::uint32_t> parents;
    /// Of each RUN in the shell form, also behind ONBUILD, and of here-documents that a shell reads, in
    /// order; not of texts for shells that we do not read.
    std::vector<ShellScript> scripts;
    std::vector<SpecialWord> special; ///< of `scripts`, by node

    std::span<const SpecialWord> special_of(const ShellScript& script) const {
        return std::span(special).subspan(script.special.begin, script.special.size());
    }
};

/// Whose findings are wanted: hadolint has ShellCheck read also what Windows' cmd will run.
enum class Reader : std::uint8_t { ourselves, hadolint };

ShellFacts shell_facts(const model::Document& document, Reader reader = Reader::ourselves);

/// Calls `use(word, place)` for each word of a node, in the order of the kinds above, not in that of
/// the text.
template <class Use>
void each_word(const shell::Script& script, const shell::Node& node, Use use) {
    using Kind = shell::Node::Kind;
    bool first = node.kind == Kind::simple;
    for (const shell::Word& word : script.words_of(node)) {
        switch (node.kind) {
        case Kind::for_clause:
        case Kind::select_clause: use(word, Place::looped); break;
        case Kind::case_clause: use(word, Place::subject); break;
        case Kind::case_item: use(word, Place::pattern); break;
        case Kind::simple: use(word, first ? Place::name : Place::argument); break;
        default: use(word, Place::tested); break;
        }
        first = false;
    }
    for (const shell::Assignment& assignment : script.assignments_of(node)) {
        if (assignment.array) {
            for (const shell::Word& element : script.elements_of(assignment)) {
                use(element, Place::element);
            }
        } else {
            use(assignment.value, Place::assigned);
        }
    }
    for (const shell::Redirection& redirection : script.redirections_of(node)) {
        use(redirection.target, Place::target);
    }
}

/// The node's first word if nothing in it is expanded or quoted, else "".
std::string_view plain_name(const shell::Script& script, const shell::Node& node);

} // namespace dockwright::lint

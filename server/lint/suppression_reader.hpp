#pragma once
#include "lint/suppressions.hpp"

/// Private to lint/: finds the suppressions among a Document's comments.
namespace dockwright::lint {

class SuppressionReader {
public:
    SuppressionReader(const model::Document& document, Suppressions& out) : document_(document), out_(out) {}

    void run();

private:
    /// A comment and what it is about.
    struct Place {
        std::string_view text; ///< behind the `#`
        Span comment;
        std::optional<Span> below;               ///< the instruction or line that it stands above
        bool adjacent = false;                   ///< right above it
        const syntax::Comment* syntax = nullptr; ///< null for a shell's comment
    };

    Place place_of(const syntax::Comment& comment) const;
    Place place_of(const shell::Comment& comment) const;
    std::optional<Span> line_below(Offset line_end, Offset end) const;
    void read(const Place& place);
    void read_hadolint(const Place& place, std::string_view rest);
    void read_dockwright(const Place& place, std::string_view rest);
    void read_check(const Place& place, std::string_view value);
    void read_dockerfile_utils(const Place& place, std::string_view rest);
    void read_shellcheck(const Place& place, std::string_view rest);
    std::optional<Span> script_around(const syntax::Comment& comment) const;
    std::optional<Span> command_behind(Offset at) const;
    /// Takes `file`, `global`, `stage` off the front. Nothing: the comment is about nothing.
    std::optional<Suppression> scoped(const Place& place, Dialect dialect, std::string_view& rest);
    bool take_ignore(const Place& place, Dialect dialect, std::string_view& rest);
    void add(Suppression common, std::string_view list, const Place& place);
    void is_void(VoidSuppression::Why why, Dialect dialect, const Place& place, std::string_view text = {});

    const model::Document& document_;
    Suppressions& out_;
};

} // namespace dockwright::lint

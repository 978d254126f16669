#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::model {

/// The patterns of a `.dockerignore`, read and matched as github.com/moby/patternmatcher does on
/// Linux. Total: a file with a broken pattern, which the engine refuses, excludes nothing here.
/// Not a `.gitignore`: patterns begin at the context's root, and `!` takes back an exclusion.
class Dockerignore {
public:
    /// `name` is what the file is called where people read of it.
    static Dockerignore read(std::string_view text, std::string_view name = ".dockerignore");

    const std::string& name() const { return name_; }
    std::size_t pattern_count() const { return patterns_.size(); }
    /// The line, from 1, of the first pattern that the engine refuses; 0: there is none.
    std::uint32_t broken_line() const { return broken_line_; }

    /// Whether any pattern begins with `!`.
    bool has_exceptions() const { return exceptions_; }

    /// Whether the file of that path, relative to the context and cleaned, or one of its folders,
    /// is left out. Time is the product of both lengths for each pattern.
    bool excludes(std::string_view path) const;

    /// The pattern that decides of a path.
    struct Reason {
        std::string_view pattern; ///< as it is written
        std::uint32_t line = 0;   ///< from 1
        bool excludes = false;    ///< false: it takes back what another leaves out
    };
    /// Nothing: no pattern says anything of it.
    std::optional<Reason> reason(std::string_view path) const;

    /// Whether a pattern such as `*` leaves out all that lies at the root.
    bool excludes_all() const;

private:
    struct Pattern {
        std::string text;
        std::string written;
        std::uint32_t line = 0;
        bool exception = false;
    };
    std::vector<Pattern> patterns_;
    std::string name_;
    std::uint32_t broken_line_ = 0;
    bool exceptions_ = false;
};

/// A path without `.`, empty parts and what `..` takes away; `.` for nothing: Go's path.Clean.
std::string clean_path(std::string_view path);

} // namespace dockwright::model

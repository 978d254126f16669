#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::model {

/// The patterns of a `.dockerignore`, read and matched as github.com/moby/patternmatcher does on
/// Linux. Total: a file with a broken pattern, which the engine refuses, excludes nothing here.
/// Not a `.gitignore`: patterns begin at the context's root, and `!` takes back an exclusion.
class Dockerignore {
public:
    static Dockerignore read(std::string_view text);

    /// Whether any pattern begins with `!`.
    bool has_exceptions() const { return exceptions_; }

    /// Whether the file of that path, relative to the context and cleaned, or one of its folders,
    /// is left out. Time is the product of both lengths for each pattern.
    bool excludes(std::string_view path) const;

    /// Whether a pattern such as `*` leaves out all that lies at the root.
    bool excludes_all() const;

private:
    struct Pattern {
        std::string text;
        bool exception = false;
    };
    std::vector<Pattern> patterns_;
    bool exceptions_ = false;
};

/// A path without `.`, empty parts and what `..` takes away; `.` for nothing: Go's path.Clean.
std::string clean_path(std::string_view path);

} // namespace dockwright::model

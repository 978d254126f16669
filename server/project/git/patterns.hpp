#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::project {

/// The patterns of one `.gitignore`, read and matched as git's gitignore(5) and wildmatch have them, byte
/// by byte and in the case in which they are written. Total: a pattern that can't be read matches nothing.
/// Not a `.dockerignore`: a pattern without a slash is of names at any depth, and the last match counts.
class GitPatterns {
public:
    static GitPatterns read(std::string_view text);

    enum class Says : std::uint8_t { nothing, ignored, kept };

    /// What the last pattern says that matches. `path` is as seen from the folder of the file, with `/`
    /// between names. Of the folders above the path the caller asks first: what lies in an ignored one
    /// can't be taken back. Time is the product of both lengths for each pattern.
    Says of(std::string_view path, bool is_folder) const;

    bool empty() const { return patterns_.empty(); }

private:
    struct Pattern {
        std::string text; ///< without `!` in front and the slashes at both ends
        bool keeps = false;
        bool folders_only = false;
        bool names_only = false; ///< no slash in it: it is held against a name alone
    };
    std::vector<Pattern> patterns_;
};

} // namespace dockwright::project

#pragma once
#include "base/span.hpp"
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::config {

/// What is wrong at one place of a configuration. What is right beside it still holds.
struct Mistake {
    /// Kebab-case and stable: `unknown-key`, `wrong-type`, `unknown-value`, `unknown-rule` …
    std::string_view kind;
    Span span;           ///< in the configuration's text
    std::string key;     ///< where it is: `paths[0].severity`; empty for the file as a whole
    std::string message; ///< one sentence that names the key and says what is right; no full stop
    /// What most likely was meant, to be put in place of `span`; empty if nothing is near.
    std::string replacement;

    bool operator==(const Mistake&) const = default;
};

/// So many mistakes of one file are said; the last one says that there are more.
inline constexpr std::size_t most_mistakes = 100;

void sort_by_place(std::vector<Mistake>& mistakes);

} // namespace dockwright::config

#include "syntax/keyword.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <array>
#include <iterator>

namespace dockwright::syntax {
namespace {

/// In the order of `Keyword`, which is alphabetical.
constexpr std::array<std::string_view, 18> names = {
    "ADD",   "ARG",        "CMD",     "COPY", "ENTRYPOINT", "ENV",        "EXPOSE", "FROM",   "HEALTHCHECK",
    "LABEL", "MAINTAINER", "ONBUILD", "RUN",  "SHELL",      "STOPSIGNAL", "USER",   "VOLUME", "WORKDIR"};
static_assert(std::ranges::is_sorted(names));
static_assert(names.size() == static_cast<std::size_t>(Keyword::unknown));

} // namespace

Keyword keyword(std::string_view word) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i].size() == word.size() && ascii::equal(names[i], word)) {
            return static_cast<Keyword>(i);
        }
    }
    return Keyword::unknown;
}

std::string_view name(Keyword keyword) {
    return keyword == Keyword::unknown ? std::string_view{} : names[static_cast<std::size_t>(keyword)];
}

std::span<const std::string_view> keyword_names() {
    return names;
}

} // namespace dockwright::syntax

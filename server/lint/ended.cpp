#include "lint/ended.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

bool names_archive(std::string_view text) {
    return text.contains("archive.debian.org") || text.contains("old-releases.ubuntu.com") ||
           text.contains("vault.centos.org") || (text.contains("/etc/yum.repos.d") && text.contains("vault"));
}

} // namespace

bool uses_archive(const model::Document& document, const model::Stage& stage) {
    return std::ranges::any_of(document.instructions(stage), [&](const model::Instruction& one) {
        return names_archive(one.joined.text) ||
               std::ranges::any_of(document.syntax().heredocs_of(one), names_archive,
                                   &syntax::Heredoc::content);
    });
}

std::string month_of(std::string_view date) {
    constexpr std::string_view names[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};
    if (date.size() < 7) {
        return std::string(date);
    }
    const std::size_t month =
        static_cast<std::size_t>(date[5] - '0') * 10 + static_cast<std::size_t>(date[6] - '0');
    return month >= 1 && month <= std::size(names)
               ? std::string(names[month - 1]) + " " + std::string(date.substr(0, 4))
               : std::string(date);
}

} // namespace dockwright::lint

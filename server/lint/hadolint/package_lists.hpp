#pragma once
#include "model/document.hpp"
#include <array>
#include <span>
#include <string_view>

/// How hadolint looks for package lists that stay in an image.
namespace dockwright::lint {

/// A manager with a cache that stays, and how hadolint looks for what fills and empties it.
struct CachingManager {
    model::PackageManager manager;
    std::string_view code;
    std::array<std::string_view, 3> programs;
    std::array<std::string_view, 4> fillers;
    std::array<std::string_view, 2> cleaners;
    std::string_view removed; ///< as an argument of `rm` it empties the cache; so does `-rf` alone
    std::string_view mounted;
};

std::span<const CachingManager> caching_managers();

/// The command that hadolint minds in a text; null if there is none.
const model::Command* hadolint_minds(const CachingManager& manager, const model::Document& document,
                                     const model::ShellText& text);

/// The same of one command of apk, which has an option instead of a command that cleans.
bool hadolint_minds_apk(const CachingManager& manager, const model::Document& document,
                        const model::Command& command);

} // namespace dockwright::lint

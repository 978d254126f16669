#pragma once
#include "model/dockerignore.hpp"
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace dockwright::project {

/// Files larger than this are as if they were not there.
inline constexpr std::size_t largest_file = 1U << 20U;

/// The folder that a build is given, as far as a bounded number of its small files goes. Nothing is
/// read that lies outside, links followed. All of this blocks.
class Context {
public:
    /// `ignored` may be null; it must live as long.
    Context(std::filesystem::path root, const model::Dockerignore* ignored);

    /// A file by its path in the context; nothing if the build does not see it, or if it is too large.
    std::optional<std::string> read(std::string_view path);

private:
    bool inside(const std::filesystem::path& file);

    std::filesystem::path root_;
    std::optional<std::filesystem::path> real_root_; ///< found out when first needed
    const model::Dockerignore* ignored_;
    int left_ = 64;
};

} // namespace dockwright::project

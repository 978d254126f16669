#include "project/surroundings.hpp"
#include "project/small_file.hpp"

namespace dockwright::project {
namespace {

constexpr std::size_t largest = 1U << 20U;

std::optional<model::Dockerignore> read(const std::filesystem::path& path) {
    const auto text = read_small_file(path, largest);
    return text ? std::optional(model::Dockerignore::read(*text)) : std::nullopt;
}

} // namespace

model::Surroundings read_surroundings(const std::filesystem::path& dockerfile) {
    std::filesystem::path own = dockerfile;
    own += ".dockerignore";
    if (auto ignored = read(own)) {
        return {.ignored = std::move(ignored)};
    }
    return {.ignored = read(dockerfile.parent_path() / ".dockerignore")};
}

} // namespace dockwright::project

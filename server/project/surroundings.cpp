#include "project/surroundings.hpp"
#include <fstream>
#include <string>

namespace dockwright::project {
namespace {

constexpr std::size_t largest = 1U << 20U;

std::optional<model::Dockerignore> read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return std::nullopt;
    }
    std::string text(largest + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    const auto size = static_cast<std::size_t>(file.gcount());
    if (size > largest) {
        return std::nullopt;
    }
    text.resize(size);
    return model::Dockerignore::read(text);
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

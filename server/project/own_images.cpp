#include "project/own_images.hpp"
#include <algorithm>

namespace dockwright::project {
namespace {

namespace fs = std::filesystem;

/// Docker Hub's own, such as `python`, have no slash; a folder is called like them for other reasons.
bool may_be_own(const model::Image& image) {
    const model::ReferenceParts& parts = image.parts;
    const bool any_tag = parts.digest.empty() && (parts.tag.empty() || parts.tag == "latest");
    return image.known && !image.is_stage() && any_tag && model::is_valid_reference(image.name) &&
           (!parts.registry.empty() || parts.path.contains('/'));
}

/// Where repositories have a folder for each image: beside each other, or in one of that name.
std::vector<fs::path> places_of(std::span<const Folder> folders) {
    std::vector<fs::path> out;
    for (std::size_t i = 1; i < std::min<std::size_t>(folders.size(), 3); ++i) {
        out.push_back(folders[i].path);
    }
    if (!folders.empty()) {
        out.push_back(folders.back().path / "images");
    }
    return out;
}

} // namespace

std::vector<std::string> find_own_images(const model::Document& document, std::span<const Folder> folders) {
    std::vector<std::string> out;
    const std::vector<fs::path> places = places_of(folders);
    for (const model::Stage& stage : document.stages()) {
        if (!may_be_own(stage.image)) {
            continue;
        }
        const std::string_view path = stage.image.parts.path;
        const fs::path dockerfile = fs::path(path.substr(path.rfind('/') + 1)) / "Dockerfile";
        if (std::ranges::any_of(places, [&](const fs::path& place) {
                std::error_code ec;
                return fs::is_regular_file(place / dockerfile, ec);
            })) {
            out.emplace_back(stage.image.name);
        }
    }
    return out;
}

} // namespace dockwright::project

#include "project/own_images.hpp"
#include "base/ascii.hpp"
#include "project/built_images.hpp"
#include <algorithm>
#include <array>
#include <optional>

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

/// Those above the Dockerfile, and where a repository's root has what builds it.
std::vector<fs::path> script_folders(std::span<const Folder> folders) {
    constexpr std::array usual = {".circleci",       ".ci",   ".github/workflows",
                                  "azure-pipelines", "build", "ci",
                                  "docker",          "hack",  "script",
                                  "scripts",         "tools"};
    std::vector<fs::path> out;
    for (const Folder& folder : folders) {
        out.push_back(folder.path);
    }
    for (const char* name : usual) {
        out.push_back(folders.back().path / name);
    }
    return out;
}

/// The same image, and no other tag of it: `latest` is what a name without one means.
bool is_same(const model::ReferenceParts& one, const model::ReferenceParts& other) {
    const auto tag = [](const model::ReferenceParts& parts) {
        return parts.tag.empty() ? std::string_view("latest") : parts.tag;
    };
    return one.registry == other.registry && one.path == other.path && tag(one) == tag(other);
}

bool names(std::span<const std::string> built, const model::ReferenceParts& image) {
    return std::ranges::any_of(
        built, [&](const std::string& name) { return is_same(model::split_reference(name), image); });
}

class Asked {
public:
    Asked(const model::Document& document, std::span<const Folder> folders, Folders& known)
        : document_(document), folders_(folders), known_(known), places_(places_of(folders)) {}

    bool is_own(const model::ReferenceParts& image) {
        return !folders_.empty() &&
               (has_folder(image.path) || has_owner(image.path) || names(in_comments(), image) ||
                std::ranges::any_of(script_folders(folders_), [&](const fs::path& folder) {
                    return names(*known_.built().in(folder, known_.names_in(folder)), image);
                }));
    }

private:
    bool has_folder(std::string_view path) const {
        const fs::path dockerfile = fs::path(path.substr(path.rfind('/') + 1)) / "Dockerfile";
        return std::ranges::any_of(places_, [&](const fs::path& place) {
            std::error_code ec;
            return fs::is_regular_file(place / dockerfile, ec);
        });
    }

    bool has_owner(std::string_view path) {
        const std::size_t slash = path.find('/');
        if (slash == std::string_view::npos) {
            return false;
        }
        const BuiltImages::Names owners = known_.built().owners(folders_.back().path);
        return std::ranges::find(*owners, ascii::lowered(path.substr(0, slash))) != owners->end();
    }

    const std::vector<std::string>& in_comments() {
        if (!comments_read_) {
            comments_read_ = true;
            std::string text;
            for (const syntax::Comment& comment : document_.syntax().comments) {
                text += comment.text;
                text += '\n';
            }
            in_comments_ = names_built(text);
        }
        return in_comments_;
    }

    const model::Document& document_;
    std::span<const Folder> folders_;
    Folders& known_;
    std::vector<fs::path> places_;
    std::vector<std::string> in_comments_;
    bool comments_read_ = false;
};

} // namespace

std::vector<std::string> find_own_images(const model::Document& document, std::span<const Folder> folders,
                                         Folders& known) {
    std::vector<std::string> out;
    std::optional<Asked> asked; // most have none that is asked for
    for (const model::Stage& stage : document.stages()) {
        if (may_be_own(stage.image) && std::ranges::find(out, stage.image.name) == out.end() &&
            (asked ? *asked : asked.emplace(document, folders, known)).is_own(stage.image.parts)) {
            out.emplace_back(stage.image.name);
        }
    }
    return out;
}

} // namespace dockwright::project

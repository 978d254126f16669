#include "engine/image_reference.hpp"
#include "base/ascii.hpp"
#include "base/image_name.hpp"
#include "base/message.hpp"
#include <algorithm>

namespace dockwright::engine {
namespace {

constexpr std::string_view hub = "docker.io";
constexpr std::string_view old_hub = "index.docker.io";
constexpr std::string_view official = "library/";
constexpr std::string_view hub_key = "https://index.docker.io/v1/";
constexpr std::size_t longest_shown = 200;

Problem bad_reference(std::string_view name) {
    const std::string shown = printable(name.substr(0, longest_shown));
    std::string next = "Write it as NAME:TAG, such as python:3.12 or registry.example/team/train:v2";
    if (std::ranges::any_of(name, ascii::is_upper)) {
        next = "Write the name in lower case; only tags may have capital letters";
    }
    return {.kind = "image-name-not-understood",
            .message = message("'{}' can't be the name of an image", {shown}),
            .next_step = std::move(next)};
}

std::string name_and_version(std::string name, const ImageReference& reference) {
    if (!reference.tag.empty()) {
        name += ':' + reference.tag;
    }
    if (!reference.digest.empty()) {
        name += '@' + reference.digest;
    }
    return name;
}

bool same_version(const ImageReference& a, const ImageReference& b) {
    return a.digest.empty() || b.digest.empty() ? a.digest == b.digest && a.tag == b.tag
                                                : a.digest == b.digest;
}

} // namespace

std::expected<ImageReference, Problem> parse_image_reference(std::string_view name) {
    if (!image_name::is_valid(name)) {
        return std::unexpected(bad_reference(name));
    }
    const image_name::Parts parts = image_name::split(name);
    ImageReference reference{.registry = std::string(parts.registry),
                             .repository = std::string(parts.path),
                             .tag = std::string(parts.tag),
                             .digest = std::string(parts.digest),
                             .has_host = !parts.registry.empty()};
    if (parts.registry.empty() || parts.registry == old_hub) {
        reference.registry = hub;
    }
    if (reference.registry == hub && !reference.repository.contains('/')) {
        reference.repository.insert(0, official);
    }
    if (reference.tag.empty() && reference.digest.empty()) {
        reference.tag = "latest";
    }
    return reference;
}

std::string full_name(const ImageReference& reference) {
    return name_and_version(pull_name(reference), reference);
}

std::string familiar_name(const ImageReference& reference) {
    const std::string full = pull_name(reference);
    if (reference.registry != hub) {
        return name_and_version(full, reference);
    }
    std::string name = reference.repository;
    if (name.starts_with(official) && !std::string_view(name).substr(official.size()).contains('/')) {
        name.erase(0, official.size());
    }
    // The hub's `libr.ary/python`, shortened, would be a registry's `python`.
    const bool misleads = !image_name::split(name).registry.empty();
    return name_and_version(misleads ? full : name, reference);
}

std::string pull_name(const ImageReference& reference) {
    return reference.registry + '/' + reference.repository;
}

std::string pull_tag(const ImageReference& reference) {
    return reference.digest.empty() ? reference.tag : reference.digest;
}

bool names_image(std::string_view asked, std::string_view listed) {
    const auto wanted = parse_image_reference(asked);
    const auto found = parse_image_reference(listed);
    if (!wanted || !found || !same_version(*wanted, *found)) {
        return false;
    }
    if (wanted->registry == found->registry && wanted->repository == found->repository) {
        return true;
    }
    return !wanted->has_host && found->registry == "localhost" &&
           found->repository == image_name::split(asked).path;
}

std::string auth_key(std::string_view registry) {
    return std::string(registry == hub || registry == old_hub ? hub_key : registry);
}

} // namespace dockwright::engine

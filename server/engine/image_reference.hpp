#pragma once
#include "base/problem.hpp"
#include <expected>
#include <string>
#include <string_view>

namespace dockwright::engine {

/// Which image a name means, with docker's defaults filled in: `python` is
/// `docker.io/library/python:latest`. An image id is no reference. The parts are checked, so none
/// begins with a dash or holds a blank.
struct ImageReference {
    /// Host, with port if there is one; `docker.io` for Docker Hub, however it was written.
    std::string registry;
    /// With `library/` for the hub's official images.
    std::string repository;
    /// Empty only if there is a digest.
    std::string tag;
    /// `sha256:…`, or empty. If there are both, the digest decides.
    std::string digest;
    /// The registry was written out, and not only meant.
    bool has_host = false;

    bool operator==(const ImageReference&) const = default;
};

/// A name that can't be one is a problem; its sentence shows it escaped.
std::expected<ImageReference, Problem> parse_image_reference(std::string_view name);

/// `docker.io/library/python:3.12`: means the same to docker and podman.
std::string full_name(const ImageReference& reference);
/// `python:3.12`: as docker lists it; full where the short name would mean another image.
std::string familiar_name(const ImageReference& reference);

/// For `fromImage` and `tag` of a pull. The latter is never empty, since an engine that is given no
/// tag pulls all of them; a digest goes there as well.
std::string pull_name(const ImageReference& reference);
std::string pull_tag(const ImageReference& reference);

/// Whether `listed`, as an engine lists it, is what a person asked for. Podman lists full names, and
/// what it built itself under `localhost/`, which people leave out.
bool names_image(std::string_view asked, std::string_view listed);

/// The key of a registry in credential stores: the hub's is an address of its first API version, for
/// history's sake; others go by their host.
std::string auth_key(std::string_view registry);

} // namespace dockwright::engine

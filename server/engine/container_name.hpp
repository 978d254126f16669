#pragma once
#include <span>
#include <string>
#include <string_view>

namespace dockwright::engine {

/// Whether engines take it for a new container: `[a-zA-Z0-9][a-zA-Z0-9_.-]+`, which is docker's
/// grammar and the narrower one; podman takes one letter too.
bool is_container_name(std::string_view text);

/// A name for a container of this image that is not among `taken` (with or without the leading
/// slash): `pytorch`, `pytorch-2`, … after the last part of the image's name. At most 63 bytes, what a
/// host name may have. Always a container's name, whatever the image is called.
std::string suggested_container_name(std::string_view image, std::span<const std::string> taken);

} // namespace dockwright::engine

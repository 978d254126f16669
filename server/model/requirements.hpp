#pragma once
#include "model/surroundings.hpp"
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace dockwright::model {

/// At most so many packages of one file are kept.
inline constexpr std::size_t max_listed_packages = 8192;

using Variables = std::span<const std::pair<std::string, std::string>>;

/// A file of requirements or constraints as pip 26 reads it, and older ones where that is laxer: an
/// extra behind `#egg=name`, --global-option. Total: a line that pip would refuse is left out, the
/// first one remembered. The paths behind -r and -c are as seen from `path`, without `.` and `..`;
/// addresses there are left out, and so is --no-index. A variable `${NAME}` that `variables` does not
/// know stays as it is.
PackageList read_requirements(std::string_view text, std::string_view path,
                              PackageFile::Kind kind = PackageFile::Kind::requirements,
                              Variables variables = {});

/// As the bytes say at their beginning, UTF-16 into UTF-8, without a byte order mark.
std::string decode_text(std::string_view bytes);

} // namespace dockwright::model

#pragma once
#include "base/problem.hpp"
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::actions {

/// The value that this process has for a variable; nothing if it is not set.
using Lookup = std::function<std::optional<std::string>(const std::string& name)>;

/// `--env NAME=value` or `--env NAME`, which takes the value from here and nothing where there is none.
/// Problem: `variable-wrong`.
std::expected<std::optional<std::string>, Problem> read_variable(std::string_view text, const Lookup& here);

/// A file of variables in docker's grammar: a line each as above, no quotes, no expansion, `#` begins a
/// comment at a line's start alone. `path` is for the problem's sentence.
std::expected<std::vector<std::string>, Problem> read_variables(std::string_view text, std::string_view path,
                                                                const Lookup& here);

/// `8g`, `512m`, `1.5g`, bytes: docker's units of 1024. Nothing if it is none, or 0.
std::optional<std::uint64_t> read_size(std::string_view text);

} // namespace dockwright::actions

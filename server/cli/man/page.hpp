#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::cli {

/// What a command of that path takes, as describe() writes it; empty if nothing is known.
using Describe = std::function<std::string(const std::vector<std::string>& path)>;

/// The manual page of section 1 in man(7)'s macros: every command and what it takes. `version` and
/// `date` (2026-11-26) stand in its head and foot.
std::string manual_page(const Describe& describe, std::string_view version, std::string_view date);

} // namespace dockwright::cli

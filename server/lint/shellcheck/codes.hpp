#pragma once
#include <cstdint>
#include <string_view>

/// Whose codes the program ShellCheck says to us, and which of them it says alone.
namespace dockwright::lint::shellcheck {

/// `SC2086` of 2086; "" of what is no code of ShellCheck (1000 to 3999). Lasts for ever.
std::string_view name_of(std::uint32_t code);

/// Whether it is a code that ShellCheck has, or may have one day, and no rule of ours finds.
bool is_left_to_it(std::string_view code);

} // namespace dockwright::lint::shellcheck

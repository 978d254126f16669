#pragma once
#include "knowledge/tables.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Single values as nvidia-smi writes them, with their unit or without: `143771 MiB`, `88.23 W`, `0 %`,
/// `38`. What it can't tell (`[N/A]`, `N/A`, `[Not Supported]`, `[Unknown Error]`, and whatever else is
/// no figure) is nullopt.
namespace dockwright::host {

/// Bytes of a figure in MiB: it knows no other unit for memory.
std::optional<std::uint64_t> memory_figure(std::string_view text);
std::optional<unsigned> whole_figure(std::string_view text);
std::optional<int> degrees_figure(std::string_view text);
std::optional<double> watts_figure(std::string_view text);

/// `9.0` is 90. 0: not told.
knowledge::Capability capability_figure(std::string_view text);

/// `Enabled` and `Disabled`; a GPU without the feature says neither.
std::optional<bool> switch_figure(std::string_view text);

/// A text; empty where it is in brackets or `N/A`: those stand for "can't tell".
std::string name_figure(std::string_view text);

} // namespace dockwright::host

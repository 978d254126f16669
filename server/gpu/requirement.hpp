#pragma once
#include "knowledge/version.hpp"
#include <optional>
#include <string_view>

/// Private to gpu/: the conditions that images state in NVIDIA_REQUIRE_* variables.
namespace dockwright::gpu {

/// What a condition may ask of a machine; what is not known counts as satisfied, as in the toolkit.
struct Properties {
    knowledge::Version cuda; ///< of the driver, major and minor
    knowledge::Version driver;
    knowledge::Version arch; ///< 8.6
    std::string_view brand;  ///< in lower case
};

/// Whether the expression holds: alternatives with blanks between, each of conditions with commas
/// between, each a property, one of `= != < <= > >=` and a value (libnvidia-container's dsl.c by its
/// documentation). Nothing: it can't be read, and the toolkit would refuse it.
std::optional<bool> holds(std::string_view expression, const Properties& properties);

} // namespace dockwright::gpu

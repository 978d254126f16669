#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace dockwright::lint {

/// What a label's value must be, as hadolint's `label-schema` names it.
enum class LabelType : std::uint8_t { text, url, semver, hash, rfc3339, spdx, email };

struct LabelSchema {
    std::string_view key;
    LabelType type = LabelType::text;
};

/// What a user may set about rules. Views: the configuration that they come from outlives them.
struct Options {
    std::span<const LabelSchema> labels;
    bool strict_labels = false; ///< labels that the schema does not name are findings
    /// Registries that images may come from; `*` alone, as prefix or as suffix. Empty: any.
    std::span<const std::string_view> trusted_registries;
};

} // namespace dockwright::lint

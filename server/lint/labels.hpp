#pragma once
#include "lint/rule.hpp"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The labels of a Dockerfile held against the schema that a user may give.
namespace dockwright::lint {

struct Label {
    std::string key;            ///< without quotes
    std::string value;          ///< as BuildKit takes it, but variables as they are written
    std::string hadolint_value; ///< the same, but without quotes, and of `LABEL key value`, as it is written
    bool has_variables = false; ///< in the value
    Span key_span;
    Span value_span;
    const model::Instruction* instruction = nullptr;
    std::size_t pair = 0; ///< which of the instruction's, from 0
};

/// All of the file's, not those behind ONBUILD.
std::vector<Label> labels_of(const model::Document& document);

/// The type of the schema for it, or null.
const LabelSchema* schema_of(const Options& options, std::string_view key);

/// `org.opencontainers.image.authors="…"`, which says what `MAINTAINER who` did.
std::string authors_label(std::string_view who, char escape);

/// A value that is what was meant, if that can be told.
struct Mended {
    std::string value;
    Safety safety = Safety::unsafe;
};
using Mend = std::optional<Mended> (*)(std::string_view value);

using IsValid = bool (*)(std::string_view value);

/// Reports each label of that type with a value that is none. In `pattern` the `{}` are the key
/// and the value. Empty values and those with variables are hadolint's alone. `mend` is
/// not trusted: what it gives is offered if all take it for valid.
void report_invalid_labels(const Facts& facts, Report& report, LabelType type, std::string_view pattern,
                           std::string_view code, IsValid is_valid, IsValid hadolint_is_valid,
                           Mend mend = nullptr);

} // namespace dockwright::lint

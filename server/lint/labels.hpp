#pragma once
#include "lint/rule.hpp"
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
};

/// All of the file's, not those behind ONBUILD.
std::vector<Label> labels_of(const model::Document& document);

/// The type of the schema for it, or null.
const LabelSchema* schema_of(const Options& options, std::string_view key);

using IsValid = bool (*)(std::string_view value);

/// Reports each label of that type with a value that is none. In `pattern` the `{}` are the key
/// and the value. Empty values and those with variables are hadolint's alone.
void report_invalid_labels(const Facts& facts, Report& report, LabelType type, std::string_view pattern,
                           std::string_view code, IsValid is_valid, IsValid hadolint_is_valid);

} // namespace dockwright::lint

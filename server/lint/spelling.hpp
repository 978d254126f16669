#pragma once
#include "lint/rule.hpp"
#include <optional>

namespace dockwright::lint {

/// A comment in front of the first instruction says that a program writes the file: what a person changes
/// is gone the next time.
bool is_generated(const model::Document& document);

/// For rules that only mind how something is spelt: of a file that a program writes they say nothing of
/// their own. Looks into the file at the first finding, since most have none.
class Spelling {
public:
    explicit Spelling(const model::Document& document) : document_(document) {}

    /// The peer finds it, and so do we if a person writes the file.
    Reported& as(Reported& found, std::string_view code) {
        generated_ = generated_ ? generated_ : std::optional(is_generated(document_));
        return *generated_ ? found.only_as(code) : found.as(code);
    }

private:
    const model::Document& document_;
    std::optional<bool> generated_;
};

} // namespace dockwright::lint

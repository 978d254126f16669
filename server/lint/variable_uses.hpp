#pragma once
#include "lint/shell_facts.hpp"
#include "model/document.hpp"
#include <string_view>
#include <vector>

/// Where a script names its variables, whatever the order in which it runs. As ShellCheck 0.11 sees it,
/// found out by running it: a string that trap or alias runs later is looked into, others are not.
namespace dockwright::lint {

struct VariableUse {
    enum class Kind : std::uint8_t {
        assigned, ///< by `=`, for, read …; the span is what ShellCheck points at
        declared, ///< export: it is there, and others use it
        read,
        guarded,  ///< read with a default, or tested for being empty
        defaulted ///< `${x+…}`: read, and nothing follows for other places
    };
    std::string_view name;
    Kind kind = Kind::read;
    Span span;
};

/// In the order of the nodes, not of the text.
std::vector<VariableUse> variable_uses(const model::Document& document, const ShellScript& text);

/// Whether ShellCheck is told of it: by an ARG or ENV in front, as hadolint reads them, or as every build has
/// it
/// (`http_proxy` …).
bool is_given(const model::Document& document, const ShellScript& text, std::string_view name);

} // namespace dockwright::lint

#pragma once
#include "base/problem.hpp"
#include "lsp/arguments.hpp"
#include <expected>

namespace dockwright::lsp {

/// Two open descriptors, for reading and for writing, which nothing else in the process uses and
/// no child inherits. The caller closes them.
struct Descriptors {
    int input = -1;
    int output = -1;
};

/// Standard input and output, or a connection to where the client waits. With the former, standard
/// output becomes standard error, so that a stray line does not break the protocol.
std::expected<Descriptors, Problem> open_descriptors(const Arguments& arguments);

} // namespace dockwright::lsp

#pragma once
#include "model/document.hpp"
#include <string_view>

/// What releases of hadolint before the one that we go by find, and it does not: CI runs them for years, and
/// stops where a comment for them is gone.
namespace dockwright::lint {

/// Whether 2.12 or 2.14 reports the code at an instruction that begins in `scope`, or may. Found out by
/// running 2.12.0, 2.14.0 and 2.15.1 over the same Dockerfiles.
bool older_hadolint_finds(const model::Document& document, std::string_view code, Span scope);

} // namespace dockwright::lint

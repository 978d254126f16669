#pragma once
#include "model/package.hpp"

namespace dockwright::model::packages {

/// Reads a requirement as pip takes it on its command line: `name[extras]==1; marker`,
/// `name @ address`, an address (with `#egg=name`), a file or a folder. By PEP 508 and pip's pages
/// "Requirement Specifiers" and "VCS Support".
Package python_requirement(std::string_view word, Span span, bool plain);

} // namespace dockwright::model::packages

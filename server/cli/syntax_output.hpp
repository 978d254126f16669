#pragma once
#include "syntax/file.hpp"
#include <string>
#include <string_view>

namespace dockwright::cli {

/// One file as the JSON object of `dockwright syntax --format json`: BuildKit's reading.
void append_syntax_json(std::string& out, std::string_view path, const syntax::File& file);

/// The same for a person, with columns and what the JSON leaves out.
void append_syntax_text(std::string& out, std::string_view path, const syntax::File& file);

} // namespace dockwright::cli

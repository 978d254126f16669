#pragma once
#include "base/span.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Texts as other languages write them, with the way back to each byte.
namespace dockwright {

/// How a text is written. Block scalars are YAML's `|` and `>`; HCL's heredocs are `<<END` and `<<-END`.
enum class WrittenAs : std::uint8_t {
    yaml_plain,
    yaml_single,
    yaml_double,
    yaml_literal,
    yaml_folded,
    json,
    hcl_quoted,
    hcl_heredoc
};

/// A text that stands in `span` of another one. HCL's `$${` stays as it is.
struct Written {
    WrittenAs as = WrittenAs::yaml_plain;
    Span span{};            ///< with quotes; of a block from its `|` to the end of its last line
    std::uint32_t indent{}; ///< of a block or an indented heredoc: blanks in front of each line
    std::string text{};
    std::vector<Span> bytes{}; ///< as many as the text has: what each is written as
};

/// The scalar that begins at an offset of a YAML file, a block scalar's at its `|` or `>`. `expected` is
/// what a reader of YAML makes of it. Nothing: these readings differ, so that no place in it is known.
std::optional<Written> read_yaml_scalar(std::string_view host, Offset begin, std::string_view expected);

/// The string that begins with the quote at that offset; nothing if it is none, or has no end.
std::optional<Written> read_json_string(std::string_view host, Offset begin);

/// HCL's string or heredoc.
std::optional<Written> read_hcl_text(std::string_view host, Offset begin);

/// A text as it would be written in the place of a part of that one; nothing if it can't be.
std::optional<std::string> written(const Written& like, std::string_view text);

} // namespace dockwright

#pragma once
#include "syntax/keyword.hpp"
#include <string_view>

/// What the Dockerfile's own words mean: tables of constant text, from Docker's documented behaviour.
namespace dockwright::ide {

struct InstructionText {
    syntax::Keyword keyword;
    std::string_view form; ///< how it is written
    std::string_view text;
};

/// Null for an unknown instruction.
const InstructionText* instruction_text(syntax::Keyword keyword);

struct FlagText {
    std::string_view name;    ///< without dashes, lower case
    std::string_view heading; ///< with dashes
    syntax::Keyword keyword;  ///< of one of the instructions that take it
    std::string_view form;
    std::string_view text;
};

/// Null for a flag that the instruction does not have. COPY's texts serve ADD where both mean the same.
const FlagText* flag_text(syntax::Keyword keyword, std::string_view name);

struct DirectiveText {
    std::string_view name; ///< lower case
    std::string_view form;
    std::string_view text;
};

/// Of `# syntax=`, `# escape=`, `# check=`; null for others.
const DirectiveText* directive_text(std::string_view name);

} // namespace dockwright::ide

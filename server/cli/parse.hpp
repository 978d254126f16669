#pragma once
#include "cli/exit_code.hpp"
#include "cli/terminal.hpp"
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dockwright::cli {

/// As the last argument it asks for what a command takes (see describe.hpp) in place of doing it. Not in
/// --help: it is for the completions and the manual.
inline constexpr std::string_view describe_flag = "--describe";

/// Reads the arguments into what the App was given. An exit code: there is nothing left to do
/// (`--help` was printed, or a wrong use was said in one sentence).
std::optional<ExitCode> parse(CLI::App& app, std::span<const std::string> arguments);

/// Adds an option that takes one of a few words; `into` has the default.
CLI::Option* add_choice(CLI::App& app, const std::string& name, std::string& into,
                        std::vector<std::string> words, const std::string& description);

/// Adds `--color auto|always|never`.
void add_color(CLI::App& app, ColorChoice& choice);

} // namespace dockwright::cli

#include "lint/exec_form.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

std::string_view base_name(std::string_view path) {
    return path.substr(path.find_last_of("/\\") + 1);
}

/// Shells, and programs that read a string as their own language or hand it to a shell.
bool is_interpreter(std::string_view word) {
    constexpr std::string_view names[] = {"R",         "Rscript",    "ash",
                                          "awk",       "bash",       "busybox",
                                          "catatonit", "cmd",        "cmd.exe",
                                          "conda",     "cross-env",  "cross-env-shell",
                                          "dash",      "envsubst",   "execlineb",
                                          "expect",    "fish",       "gawk",
                                          "jq",        "julia",      "ksh",
                                          "login",     "lua",        "mksh",
                                          "mongo",     "mongosh",    "nix-shell",
                                          "node",      "osascript",  "perl",
                                          "php",       "powershell", "powershell.exe",
                                          "psql",      "pwsh",       "ruby",
                                          "runuser",   "script",     "sed",
                                          "sh",        "sqlite3",    "ssh",
                                          "su",        "xonsh",      "xvfb-run",
                                          "zsh"};
    return std::ranges::find(names, base_name(word)) != std::end(names);
}

bool has_interpreter(std::span<const syntax::Word> words) {
    return std::ranges::any_of(words, is_interpreter, &syntax::Word::text);
}

std::span<const syntax::Word> command_of(const model::Document& document, const model::Instruction& one) {
    const auto words = document.words(one);
    const bool check = one.keyword == model::Keyword::healthcheck;
    return check ? words.subspan(std::min<std::size_t>(1, words.size())) : words;
}

/// With an ENTRYPOINT a CMD is its arguments, which a script or shell may read in its own way.
bool has_entrypoint(const model::Document& document, const model::Stage& stage) {
    return std::ranges::any_of(
               document.instructions(stage),
               [](const model::Instruction& one) { return one.keyword == model::Keyword::entrypoint; }) ||
           (stage.image.stage && has_entrypoint(document, document.stages()[*stage.image.stage]));
}

} // namespace

std::vector<ExecForm> shell_less_forms(const model::Document& document) {
    std::vector<ExecForm> out;
    for (const model::Instruction& one : document.instructions()) {
        const bool runs = one.keyword == model::Keyword::run || one.keyword == model::Keyword::cmd ||
                          one.keyword == model::Keyword::entrypoint ||
                          one.keyword == model::Keyword::healthcheck;
        const model::Stage* stage = document.stage_of(one);
        const auto words = command_of(document, one);
        if (!runs || !one.json || words.empty() || stage == nullptr || has_interpreter(words) ||
            (one.keyword == model::Keyword::cmd && has_entrypoint(document, *stage))) {
            continue;
        }
        out.push_back({.instruction = &one, .words = words});
    }
    return out;
}

} // namespace dockwright::lint

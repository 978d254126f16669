#include "lint/copied_scripts.hpp"
#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/languages.hpp"
#include "lint/hadolint/packages.hpp"
#include "lint/kept_images.hpp"
#include "lint/pip_downloads.hpp"
#include "lint/rule.hpp"
#include "lint/run_edit.hpp"
#include "lint/uv_cache.hpp"
#include "model/package_cache.hpp"
#include <algorithm>
#include <optional>
#include <string>

namespace dockwright::lint::rules {
namespace {

using model::PackageAction;

/// How a program is told to keep no downloads: by an option, else by a command behind it.
struct Program {
    std::string_view name;
    std::string_view option;
    std::string_view cleaning; ///< what stands behind the program
    std::string_view mount;    ///< where root has its cache
};
constexpr Program programs[] = {
    {"conda", "", " clean -afy", ""},
    {"mamba", "", " clean -afy", ""},
    {"micromamba", "", " clean -afy", ""},
    {"pip", "--no-cache-dir", "", "/root/.cache/pip"},
    {"uv", "--no-cache", "", "/root/.cache/uv"},
    {"yarn", "", " cache clean", "/usr/local/share/.cache/yarn"},
};
static_assert(std::ranges::is_sorted(programs, {}, &Program::name));

/// `pip` for pip3.11 and for `python3 -m pip`; null for what is not judged here.
const Program* program_of(const model::PackageCommand& packages, const model::Command& command) {
    const bool pip =
        packages.manager == model::PackageManager::pip &&
        (command.name.starts_with("python") ||
         (command.name.starts_with("pip") && command.name != "pipx" && command.name != "pipenv"));
    const std::string_view name = pip ? "pip" : command.name;
    const auto* found = std::ranges::lower_bound(programs, name, {}, &Program::name);
    return found != std::end(programs) && found->name == name ? found : nullptr;
}

/// uv fills its cache also when it only resolves; a lone `uv run` is the container's own matter.
bool fills(const model::PackageCommand& packages, const model::Command& command, model::Arguments arguments) {
    const bool installs =
        packages.action == PackageAction::install ||
        (packages.action == PackageAction::upgrade && packages.manager == model::PackageManager::conda);
    const bool runs =
        command.name == "uv" && packages.verb != shell::no_node && arguments[packages.verb].text == "run";
    return installs && !runs;
}

bool is_left(const model::Document& document, const KeptImages& kept, const Program& program,
             const model::Command& command) {
    const model::PackageCache* cache = model::package_cache(program.name);
    const model::ShellText& text = document.commands().text_of(command);
    const model::Stage* stage = document.stage_of(document.instructions()[text.instruction]);
    return cache != nullptr && stage != nullptr && kept.hold(*stage) &&
           model::cache_fate(document, command, *cache) == model::CacheFate::kept &&
           !has_cleaner_behind(document, command);
}

/// Root's folders are mounted only where root installs.
bool is_root(const model::Document& document, const model::Instruction& owner) {
    const auto user = document.context(owner).user;
    if (!user) {
        return true;
    }
    const auto words = document.words(document.instructions()[*user]);
    return !words.empty() && (words.front().text == "root" || words.front().text == "0");
}

/// The program as the command names it, with its folder and behind `sudo`. Nothing where another
/// wrapper runs it: what it gives the program, nobody gives to the next command.
std::optional<std::string> same_program(const model::Document& document, const model::Command& command) {
    const std::string_view written = command.name_span.of(document.text());
    if (!command.through_wrapper) {
        return std::string(written);
    }
    const model::Command& outer = document.commands().all[command.outer];
    const auto words = document.commands().arguments_of(outer);
    const bool plain = outer.name == "sudo" && !outer.through_wrapper && !words.empty() &&
                       words.front().span == command.name_span;
    return plain ? std::optional("sudo " + std::string(written)) : std::nullopt;
}

/// It is run only sometimes: what cleans behind it would run, and perhaps fail, where it was not.
bool is_conditional(const Facts& facts, const model::Command& command) {
    const shell::Script& script = facts.document.commands().script;
    for (std::uint32_t node = command.node; node != shell::no_node; node = facts.shell.parents[node]) {
        const shell::Node::Kind kind = script.nodes[node].kind;
        if (kind == shell::Node::Kind::if_clause || kind == shell::Node::Kind::case_clause ||
            kind == shell::Node::Kind::function || script.nodes[node].connector == shell::Connector::or_if) {
            return true;
        }
    }
    return false;
}

/// What stands behind the program to clean up: micromamba's default root is not the one that it was given.
std::string cleaning_of(const model::Document& document, const Program& program,
                        const model::Command& command) {
    const std::string_view root =
        program.name == "micromamba" ? model::conda_root(document, command) : std::string_view{};
    const bool expands = root.find_first_of(" $") != std::string_view::npos;
    return std::string(program.cleaning) +
           (root.empty() ? "" : message(expands ? " --root-prefix \"{}\"" : " --root-prefix {}", {root}));
}

/// `if [ -f environment.yml ]; then conda env update …`: whether there is such a file, nobody knows here.
bool depends_on_file(const Facts& facts, const model::Command& command) {
    const shell::Script& script = facts.document.commands().script;
    const auto asks = [&](std::uint32_t condition) {
        const Span span = script.nodes[condition].span;
        const model::Commands& commands = facts.document.commands();
        return std::ranges::any_of(commands.of(commands.text_of(command)), [&](const model::Command& other) {
            const auto words = commands.arguments_of(other);
            return span.covers(other.span) && (other.name == "[" || other.name == "test") &&
                   words.size() > 1 &&
                   (words[0].text == "-e" || words[0].text == "-f" || words[0].text == "-s");
        });
    };
    std::uint32_t child = shell::no_node;
    for (std::uint32_t node = command.node; node != shell::no_node; node = facts.shell.parents[node]) {
        if (script.nodes[node].kind == shell::Node::Kind::if_clause) {
            const std::uint32_t condition = script.children_of(script.nodes[node]).front();
            if (condition != child && asks(condition)) {
                return true;
            }
        }
        child = node;
    }
    return false;
}

/// Where root has the program's cache, if HOME is not root's own.
std::string folder_of(const model::Document& document, const Program& program,
                      const model::Instruction& owner) {
    constexpr std::string_view usual = "/root";
    const model::Binding* home = document.binding("HOME", owner);
    return home != nullptr && home->value && program.mount.starts_with(usual)
               ? std::string(*home->value) + std::string(program.mount.substr(usual.size()))
               : std::string(program.mount);
}

void offer(const Facts& facts, const Program& program, const model::PackageCommand* packages,
           const model::Command& command, Reported& finding) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    const model::ShellText& text = commands.text_of(command);
    const model::Instruction& run = document.instruction(text);
    if (packages != nullptr && packages->verb != shell::no_node && !program.option.empty()) {
        const model::Argument& verb = commands.arguments_of(command)[packages->verb];
        finding.fix(Safety::safe, message("Add {}", {program.option}),
                    {insert_option(document, verb, program.option)});
    } else if (const auto written = same_program(document, command); written && !program.cleaning.empty()) {
        const std::string cleaning = *written + cleaning_of(document, program, command);
        if (auto edit = append_command(document, text, cleaning)) {
            finding.fix(is_conditional(facts, command) ? Safety::unsafe : Safety::safe,
                        message("Add '{}'", {cleaning}), {*std::move(edit)});
        }
    }
    if (!program.mount.empty() && is_root(document, document.instructions()[text.instruction])) {
        const std::string folder = folder_of(document, program, document.instructions()[text.instruction]);
        finding.fix(
            Safety::unsafe, message("Keep {} in a cache mount", {folder}),
            {{.span = {run.name_span.end, run.name_span.end}, .text = mount_like(document, folder, {})}});
    }
}

bool hadolint_finds(const model::Document& document, const model::Command& command) {
    return command.name == "yarn" ? hadolint_keeps_yarn_cache(document, command)
                                  : hadolint_keeps_pip_cache(document, command);
}

constexpr std::string_view pattern =
    "{} leaves its downloads in the image, where nothing uses them again: {}";

/// Of what uv leaves besides the packages themselves; `copies` are downloads as those of others.
std::string_view pattern_of(UvRemainder remainder) {
    switch (remainder) {
    case UvRemainder::builds:
        return "{} leaves in the image what it builds packages from, where nothing uses it again: {}";
    case UvRemainder::pages:
        return "{} leaves the index's pages on all packages that it looks up in the image, some MB that "
               "nothing uses again: {}";
    default: return pattern;
    }
}

/// Where uv installs, else as of `copies`.
UvRemainder remainder_of(const Facts& facts, const Program& program, const model::PackageCommand& packages) {
    return program.name == "uv" ? uv_remainder(facts, packages) : UvRemainder::copies;
}

std::string remedy(const model::Document& document, const model::Command& command, std::string_view program) {
    const auto* found = std::ranges::lower_bound(programs, program, {}, &Program::name);
    const bool known = found != std::end(programs) && found->name == program;
    return known && found->option.empty()
               ? message("end this RUN with '{}{}'", {found->name, cleaning_of(document, *found, command)})
               : message("add {}", {known ? found->option : "--no-cache-dir"});
}

std::string_view code_of(const model::Command& command) {
    return command.name == "yarn" ? "DL3060" : "DL3042";
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const KeptImages kept(facts);
    each_foreign_command(document, [&](const model::Instruction& run, const model::Document& reread,
                                       const model::Command& command) {
        if (hadolint_finds(reread, command)) {
            report.at(run.name_span, pattern, command.name, remedy(reread, command, command.name))
                .only_as(code_of(command));
        }
    });
    each_run_command(document, [&](const model::PackageCommand* packages, const model::Command& command) {
        const Program* program = packages == nullptr ? nullptr : program_of(*packages, command);
        const UvRemainder remainder =
            program != nullptr ? remainder_of(facts, *program, *packages) : UvRemainder::copies;
        const bool ours =
            program != nullptr && remainder != UvRemainder::little &&
            fills(*packages, command, document.commands().arguments_of(command)) &&
            !has_small_downloads(document, *packages) &&
            !(program->name == "pip" &&
              downloads_nothing(document, *packages, document.commands().arguments_of(command))) &&
            is_left(document, kept, *program, command) && !depends_on_file(facts, command);
        const bool theirs = hadolint_finds(document, command);
        if (!ours && !theirs) {
            return;
        }
        const auto arguments = document.commands().arguments_of(command);
        const bool verb = packages != nullptr && packages->verb != shell::no_node;
        const std::string_view name = program == nullptr ? command.name : program->name;
        const Span span = verb ? arguments[packages->verb].span : command.name_span;
        Reported finding = report.at(span, pattern_of(remainder), name, remedy(document, command, name));
        const std::string_view code = code_of(command);
        if (ours) {
            finding.as_if(theirs, code);
            offer(facts, *program, packages, command, finding);
        } else {
            finding.only_as(code);
        }
    });
}

constexpr Example examples[] = {
    {.title = "pip keeps wheels",
     .bad = R"(
       | FROM python:3.12
       | RUN pip install numpy==2.1.0
       ~         ^^^^^^^ pip leaves its downloads in the image, where nothing uses them again: add --no-cache-dir
       + RUN pip install --no-cache-dir numpy==2.1.0
     )",
     .good = R"(
       | FROM python:3.12
       | RUN --mount=type=cache,target=/root/.cache/pip pip install numpy==2.1.0
     )"},
    {.title = "root under another's HOME: pip keeps nothing there, uv does", .bad = R"(
       | FROM python:3.12
       | RUN useradd -m me
       | ENV HOME=/home/me
       | RUN pip install numpy==2.1.0
       ~         ^^^^^^^ (DL3042 only) pip leaves its downloads in the image, where nothing uses them again: add --no-cache-dir
       | ENV HOME=/opt/me
       | RUN pip install numpy==2.1.0
       ~         ^^^^^^^ pip leaves its downloads in the image, where nothing uses them again: add --no-cache-dir
       + RUN pip install --no-cache-dir numpy==2.1.0
     )"},
    {.title = "the installers themselves, some MB", .bad = R"(
       | FROM python:3.12
       | RUN pip install --upgrade pip==25.1 wheel
       ~         ^^^^^^^ (DL3042 only) pip leaves its downloads in the image, where nothing uses them again: add --no-cache-dir
       | RUN pip install --upgrade pip==25.1 numpy==2.1.0
       ~         ^^^^^^^ pip leaves its downloads in the image, where nothing uses them again: add --no-cache-dir
       + RUN pip install --no-cache-dir --upgrade pip==25.1 numpy==2.1.0
     )"},
    {.title = "a variable may say it", .good = R"(
       | FROM python:3.12
       | ENV PIP_NO_CACHE_DIR=1
       | RUN pip install numpy==2.1.0
     )"},
    {.title = "the base image says it", .bad = R"(
       | FROM vault.habana.ai/gaudi-docker/1.21.3/ubuntu22.04/habanalabs/pytorch-installer-2.6.0:latest AS base
       | FROM base
       | RUN pip install numpy==2.1.0
       ~         ^^^^^^^ (DL3042 only) pip leaves its downloads in the image, where nothing uses them again: add --no-cache-dir
       | RUN UV_LINK_MODE=copy uv pip install numpy==2.1.0
       ~                              ^^^^^^^ uv leaves its downloads in the image, where nothing uses them again: add --no-cache
       + RUN UV_LINK_MODE=copy uv pip install --no-cache numpy==2.1.0
     )"},
    {.title = "yarn and conda are told behind it",
     .bad = R"(
       | FROM node:22
       | RUN yarn install
       ~          ^^^^^^^ yarn leaves its downloads in the image, where nothing uses them again: end this RUN with 'yarn cache clean'
       + RUN yarn install && yarn cache clean
     )",
     .good = R"(
       | FROM continuumio/miniconda3
       | RUN conda install -y numpy=2.1 && conda clean -afy
     )"},
    {.title = "a file that need not be there decides", .bad = R"(
       | FROM continuumio/miniconda3:24.9.2-0
       | COPY environment.yml* noop.txt /tmp/
       | RUN if [ -f /tmp/environment.yml ]; then conda env update -n base -f /tmp/environment.yml; fi
       | RUN if [ -n "$PATH" ]; then conda install -y numpy=2.1; fi
       ~                                   ^^^^^^^ conda leaves its downloads in the image, where nothing uses them again: end this RUN with 'conda clean -afy'
     )"},
    {.title = "hadolint looks at pip and yarn alone, and not through sudo", .bad = R"(
       | FROM continuumio/miniconda3
       | RUN conda install -y numpy=2.1
       ~           ^^^^^^^ conda leaves its downloads in the image, where nothing uses them again: end this RUN with 'conda clean -afy'
       + RUN conda install -y numpy=2.1 && conda clean -afy
       | RUN sudo pip install numpy==2.1.0
       ~              ^^^^^^^ pip leaves its downloads in the image, where nothing uses them again: add --no-cache-dir
       + RUN sudo pip install --no-cache-dir numpy==2.1.0
       | RUN sudo /opt/conda/bin/conda install -y numpy=2.1
       ~                               ^^^^^^^ conda leaves its downloads in the image, where nothing uses them again: end this RUN with 'conda clean -afy'
       + RUN sudo /opt/conda/bin/conda install -y numpy=2.1 && sudo /opt/conda/bin/conda clean -afy
     )"},
    {.title = "the package cache of a root prefix is conda's, mamba's and micromamba's",
     .bad = R"(
       | FROM debian:12
       | RUN micromamba install --root-prefix=/opt/one -y numpy && /opt/two/bin/mamba clean -afy
       ~                ^^^^^^^ micromamba leaves its downloads in the image, where nothing uses them again: end this RUN with 'micromamba clean -afy --root-prefix /opt/one'
       + RUN micromamba install --root-prefix=/opt/one -y numpy && /opt/two/bin/mamba clean -afy && micromamba clean -afy --root-prefix /opt/one
       | RUN micromamba install -r "$ROOT" -y numpy
       ~                ^^^^^^^ micromamba leaves its downloads in the image, where nothing uses them again: end this RUN with 'micromamba clean -afy --root-prefix "$ROOT"'
       + RUN micromamba install -r "$ROOT" -y numpy && micromamba clean -afy --root-prefix "$ROOT"
     )",
     .good = R"(
       | FROM debian:12
       | RUN micromamba install --root-prefix="$CONDA_DIR" -y conda mamba && mamba clean --all -f -y
       | RUN /opt/conda/bin/conda install -y numpy=2.1 && /opt/conda/bin/mamba clean -afy
     )"},
    {.title = "uv links packages out of its cache, unless it is told to copy them",
     .bad = R"(
       | FROM python:3.12
       | RUN UV_LINK_MODE=copy uv pip install --system numpy==2.1.0
       ~                              ^^^^^^^ uv leaves its downloads in the image, where nothing uses them again: add --no-cache
       + RUN UV_LINK_MODE=copy uv pip install --no-cache --system numpy==2.1.0
       | RUN export UV_LINK_MODE=copy && uv sync --locked
       ~                                    ^^^^ uv leaves its downloads in the image, where nothing uses them again: add --no-cache
       + RUN export UV_LINK_MODE=copy && uv sync --no-cache --locked
       | RUN ["uv", "pip", "install", "--link-mode=copy", "--system", "numpy==2.1.0"]
       ~                   ^^^^^^^^^ uv leaves its downloads in the image, where nothing uses them again: add --no-cache
       + RUN ["uv", "pip", "install", "--no-cache", "--link-mode=copy", "--system", "numpy==2.1.0"]
     )",
     .good = R"(
       | FROM python:3.12
       | RUN uv pip install --system numpy==2.1.0 && uv sync --frozen --extra gpu
       | RUN UV_LINK_MODE=symlink uv sync --locked
       | RUN uv pip install --system --no-deps -r requirements.txt
       | RUN uv pip install --system https://example.org/a-1.0-py3-none-any.whl
     )"},
    {.title = "what uv builds from stays, and so do the index's pages, of which many make some MB", .bad = R"(
       | FROM python:3.12
       | RUN uv pip install --system git+https://github.com/a/b@v1
       ~            ^^^^^^^ uv leaves in the image what it builds packages from, where nothing uses it again: add --no-cache
       + RUN uv pip install --no-cache --system git+https://github.com/a/b@v1
       | RUN uv pip install --system https://example.org/a-1.0.tar.gz
       ~            ^^^^^^^ uv leaves in the image what it builds packages from, where nothing uses it again: add --no-cache
       + RUN uv pip install --no-cache --system https://example.org/a-1.0.tar.gz
       | RUN uv pip install --system -r requirements.txt
       ~            ^^^^^^^ uv leaves the index's pages on all packages that it looks up in the image, some MB that nothing uses again: add --no-cache
       + RUN uv pip install --no-cache --system -r requirements.txt
       | RUN uv pip install --system -e .
       ~            ^^^^^^^ uv leaves the index's pages on all packages that it looks up in the image, some MB that nothing uses again: add --no-cache
       + RUN uv pip install --no-cache --system -e .
     )"},
    {.title = "a short list of packages looks few of them up",
     .good = R"(
       | FROM python:3.12
       | COPY requirements.txt .
       | RUN uv pip install --system -r requirements.txt
     )",
     .beside = R"(
       == requirements.txt
       numpy==2.1.0
       scipy
     )"},
    {.title = "what runs only sometimes is cleaned up by a person", .bad = R"(
       | FROM continuumio/miniconda3
       | RUN if [ -n "$X" ]; then conda install -y numpy=2.1; fi
       ~                                ^^^^^^^ conda leaves its downloads in the image, where nothing uses them again: end this RUN with 'conda clean -afy'
     )"},
    {.title = "wheels that the build made itself", .good = R"(
       | FROM python:3.12
       | RUN --mount=type=bind,from=wheels,source=/dist,target=/dist uv pip install --system /dist/*.whl
       | RUN uv pip install --system ./dist/a-1.0-py3-none-any.whl
     )"},
    {.title = "what pip builds of a folder or a tag, it does not keep; what it needs for that, it does",
     .bad = R"(
       | FROM python:3.12
       | RUN pip install --no-deps --no-build-isolation git+https://github.com/a/b@v1
       ~         ^^^^^^^ (DL3042 only) pip leaves its downloads in the image, where nothing uses them again: add --no-cache-dir
       | RUN pip install --no-deps --no-build-isolation -e ./c
       ~         ^^^^^^^ (DL3042 only) pip leaves its downloads in the image, where nothing uses them again: add --no-cache-dir
       | RUN pip install --no-deps --no-build-isolation git+https://github.com/a/b@0123456789012345678901234567890123456789
       ~         ^^^^^^^ pip leaves its downloads in the image, where nothing uses them again: add --no-cache-dir
       + RUN pip install --no-cache-dir --no-deps --no-build-isolation git+https://github.com/a/b@0123456789012345678901234567890123456789
       | RUN pip install --no-deps git+https://github.com/a/b@v1
       ~         ^^^^^^^ pip leaves its downloads in the image, where nothing uses them again: add --no-cache-dir
       + RUN pip install --no-cache-dir --no-deps git+https://github.com/a/b@v1
     )"},
    {.title = "a script cleans up, by its name", .good = R"(
       | FROM continuumio/miniconda3
       | RUN conda install -y numpy=2.1 && clean-layer.sh
     )"},
    {.title = "what a wrapper knows, the next command does not", .bad = R"(
       | FROM continuumio/miniconda3
       | RUN bash -lc "conda install -y numpy=2.1"
       ~                     ^^^^^^^ conda leaves its downloads in the image, where nothing uses them again: end this RUN with 'conda clean -afy'
     )"},
    {.title = "what a stage leaves behind is in no image; hadolint minds it for pip", .bad = R"(
       | FROM python:3.12 AS build
       | RUN pip install numpy==2.1.0
       ~         ^^^^^^^ (DL3042 only) pip leaves its downloads in the image, where nothing uses them again: add --no-cache-dir
       | FROM python:3.12
       | COPY --from=build /usr/local /usr/local
     )"},
    {.title = "hadolint knows one way to say it", .bad = R"(
       | FROM python:3.12
       | RUN pip install numpy==2.1.0 && rm -rf /root/.cache
       ~         ^^^^^^^ (DL3042 only) pip leaves its downloads in the image, where nothing uses them again: add --no-cache-dir
       | RUN pip install --cache-dir=/tmp/pip numpy==2.1.0 && pip cache purge
       ~         ^^^^^^^ (DL3042 only) pip leaves its downloads in the image, where nothing uses them again: add --no-cache-dir
     )"},
};

} // namespace

extern constexpr Rule kept_download_cache{
    .id = "kept-download-cache",
    .also = {"DL3042", "DL3060"},
    .title = "Downloads of pip, conda, uv or yarn that stay in the image",
    .why =
        "These programs keep what they download for the next installation. In an image there is none, so "
        "it only becomes larger, for conda and PyTorch by gigabytes. A cache mount keeps the downloads "
        "outside of the image and makes the next build faster. Of uv little stays: it links packages out of "
        "its cache, so that the image has them once. It is told of where uv is to copy, where it builds "
        "packages, and where it looks up so many that the pages of the index make some MB.",
    .group = Group::size,
    .severity = Severity::info,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules

#include "model/list_files.hpp"
#include "model/shell_values.hpp"
#include <algorithm>
#include <array>

namespace dockwright::model {
namespace {

using Form = ListFile::Form;
using Kind = PackageFile::Kind;

constexpr std::size_t most_files = 64;

std::string_view base_name(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

/// What runs: `poetry` also of `python3 -m poetry`.
std::string_view program_of(const Command& command, std::span<const Argument> arguments) {
    if (!command.name.starts_with("python") && !command.name.starts_with("pypy")) {
        return command.name;
    }
    const auto module = std::ranges::find(arguments, "-m", &Argument::text);
    return module == arguments.end() || module + 1 == arguments.end() ? command.name : (module + 1)->text;
}

/// The value of the first of these options; "": none of them.
std::string_view option(std::span<const Argument> arguments, std::initializer_list<std::string_view> names) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view word = arguments[i].text;
        for (const std::string_view name : names) {
            if (word == name) {
                return i + 1 < arguments.size() ? arguments[i + 1].text : std::string_view{};
            }
            if (word.starts_with(name) && name.starts_with("--") &&
                word.substr(name.size()).starts_with('=')) {
                return word.substr(name.size() + 1);
            }
        }
    }
    return {};
}

bool is_archive(std::string_view path) {
    return std::ranges::any_of(std::array{".whl", ".tar.gz", ".zip", ".tgz", ".tar.bz2", ".tar.xz", ".tar"},
                               [&](std::string_view ending) { return path.ends_with(ending); });
}

/// Something in the file may name constraints for all installations.
bool may_have_limits(const Document& document) {
    return document.text().contains("PIP_CONSTRAINT") || document.text().contains("UV_CONSTRAINT");
}

/// One installation.
class Reader {
public:
    Reader(const Document& document, std::uint32_t index, std::vector<ListFile>& out)
        : document_(document), index_(index), installation_(document.packages().commands[index]),
          command_(document.commands().all[installation_.command]),
          arguments_(document.commands().arguments_of(command_)), program_(program_of(command_, arguments_)),
          paths_(document, document.instruction(document.commands().text_of(command_))), out_(out) {
        folder_ = folder();
    }

    void read() {
        for (const PackageFile& file : document_.packages().files_of(installation_)) {
            named(file);
        }
        if (installation_.manager == PackageManager::conda) {
            default_environment();
            return;
        }
        for (const Package& package : document_.packages().of(installation_)) {
            if (package.source == Package::Source::file && !is_archive(package.name)) {
                add(Form::pyproject, Kind::project, std::string(package.name) + "/pyproject.toml",
                    package.span);
            }
        }
        project();
        limits();
    }

private:
    /// The RUN's, and what `cd` in front of the command makes of it.
    std::string folder() const {
        std::string out = paths_.folder();
        for (const Command& before : document_.commands().of(document_.commands().text_of(command_))) {
            const auto words = document_.commands().arguments_of(before);
            if ((before.name != "cd" && before.name != "pushd") || before.span.begin >= command_.span.begin ||
                words.empty()) {
                continue;
            }
            const auto to = words.back().plain ? std::optional(std::string(words.back().text))
                                               : ShellVariables(document_, before).text(words.back());
            out = ImagePaths::joined(out, to.value_or("?"));
        }
        return out;
    }

    /// A path with its variables replaced, as far as they are known.
    std::string expanded(std::string_view path, Span span) const {
        if (!path.contains('$')) {
            return std::string(path);
        }
        const auto argument = std::ranges::find_if(arguments_, [&](const Argument& one) {
            return one.span.covers(span) && one.text.ends_with(path);
        });
        if (argument == arguments_.end()) {
            return std::string(path);
        }
        const auto text = ShellVariables(document_, command_).text(*argument);
        const std::size_t prefix = argument->text.size() - path.size(); // `--requirement=`
        return text && text->size() > prefix ? text->substr(prefix) : std::string(path);
    }

    void add(Form form, Kind kind, std::string_view path, Span span = {}) {
        add_at(form, kind, ImagePaths::joined(folder_, expanded(path, span)));
    }

    void add_at(Form form, Kind kind, std::string absolute) {
        if (out_.size() < most_files) {
            ListFile file{
                .command = index_, .form = form, .kind = kind, .path = std::move(absolute), .origins = {}};
            file.origins = paths_.origins(file.path);
            out_.push_back(std::move(file));
        }
    }

    void named(const PackageFile& file) {
        if (file.path.contains("://") || file.path == "-" || file.path.empty()) {
            return;
        }
        const bool conda = installation_.manager == PackageManager::conda;
        const Form usual = file.kind == Kind::environment ? Form::environment
                           : conda                        ? Form::conda_list
                                                          : Form::requirements;
        const auto by_name = conda ? std::nullopt : form_of_name(file.path);
        if (by_name == Form::pyproject || by_name == Form::lock) {
            add(*by_name, *by_name == Form::lock ? Kind::lock : Kind::project, file.path, file.span);
        } else if (!file.path.ends_with(".toml") && !file.path.ends_with(".py") &&
                   !file.path.ends_with(".cfg")) {
            add(usual, file.kind, file.path, file.span);
        }
    }

    /// `conda env create` without a file.
    void default_environment() {
        const bool of_environments =
            std::ranges::find(arguments_, "env", &Argument::text) != arguments_.end();
        const bool makes =
            installation_.action == PackageAction::install || installation_.action == PackageAction::upgrade;
        if (of_environments && makes && document_.packages().files_of(installation_).empty()) {
            add(Form::environment, Kind::environment, "environment.yml");
            add(Form::environment, Kind::environment, "environment.yaml");
        }
    }

    /// What poetry, uv and pipenv read in the project's folder.
    void project() {
        const bool installs =
            installation_.action == PackageAction::install || installation_.action == PackageAction::upgrade;
        if (!installs) {
            return;
        }
        if (program_ == "pipenv") {
            add(Form::pipfile, Kind::project, "Pipfile");
            add(Form::pipfile_lock, Kind::lock, "Pipfile.lock");
            return;
        }
        const bool poetry = program_ == "poetry";
        if ((!poetry && program_ != "uv") || installation_.target_kind != PackageCommand::Target::project) {
            return;
        }
        const std::string_view there = poetry ? option(arguments_, {"--directory", "-C", "--project", "-P"})
                                              : option(arguments_, {"--directory", "--project"});
        const std::string folder = there.empty() ? "" : std::string(there) + "/";
        add(Form::pyproject, Kind::project, folder + "pyproject.toml");
        add(Form::lock, Kind::lock, folder + (poetry ? "poetry.lock" : "uv.lock"));
    }

    /// Constraints that the environment names.
    void limits() {
        if (!may_have_limits(document_)) {
            return;
        }
        const ShellValue value = ShellVariables(document_, command_)
                                     .environment(program_ == "uv" ? "UV_CONSTRAINT" : "PIP_CONSTRAINT");
        std::string_view rest = value.text;
        while (!rest.empty()) {
            const auto blank = std::min(rest.find(' '), rest.size());
            const std::string_view path = rest.substr(0, blank);
            if (!path.empty() && !path.contains("://")) {
                add(Form::requirements, Kind::constraints, path);
            }
            rest.remove_prefix(std::min(blank + 1, rest.size()));
        }
    }

    const Document& document_;
    std::uint32_t index_;
    const PackageCommand& installation_;
    const Command& command_;
    std::span<const Argument> arguments_;
    std::string_view program_;
    ImagePaths paths_;
    std::vector<ListFile>& out_;
    std::string folder_;
};

/// Whether an installation can read any file, by what is cheap to see.
bool may_read(const Document& document, const PackageCommand& installation, bool limits) {
    const bool python = installation.manager == PackageManager::pip;
    if (!python && installation.manager != PackageManager::conda) {
        return false;
    }
    const Packages& packages = document.packages();
    const Command& command = document.commands().all[installation.command];
    const auto is_file = [](const Package& package) { return package.source == Package::Source::file; };
    const bool reads = !python || !packages.files_of(installation).empty() ||
                       packages.of(installation).empty() ||
                       installation.target_kind == PackageCommand::Target::project ||
                       std::ranges::any_of(packages.of(installation), is_file) || limits;
    return reads && !document.commands().text_of(command).onbuild;
}

} // namespace

std::vector<ListFile> list_files_of(const Document& document) {
    std::vector<ListFile> out;
    const auto& installations = document.packages().commands;
    const bool limits = !installations.empty() && may_have_limits(document);
    for (std::uint32_t i = 0; i < installations.size(); ++i) {
        if (may_read(document, installations[i], limits)) {
            Reader(document, i, out).read();
        }
    }
    return out;
}

std::optional<Form> form_of_name(std::string_view path) {
    const std::string_view name = base_name(path);
    if (name == "pyproject.toml") {
        return Form::pyproject;
    }
    const bool pylock = name.starts_with("pylock") && name.ends_with(".toml");
    return pylock || name == "poetry.lock" || name == "uv.lock" ? std::optional(Form::lock) : std::nullopt;
}

} // namespace dockwright::model

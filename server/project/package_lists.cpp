#include "project/package_lists.hpp"
#include "model/conda_spec.hpp"
#include "model/requirements.hpp"
#include "project/lists/lists.hpp"
#include <algorithm>
#include <utility>

namespace dockwright::project {
namespace {

using model::ListFile;
using model::PackageFile;
using model::PackageList;

class Reader {
public:
    Reader(Context& context, const model::Document& document) : context_(context), document_(document) {}

    void read(const ListFile& file) {
        for (const std::string& origin : file.origins) {
            if (has(origin, file.kind)) {
                return;
            }
            if (const auto text = context_.read(origin)) {
                PackageList list = parse(file, origin, *text);
                follow(file, list);
                return;
            }
        }
    }

    std::vector<PackageList> take() { return std::move(lists_); }

private:
    bool has(std::string_view path, PackageFile::Kind kind) const {
        return std::ranges::any_of(
            lists_, [&](const PackageList& list) { return list.path == path && list.kind == kind; });
    }

    const model::Instruction& run(const ListFile& file) const {
        const model::Commands& commands = document_.commands();
        const model::PackageCommand& installation = document_.packages().commands[file.command];
        return document_.instruction(commands.text_of(commands.all[installation.command]));
    }

    /// ARG and ENV in front of the installation.
    std::vector<std::pair<std::string, std::string>> variables(const ListFile& file) const {
        std::vector<std::pair<std::string, std::string>> out;
        for (const model::Binding& one : document_.bindings()) {
            const model::Binding* binding = document_.binding(one.name, run(file));
            const bool known = binding != nullptr && binding->value && binding->known;
            if (known &&
                std::ranges::find(out, one.name, &std::pair<std::string, std::string>::first) == out.end()) {
                out.emplace_back(one.name, *binding->value);
            }
        }
        return out;
    }

    /// The paths in the result are those in the image, as the installer sees them.
    PackageList parse(const ListFile& file, const std::string& origin, const std::string& text) const {
        PackageList list;
        switch (file.form) {
        case ListFile::Form::requirements: {
            const auto known = text.contains("${") ? variables(file) : decltype(variables(file)){};
            list = model::read_requirements(text, file.path, file.kind, known);
            break;
        }
        case ListFile::Form::conda_list: list = model::read_conda_list(text, file.path); break;
        case ListFile::Form::environment: list = read_environment(text, file.path); break;
        case ListFile::Form::pyproject: list = read_pyproject(text, file.path); break;
        case ListFile::Form::lock: list = read_lock(text, file.path); break;
        case ListFile::Form::pipfile: list = read_pipfile(text, file.path); break;
        case ListFile::Form::pipfile_lock: list = read_pipfile_lock(text, file.path); break;
        }
        list.path = origin;
        return list;
    }

    /// Keeps the list, and reads what it names. Its paths become those in the context.
    void follow(const ListFile& file, PackageList& list) {
        const auto included = std::exchange(list.included, {});
        const auto constraints = std::exchange(list.constraints, {});
        const std::size_t index = lists_.size();
        lists_.push_back(std::move(list));
        for (const std::string& path : included) {
            if (auto origin = nested(file, path, PackageFile::Kind::requirements)) {
                lists_[index].included.push_back(std::move(*origin));
            }
        }
        for (const std::string& path : constraints) {
            if (auto origin = nested(file, path, PackageFile::Kind::constraints)) {
                lists_[index].constraints.push_back(std::move(*origin));
            } else {
                lists_[index].unseen_constraints = true;
            }
        }
    }

    /// Where a nested file lies in the context, if it is there.
    std::optional<std::string> nested(const ListFile& outer, const std::string& path,
                                      PackageFile::Kind kind) {
        const model::ImagePaths paths(document_, run(outer));
        ListFile file{.command = outer.command,
                      .form = ListFile::Form::requirements,
                      .kind = kind,
                      .path = path,
                      .origins = paths.origins(path)};
        const auto found = std::ranges::find_if(file.origins, [&](const std::string& origin) {
            read({.command = file.command,
                  .form = file.form,
                  .kind = kind,
                  .path = path,
                  .origins = {origin}});
            return has(origin, kind);
        });
        return found == file.origins.end() ? std::nullopt : std::optional(*found);
    }

    Context& context_;
    const model::Document& document_;
    std::vector<PackageList> lists_;
};

} // namespace

std::vector<PackageList> read_package_lists(Context& context, const model::Document& document,
                                            std::span<const ListFile> files) {
    Reader reader(context, document);
    for (const ListFile& file : files) {
        reader.read(file);
    }
    return reader.take();
}

} // namespace dockwright::project

#include "model/packages/python.hpp"
#include <algorithm>

namespace dockwright::model::packages {
namespace {

namespace is = python_option;

/// uv's page "Commands": the options of pip install, pip sync, add, sync, tool install and run that
/// take a value.
constexpr Valued options[] = {
    {"--allow-insecure-host"},
    {"--annotation-style"},
    {"--branch"},
    {"--build-constraint"},
    {"--build-constraints"},
    {"--cache-dir"},
    {"--color"},
    {"--config-file"},
    {"--config-setting"},
    {"--config-settings"},
    {"--constraint", is::constraints},
    {"--constraints", is::constraints},
    {"--default-index", is::index},
    {"--directory"},
    {"--editable", is::editable},
    {"--env-file"},
    {"--exclude-newer"},
    {"--extra"},
    {"--extra-index-url", is::extra_index},
    {"--find-links", is::links},
    {"--fork-strategy"},
    {"--group"},
    {"--index", is::extra_index},
    {"--index-strategy"},
    {"--index-url", is::index},
    {"--keyring-provider"},
    {"--link-mode"},
    {"--marker"},
    {"--no-binary"},
    {"--no-binary-package"},
    {"--no-build-isolation-package"},
    {"--no-build-package"},
    {"--no-extra"},
    {"--no-group"},
    {"--no-install-package"},
    {"--only-binary"},
    {"--only-group"},
    {"--optional"},
    {"--override"},
    {"--overrides"},
    {"--package"},
    {"--prefix", is::folder},
    {"--prerelease"},
    {"--project"},
    {"--python", is::interpreter},
    {"--python-platform"},
    {"--python-preference"},
    {"--python-version"},
    {"--refresh-package"},
    {"--reinstall-package"},
    {"--requirement", is::requirements},
    {"--requirements", is::requirements},
    {"--resolution"},
    {"--rev"},
    {"--script"},
    {"--tag"},
    {"--target", is::folder},
    {"--torch-backend", is::backend},
    {"--trusted-host"},
    {"--upgrade-package"},
    {"--with", is::package},
    {"--with-editable", is::editable},
    {"--with-requirements", is::requirements},
    {"-C"},
    {"-P"},
    {"-b"},
    {"-c", is::constraints},
    {"-e", is::editable},
    {"-f", is::links},
    {"-i", is::index},
    {"-p", is::interpreter},
    {"-r", is::requirements},
    {"-t", is::folder},
    {"-w", is::package},
};
static_assert(std::ranges::is_sorted(options, {}, &Valued::name));

/// `pip install`, `tool install`, `add`, …; "" in `inner` where there is one word.
struct Way {
    std::string_view outer;
    std::string_view inner;
    PackageAction action;
    PackageCommand::Target target;
};
using Target = PackageCommand::Target;
constexpr Way ways[] = {
    {"add", "", PackageAction::install, Target::project},
    {"cache", "clean", PackageAction::clean, Target::system},
    {"cache", "prune", PackageAction::clean, Target::system},
    {"pip", "install", PackageAction::install, Target::system},
    {"pip", "sync", PackageAction::install, Target::system},
    {"pip", "uninstall", PackageAction::remove, Target::system},
    {"remove", "", PackageAction::remove, Target::project},
    {"run", "", PackageAction::install, Target::project},
    {"sync", "", PackageAction::install, Target::project},
    {"tool", "install", PackageAction::install, Target::environment},
    {"tool", "run", PackageAction::install, Target::environment},
    {"tool", "uninstall", PackageAction::remove, Target::environment},
};

const Way* way(std::string_view outer, std::string_view inner) {
    const auto* found = std::ranges::find_if(
        ways, [&](const Way& w) { return w.outer == outer && (w.inner.empty() || w.inner == inner); });
    return found == std::end(ways) ? nullptr : found;
}

bool has_inner(std::string_view outer) {
    return outer == "pip" || outer == "tool" || outer == "cache";
}

} // namespace

bool uv(PackageReader& reader, PackageCommand& command) {
    Walk walk(reader.arguments, options);
    const Way* found = nullptr;
    std::string_view outer;
    for (Item item; walk.next(item);) {
        if (!item.is_operand()) {
            read_python_option(reader, command, item);
            if (item.option == "--system") {
                command.target_kind = Target::system;
                command.target = {};
            }
        } else if (found == nullptr) {
            found = outer.empty() && has_inner(item.value)
                        ? nullptr
                        : way(outer.empty() ? item.value : outer, item.value);
            if (found == nullptr && !(outer.empty() && has_inner(item.value))) {
                return false;
            }
            outer = item.value;
            if (found != nullptr) {
                command.action = found->action;
                command.verb = index_of(reader.arguments, *item.argument);
                command.target_kind =
                    command.target_kind == Target::system ? found->target : command.target_kind;
            }
        } else if (found->outer == "run" || found->inner == "run") {
            break; // What runs, and its own words.
        } else if (found->inner == "sync") {
            reader.add(PackageFile{.path = item.value, .span = item.span});
        } else if (found->action != PackageAction::clean && found->outer != "sync") {
            read_python_package(reader, item);
        }
    }
    return found != nullptr;
}

} // namespace dockwright::model::packages

#include "project/lists/lists.hpp"
#include "promise.hpp"
#include <algorithm>
#include <string>

/// The first byte chooses what the rest is read as: a project, a lock, a Pipfile, its lock, an
/// environment.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace dockwright;
    if (size == 0) {
        return 0;
    }
    constexpr decltype(&project::read_pyproject) readers[] = {
        project::read_pyproject, project::read_lock, project::read_pipfile, project::read_pipfile_lock,
        project::read_environment};
    const std::string text(data + 1, data + size);
    const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
    const model::PackageList list = readers[data[0] % std::size(readers)](text, "a/list");
    fuzz::promise(list.broken_line <= lines && list.python_line <= lines);
    for (const model::ListedPackage& package : list.packages) {
        fuzz::promise(package.line <= lines && !package.name.empty());
    }
    for (const model::ListedIndex& index : list.indexes) {
        fuzz::promise(index.line <= lines && !index.url.empty());
    }
    return 0;
}

#include "model/conda_spec.hpp"
#include "model/requirement.hpp"
#include "model/requirements.hpp"
#include "promise.hpp"
#include <algorithm>

namespace {

using namespace dockwright;

void check(const model::PackageList& list, std::size_t lines) {
    fuzz::promise(list.packages.size() <= model::max_listed_packages && list.broken_line <= lines);
    for (const model::ListedPackage& package : list.packages) {
        fuzz::promise(package.line >= 1 && package.line <= lines);
    }
    for (const model::ListedIndex& index : list.indexes) {
        fuzz::promise(index.line >= 1 && index.line <= lines);
    }
}

} // namespace

/// Bytes as a file of requirements, of constraints and of conda's specifications, and as one of each.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string text(data, data + size);
    const std::string decoded = model::decode_text(text);
    const auto lines = static_cast<std::size_t>(
        std::ranges::count_if(decoded, [](char c) { return c == '\n' || c == '\r'; }) + 1);
    const std::pair<std::string, std::string> variables[] = {{"A", "torch==1"}, {"B", "${A}"}};
    check(model::read_requirements(text, "a/r.txt"), lines);
    check(model::read_requirements(text, "/r.txt", model::PackageFile::Kind::constraints, variables), lines);
    check(model::read_conda_list(text, "r.txt"), lines);
    for (const auto& read : {model::read_requirement, model::read_editable, model::read_address}) {
        read(text);
    }
    model::read_conda_spec(text);
    return 0;
}

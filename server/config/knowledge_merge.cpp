#include "base/ascii.hpp"
#include "config/knowledge_file.hpp"
#include <algorithm>

namespace dockwright::config {
namespace {

using namespace knowledge;

bool overlap(std::span<const std::string_view> a, std::span<const std::string_view> b) {
    return std::ranges::any_of(a,
                               [&](std::string_view word) { return std::ranges::find(b, word) != b.end(); });
}

/// Whether an entry of one's own takes the place of one that was known.
bool replaces(const Toolkit& own, const Toolkit& known) {
    return own.version == known.version;
}
bool replaces(const CudaMajor& own, const CudaMajor& known) {
    return own.major == known.major;
}
bool replaces(const Architecture& own, const Architecture& known) {
    return own.capability == known.capability;
}
bool replaces(const Gpu& own, const Gpu& known) {
    return ascii::equal(own.name, known.name);
}
bool replaces(const DriverBranch& own, const DriverBranch& known) {
    return own.branch == known.branch;
}
bool replaces(const Distribution& own, const Distribution& known) {
    return own.name == known.name;
}
bool replaces(const PythonRelease& own, const PythonRelease& known) {
    return own.version == known.version;
}
bool replaces(const ImageFamily& own, const ImageFamily& known) {
    return overlap(own.repositories, known.repositories);
}
bool replaces(const ImageTag& own, const ImageTag& known) {
    return own.repository == known.repository && own.tag == known.tag;
}
bool replaces(const PythonPackage& own, const PythonPackage& known) {
    return own.name == known.name;
}
bool replaces(const Variable& own, const Variable& known) {
    return own.name == known.name;
}
bool replaces(const Mirror& own, const Mirror& known) {
    return ascii::equal(own.host, known.host) && own.kind == known.kind;
}
bool replaces(const Principle& own, const Principle& known) {
    return own.id == known.id;
}
bool replaces(const ErrorText& own, const ErrorText& known) {
    return own.id == known.id;
}
bool replaces(const XidMeaning& own, const XidMeaning& known) {
    return own.code == known.code;
}
/// Those that speak of many things at once stay behind one's own, which queries find first.
bool replaces(const CudaImage& own, const CudaImage& known) {
    return own.cuda == known.cuda && own.cuda.size == known.cuda.size &&
           std::ranges::equal(own.distributions, known.distributions) &&
           std::ranges::equal(own.flavours, known.flavours);
}
bool replaces(const CudaRequirement& own, const CudaRequirement& known) {
    return own.cuda == known.cuda && own.cuda.size == known.cuda.size &&
           std::ranges::equal(own.distributions, known.distributions);
}
bool replaces(const Release& own, const Release& known) {
    return own.package == known.package && own.first <= known.first && known.last <= own.last;
}
bool replaces(const Pair& own, const Pair& known) {
    return own.package == known.package && own.partner == known.partner && own.first <= known.first &&
           known.last <= own.last;
}

bool replaces(const Recipe& own, const Recipe& known) {
    return own.id == known.id && std::ranges::equal(own.systems, known.systems);
}

template <class Record>
void merge(std::vector<Record>& own, std::span<const Record> known) {
    const auto count = static_cast<std::ptrdiff_t>(own.size());
    for (const Record& one : known) {
        const bool replaced = std::any_of(own.begin(), own.begin() + count,
                                          [&](const Record& other) { return replaces(other, one); });
        if (!replaced) {
            own.push_back(one);
        }
    }
}

} // namespace

OwnKnowledge read_knowledge_file(std::string_view text, const Knowledge& known) {
    KnowledgeFiles files = read_knowledge(std::span(&text, 1), known);
    KnowledgeTables& tables = files.tables;
    merge(tables.toolkits, known.toolkits);
    merge(tables.cuda_majors, known.cuda_majors);
    merge(tables.architectures, known.architectures);
    merge(tables.gpus, known.gpus);
    merge(tables.drivers, known.drivers);
    merge(tables.distributions, known.distributions);
    merge(tables.pythons, known.pythons);
    merge(tables.cuda_images, known.cuda_images);
    merge(tables.cuda_requirements, known.cuda_requirements);
    merge(tables.image_families, known.image_families);
    merge(tables.image_tags, known.image_tags);
    merge(tables.releases, known.releases);
    merge(tables.pairs, known.pairs);
    merge(tables.packages, known.packages);
    merge(tables.variables, known.variables);
    merge(tables.mirrors, known.mirrors);
    merge(tables.principles, known.principles);
    merge(tables.errors, known.errors);
    merge(tables.xids, known.xids);
    merge(tables.recipes, known.recipes);
    if (tables.as_of.empty()) {
        tables.as_of = known.as_of;
    }
    sort(tables);
    return {.tables = std::make_shared<const KnowledgeTables>(std::move(tables)),
            .mistakes = std::move(files.mistakes.front())};
}

} // namespace dockwright::config

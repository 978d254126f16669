#include "config/knowledge_tables.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <functional>
#include <tuple>

namespace dockwright::config {
namespace {

using namespace knowledge;

/// Keeps the order of equals: what stands first among them is what queries find.
template <class Record, class Before>
void arrange(std::vector<Record>& records, Before before) {
    std::vector<std::size_t> order(records.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        return before(records[a], records[b]) || (!before(records[b], records[a]) && a < b);
    });
    std::vector<Record> arranged;
    arranged.reserve(records.size());
    for (const std::size_t i : order) {
        arranged.push_back(records[i]);
    }
    records = std::move(arranged);
}

template <class Record, class Key>
void by(std::vector<Record>& records, Key key) {
    arrange(records,
            [&](const Record& a, const Record& b) { return std::invoke(key, a) < std::invoke(key, b); });
}

template <class Record>
void newest_first(std::vector<Record>& records, Version Record::* version) {
    arrange(records, [&](const Record& a, const Record& b) { return b.*version < a.*version; });
}

template <class Record>
void by_package(std::vector<Record>& records) {
    arrange(records, [](const Record& a, const Record& b) {
        return std::tie(a.package, b.last) < std::tie(b.package, a.last);
    });
}

} // namespace

Knowledge KnowledgeTables::view() const {
    return {.as_of = as_of,
            .toolkits = toolkits,
            .cuda_majors = cuda_majors,
            .architectures = architectures,
            .gpus = gpus,
            .drivers = drivers,
            .distributions = distributions,
            .pythons = pythons,
            .cuda_images = cuda_images,
            .cuda_requirements = cuda_requirements,
            .image_families = image_families,
            .image_tags = image_tags,
            .releases = releases,
            .pairs = pairs,
            .packages = packages,
            .variables = variables,
            .mirrors = mirrors,
            .principles = principles,
            .errors = errors,
            .xids = xids,
            .recipes = recipes};
}

void sort(KnowledgeTables& tables) {
    newest_first(tables.toolkits, &Toolkit::version);
    by(tables.cuda_majors, &CudaMajor::major);
    by(tables.architectures, &Architecture::capability);
    by(tables.gpus, [](const Gpu& gpu) { return ascii::lowered(gpu.name); });
    by(tables.drivers, &DriverBranch::branch);
    by(tables.distributions, &Distribution::name);
    newest_first(tables.pythons, &PythonRelease::version);
    newest_first(tables.cuda_images, &CudaImage::cuda);
    newest_first(tables.cuda_requirements, &CudaRequirement::cuda);
    by(tables.image_families, [](const ImageFamily& family) {
        return family.repositories.empty() ? std::string_view() : family.repositories.front();
    });
    // Within a repository as they were written: tags have no order of their own.
    by(tables.image_tags, &ImageTag::repository);
    by_package(tables.releases);
    by_package(tables.pairs);
    by(tables.packages, &PythonPackage::name);
    by(tables.variables, &Variable::name);
    by(tables.mirrors, &Mirror::host);
    by(tables.principles, &Principle::id);
    by(tables.errors, &ErrorText::id);
    by(tables.xids, &XidMeaning::code);
    by(tables.recipes, [](const Recipe& recipe) { return std::pair(recipe.id, recipe.systems.empty()); });
}

} // namespace dockwright::config

#include "config/knowledge_check.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "base/nearest.hpp"
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>

namespace dockwright::config {
namespace {

using namespace knowledge;

std::string both(std::string_view a, std::string_view b) {
    return std::string(a) + " " + std::string(b);
}

class Checker {
public:
    Checker(const KnowledgeTables& tables, const AllRows& rows, const Knowledge& known,
            std::span<Taker> takers)
        : tables_(tables), rows_(rows), known_(known), takers_(takers) {}

    void check() {
        duplicates();
        owners();
        order();
        gather();
        references();
        of_images();
        of_releases();
    }

private:
    template <class Record, class Use>
    void each(const std::vector<Record>& records, Use use) {
        const std::vector<Row>& rows = std::get<Rows<Record>>(rows_).rows;
        for (std::size_t i = 0; i < records.size(); ++i) {
            use(records[i], rows[i]);
        }
    }

    void wrong(std::string_view kind, const Row& row, std::string_view key, std::string text,
               std::optional<std::string_view> instead = std::nullopt) {
        takers_[row.file].wrong(kind, row.place(key), row.entry.path, std::move(text), instead);
    }

    /// Each entry has a key of its own within its table.
    template <class Record, class Key>
    void unique(const std::vector<Record>& records, std::string_view field, Key key) {
        std::set<std::string> seen;
        each(records, [&](const Record& record, const Row& row) {
            const std::string own = key(record);
            if (!seen.insert(ascii::lowered(own)).second) {
                wrong("duplicate-entry", row, field, message("There is an entry for '{}' already", {own}));
            }
        });
    }

    void duplicates() {
        unique(tables_.toolkits, "version", [](const Toolkit& r) { return to_string(r.version); });
        unique(tables_.cuda_majors, "major", [](const CudaMajor& r) { return std::to_string(r.major); });
        unique(tables_.architectures, "capability",
               [](const Architecture& r) { return std::to_string(r.capability); });
        unique(tables_.gpus, "name", [](const Gpu& r) { return std::string(r.name); });
        unique(tables_.drivers, "branch", [](const DriverBranch& r) { return std::to_string(r.branch); });
        unique(tables_.distributions, "name", [](const Distribution& r) { return std::string(r.name); });
        unique(tables_.pythons, "version", [](const PythonRelease& r) { return to_string(r.version); });
        unique(tables_.image_tags, "tag", [](const ImageTag& r) { return both(r.repository, r.tag); });
        unique(tables_.packages, "name", [](const PythonPackage& r) { return std::string(r.name); });
        unique(tables_.variables, "name", [](const Variable& r) { return std::string(r.name); });
        unique(tables_.mirrors, "host", [](const Mirror& r) { return both(r.host, r.kind); });
        unique(tables_.principles, "id", [](const Principle& r) { return std::string(r.id); });
        unique(tables_.errors, "id", [](const ErrorText& r) { return std::string(r.id); });
        unique(tables_.xids, "code", [](const XidMeaning& r) { return std::to_string(r.code); });
    }

    /// One fact has one owner: entries that speak of many things don't speak of the same.
    void owners() {
        std::set<std::string> seen;
        const auto claim = [&](const Row& row, std::string_view key, const std::string& what) {
            if (!seen.insert(what).second) {
                wrong("two-owners", row, key, message("Another entry speaks of '{}' already", {what}));
            }
        };
        each(tables_.image_families, [&](const ImageFamily& family, const Row& row) {
            for (const std::string_view repository : family.repositories) {
                claim(row, "repositories", std::string(repository));
            }
        });
        each(tables_.cuda_images, [&](const CudaImage& image, const Row& row) {
            for (const std::string_view distribution : image.distributions) {
                for (const std::string_view flavour : image.flavours) {
                    claim(row, "distributions",
                          message("{}-{}-{}", {to_string(image.cuda), flavour, distribution}));
                }
            }
        });
        each(tables_.cuda_requirements, [&](const CudaRequirement& requirement, const Row& row) {
            const std::string cuda = "NVIDIA_REQUIRE_CUDA of " + to_string(requirement.cuda);
            for (const std::string_view distribution : requirement.distributions) {
                claim(row, "distributions", both(cuda, distribution));
            }
            if (requirement.distributions.empty()) {
                claim(row, "cuda", cuda);
            }
        });
        each(tables_.recipes, [&](const Recipe& recipe, const Row& row) {
            for (const std::string_view system : recipe.systems) {
                claim(row, "systems", both(recipe.id, system));
            }
            if (recipe.systems.empty()) {
                claim(row, "id", both(recipe.id, "on all other systems"));
            }
        });
        ranges(tables_.releases, [](const Release& r) { return std::string(r.package); });
        ranges(tables_.pairs, [](const Pair& r) { return both(r.package, r.partner); });
    }

    /// From `first` to `last`, and no version in two entries.
    template <class Record, class Key>
    void ranges(const std::vector<Record>& records, Key key) {
        std::map<std::string, std::map<Version, const Record*>> by_key; // apart from each other, by `first`
        each(records, [&](const Record& record, const Row& row) {
            if (record.last < record.first) {
                wrong("out-of-order", row, "last", "'last' is older than 'first'");
                return;
            }
            auto& others = by_key[key(record)];
            const auto behind = others.upper_bound(record.last);
            const Record* before = behind == others.begin() ? nullptr : std::prev(behind)->second;
            if (before != nullptr && record.first <= before->last) {
                wrong("two-owners", row, "first",
                      message("The entry for {} {} to {} speaks of these versions too",
                              {record.package, to_string(before->first), to_string(before->last)}));
                return;
            }
            others.emplace(record.first, &record);
        });
    }

    /// Within a block the newest come first, so that a new release has its place.
    template <class Record, class Key>
    void newest_first(const std::vector<Record>& records, Version Record::* version, std::string_view field,
                      Key key) {
        const Record* last = nullptr;
        std::size_t block = 0;
        each(records, [&](const Record& record, const Row& row) {
            if (last != nullptr && row.block == block && key(*last) == key(record) &&
                last->*version < record.*version) {
                wrong("out-of-order", row, field,
                      message("{} stands below {}: the newest come first within a block",
                              {to_string(record.*version), to_string(last->*version)}));
            }
            last = &record;
            block = row.block;
        });
    }

    void order() {
        const auto same = [](const auto& /*record*/) { return 0; };
        const auto package = [](const auto& record) { return record.package; };
        newest_first(tables_.toolkits, &Toolkit::version, "version", same);
        newest_first(tables_.pythons, &PythonRelease::version, "version", same);
        newest_first(tables_.cuda_images, &CudaImage::cuda, "cuda", same);
        newest_first(tables_.releases, &Release::first, "first", package);
        newest_first(tables_.pairs, &Pair::first, "first", package);
    }

    template <class Record>
    void add(std::vector<std::string_view>& words, const std::vector<Record>& own,
             std::span<const Record> known, std::string_view Record::* name) {
        for (const std::span<const Record> records : {std::span<const Record>(own), known}) {
            std::ranges::transform(records, std::back_inserter(words), name);
        }
        std::ranges::sort(words);
    }

    /// The words that may be referred to.
    void gather() {
        add(distributions_, tables_.distributions, known_.distributions, &Distribution::name);
        add(packages_, tables_.packages, known_.packages, &PythonPackage::name);
        for (const auto families :
             {std::span<const ImageFamily>(tables_.image_families), known_.image_families}) {
            for (const ImageFamily& family : families) {
                if (!family.repositories.empty()) {
                    repositories_.push_back(family.repositories.front());
                }
            }
        }
        std::ranges::sort(repositories_);
        for (const auto all : {std::span<const Architecture>(tables_.architectures), known_.architectures}) {
            std::ranges::transform(all, std::inserter(capabilities_, capabilities_.end()),
                                   &Architecture::capability);
        }
    }

    void refers(const Row& row, std::string_view key, std::string_view word,
                const std::vector<std::string_view>& words, std::string_view what) {
        if (!word.empty() && !std::ranges::binary_search(words, word) && !takers_[row.file].is_full()) {
            wrong("unknown-reference", row, key, message("'{}' is no {} that is known here", {word, what}),
                  nearest(word, words));
        }
    }

    void refers(const Row& row, std::string_view key, const Version& cuda) {
        const auto is_it = [&](const Toolkit& toolkit) { return toolkit.version.begins_with(cuda); };
        if (cuda.known() && std::ranges::none_of(tables_.toolkits, is_it) &&
            std::ranges::none_of(known_.toolkits, is_it)) {
            wrong("unknown-reference", row, key,
                  message("There is no CUDA toolkit {} among those that are known here", {to_string(cuda)}));
        }
    }

    void refers(const Row& row, std::string_view key, std::span<const Capability> capabilities) {
        for (const Capability capability : capabilities) {
            if (!capabilities_.contains(capability)) {
                wrong(
                    "unknown-reference", row, key,
                    message("{} is no compute capability that is known here", {std::to_string(capability)}));
            }
        }
    }

    void refers(const Row& row, std::string_view key, std::span<const std::string_view> distributions) {
        for (const std::string_view distribution : distributions) {
            refers(row, key, distribution, distributions_, "distribution");
        }
    }

    void references() {
        each(tables_.toolkits, [&](const Toolkit& r, const Row& row) { refers(row, "targets", r.targets); });
        each(tables_.gpus,
             [&](const Gpu& r, const Row& row) { refers(row, "capability", std::span(&r.capability, 1)); });
        each(tables_.cuda_images, [&](const CudaImage& r, const Row& row) {
            refers(row, "cuda", r.cuda);
            refers(row, "distributions", r.distributions);
        });
        each(tables_.cuda_requirements, [&](const CudaRequirement& r, const Row& row) {
            refers(row, "cuda", r.cuda);
            refers(row, "distributions", r.distributions);
        });
        each(tables_.pairs, [&](const Pair& r, const Row& row) {
            refers(row, "package", r.package, packages_, "package");
            refers(row, "partner", r.partner, packages_, "package");
        });
    }

    void of_images() {
        each(tables_.image_families, [&](const ImageFamily& family, const Row& row) {
            if (!family.tags_of.empty()) {
                refers(row, "tags-of", family.tags_of, repositories_, "repository");
            }
        });
        each(tables_.image_tags, [&](const ImageTag& tag, const Row& row) {
            refers(row, "repository", tag.repository, repositories_, "repository");
            refers(row, "distribution", tag.distribution, distributions_, "distribution");
            refers(row, "cuda", tag.cuda);
            refers(row, "targets", tag.targets);
            for (const Bundled& bundled : tag.packages) {
                refers(row, "packages", bundled.package, packages_, "package");
                refers_to_build(row, bundled);
            }
        });
    }

    /// A build that an image is said to hold is one of its release, where that is known.
    void refers_to_build(const Row& row, const Bundled& bundled) {
        const auto version = Version::parse(bundled.version);
        const auto is_it = [&](const Release& release) {
            return version && release.package == bundled.package && release.first <= *version &&
                   *version <= release.last;
        };
        auto release = std::ranges::find_if(tables_.releases, is_it);
        const Release* found = release == tables_.releases.end() ? nullptr : &*release;
        if (const auto known = std::ranges::find_if(known_.releases, is_it);
            found == nullptr && known != known_.releases.end()) {
            found = &*known;
        }
        if (found == nullptr || bundled.variant.empty() || found->variants.empty()) {
            return;
        }
        std::vector<std::string_view> tags;
        std::ranges::transform(found->variants, std::back_inserter(tags), &Variant::tag);
        std::ranges::sort(tags);
        refers(row, "packages", bundled.variant, tags, "build of that release");
    }

    void of_releases() {
        each(tables_.releases, [&](const Release& release, const Row& row) {
            refers(row, "package", release.package, packages_, "package");
            std::set<std::string_view> tags;
            for (const Variant& variant : release.variants) {
                refers(row, "variants", variant.cuda);
                refers(row, "variants", variant.targets);
                if (!tags.insert(variant.tag).second && !variant.first.known() && !variant.last.known()) {
                    wrong("duplicate-entry", row, "variants",
                          message("There is a variant '{}' already", {variant.tag}));
                }
            }
        });
    }

    const KnowledgeTables& tables_;
    const AllRows& rows_;
    const Knowledge& known_;
    std::span<Taker> takers_;
    std::vector<std::string_view> distributions_;
    std::vector<std::string_view> packages_;
    std::vector<std::string_view> repositories_;
    std::set<Capability> capabilities_;
};

} // namespace

Span Row::place(std::string_view key) const {
    const Node& mapping = *entry.value;
    const auto found = std::ranges::find(mapping.keys, key, &Node::text);
    if (found == mapping.keys.end()) { // it stands in the block
        return mapping.keys.empty() ? mapping.span : mapping.keys.front().span;
    }
    return mapping.items[static_cast<std::size_t>(found - mapping.keys.begin())].span;
}

void check_knowledge(const KnowledgeTables& tables, const AllRows& rows, const Knowledge& known,
                     std::span<Taker> takers) {
    Checker(tables, rows, known, takers).check();
}

} // namespace dockwright::config

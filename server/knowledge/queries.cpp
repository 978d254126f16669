#include "knowledge/queries.hpp"
#include "base/ascii.hpp"
#include <algorithm>

namespace dockwright::knowledge {
namespace {

template <class Record, class Test>
const Record* first(std::span<const Record> records, Test test) {
    const auto found = std::ranges::find_if(records, test);
    return found == records.end() ? nullptr : &*found;
}

/// The records of a name in a table that is sorted by it. Most names that are looked for are in none.
template <class Record>
std::span<const Record> of_name(std::span<const Record> records, std::string_view name,
                                std::string_view Record::* key) {
    const auto before = [](std::string_view a, std::string_view b) {
        const bool told = !a.empty() && !b.empty() && a.front() != b.front();
        return told ? static_cast<unsigned char>(a.front()) < static_cast<unsigned char>(b.front()) : a < b;
    };
    const auto begin = std::ranges::lower_bound(records, name, before, key);
    if (begin == records.end() || (*begin).*key != name) {
        return {};
    }
    return {begin, std::ranges::upper_bound(begin, records.end(), name, before, key)};
}

bool is_normalized(std::string_view name) {
    return !name.contains("--") && std::ranges::all_of(name, [](char c) {
        return ascii::is_lower(c) || ascii::is_digit(c) || c == '-';
    });
}

/// 12.4 is written so in a tag, not as 12.4.0, and means another image.
bool written_alike(const Version& a, const Version& b) {
    return a == b && a.size == b.size;
}

/// Docker Hub's own names may be left out.
std::string_view without_hub(std::string_view repository) {
    for (const std::string_view prefix : {"docker.io/", "index.docker.io/", "library/"}) {
        if (repository.starts_with(prefix)) {
            repository.remove_prefix(prefix.size());
        }
    }
    return repository;
}

/// How well a tag fits: an exact one best, else by the length of the pattern; 0 if it doesn't fit.
std::size_t fit(std::string_view pattern, std::string_view tag) {
    if (pattern == "*") {
        return 1;
    }
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos) {
        return pattern == tag ? pattern.size() + 100 : 0;
    }
    const std::string_view before = pattern.substr(0, star);
    const std::string_view behind = pattern.substr(star + 1);
    if (tag.size() <= before.size() + behind.size() || !tag.starts_with(before) || !tag.ends_with(behind)) {
        return 0;
    }
    const std::string_view between = tag.substr(before.size(), tag.size() - before.size() - behind.size());
    return between.find('-') == std::string_view::npos ? pattern.size() : 0;
}

} // namespace

const Toolkit* toolkit(const Knowledge& knowledge, const Version& cuda) {
    return first(knowledge.toolkits, [&](const Toolkit& t) { return t.version.begins_with(cuda); });
}

Version native_driver(const Knowledge& knowledge, const Version& cuda) {
    Version lowest;
    for (const Toolkit& toolkit : knowledge.toolkits) {
        const Version& driver = toolkit.min_driver;
        if (driver.known() && toolkit.version.begins_with(cuda) && (!lowest.known() || driver < lowest)) {
            lowest = driver;
        }
    }
    return lowest;
}

const CudaMajor* cuda_major(const Knowledge& knowledge, std::uint32_t major) {
    return first(knowledge.cuda_majors, [&](const CudaMajor& m) { return m.major == major; });
}

const Architecture* architecture(const Knowledge& knowledge, Capability capability) {
    return first(knowledge.architectures, [&](const Architecture& a) { return a.capability == capability; });
}

const DriverBranch* driver(const Knowledge& knowledge, std::uint32_t branch) {
    return first(knowledge.drivers, [&](const DriverBranch& d) { return d.branch == branch; });
}

Version cuda_of_driver(const Knowledge& knowledge, const Version& driver) {
    Version cuda;
    for (const DriverBranch& branch : knowledge.drivers) { // ascending
        if (driver.known() && branch.branch <= driver.major()) {
            cuda = branch.cuda;
        }
    }
    return cuda;
}

const Distribution* distribution(const Knowledge& knowledge, std::string_view name) {
    return first(knowledge.distributions, [&](const Distribution& d) { return d.name == name; });
}

const Distribution* distribution_of_codename(const Knowledge& knowledge, std::string_view codename) {
    return codename.empty() ? nullptr : first(knowledge.distributions, [&](const Distribution& d) {
        return d.codename == codename || d.name == codename;
    });
}

const CudaImage* cuda_image(const Knowledge& knowledge, const Version& cuda, std::string_view flavour,
                            std::string_view distribution) {
    return first(knowledge.cuda_images, [&](const CudaImage& image) {
        return written_alike(image.cuda, cuda) &&
               std::ranges::find(image.distributions, distribution) != image.distributions.end() &&
               std::ranges::find(image.flavours, flavour) != image.flavours.end();
    });
}

const CudaRequirement* cuda_requirement(const Knowledge& knowledge, const Version& cuda,
                                        std::string_view distribution) {
    const CudaRequirement* of_the_others = nullptr;
    // A patch that nobody looked at yet asks for what the one before it does.
    Version looked_at;
    for (const CudaRequirement& requirement : knowledge.cuda_requirements) {
        if (written_alike(requirement.cuda, cuda)) {
            looked_at = cuda;
            break;
        }
        const bool before =
            requirement.cuda.cut(2) == cuda.cut(2) && (cuda.size == 2 || requirement.cuda <= cuda);
        looked_at = before ? std::max(looked_at, requirement.cuda) : looked_at;
    }
    for (const CudaRequirement& requirement : knowledge.cuda_requirements) {
        if (!written_alike(requirement.cuda, looked_at)) {
            continue;
        }
        const auto& own = requirement.distributions;
        if (std::ranges::find(own, distribution) != own.end()) {
            return &requirement;
        }
        if (own.empty() && of_the_others == nullptr) {
            of_the_others = &requirement;
        }
    }
    return of_the_others;
}

const ImageFamily* image_family(const Knowledge& knowledge, std::string_view repository) {
    repository = without_hub(repository);
    return first(knowledge.image_families, [&](const ImageFamily& family) {
        return std::ranges::find(family.repositories, repository) != family.repositories.end();
    });
}

const ImageTag* image_tag(const Knowledge& knowledge, std::string_view repository, std::string_view tag) {
    const ImageFamily* family = image_family(knowledge, repository);
    if (family == nullptr) {
        return nullptr;
    }
    const auto tags =
        of_name<ImageTag>(knowledge.image_tags, family->tag_repository(), &ImageTag::repository);
    const ImageTag* best = nullptr;
    std::size_t most = 0;
    for (const ImageTag& candidate : tags) {
        if (const std::size_t fits = fit(candidate.tag, tag); fits > most) {
            most = fits;
            best = &candidate;
        }
    }
    return best;
}

std::string normalized(std::string_view name) {
    std::string out;
    for (const char c : name) {
        const bool is_separator = c == '-' || c == '_' || c == '.';
        if (!is_separator) {
            out += ascii::lower(c);
        } else if (out.empty() || out.back() != '-') {
            out += '-';
        }
    }
    return out;
}

const PythonPackage* package(const Knowledge& knowledge, std::string_view name) {
    const auto found =
        is_normalized(name)
            ? of_name<PythonPackage>(knowledge.packages, name, &PythonPackage::name)
            : of_name<PythonPackage>(knowledge.packages, normalized(name), &PythonPackage::name);
    return found.empty() ? nullptr : &found.front();
}

std::span<const Release> releases(const Knowledge& knowledge, std::string_view name) {
    return of_name<Release>(knowledge.releases, name, &Release::package);
}

const Release* release(const Knowledge& knowledge, std::string_view name, const Version& version) {
    if (!version.known()) {
        return nullptr;
    }
    Version base = version; // a post-release is of its release
    if (base.phase == Version::Phase::post) {
        base.phase = Version::Phase::final;
        base.phase_number = 0;
    }
    return first(releases(knowledge, name), [&](const Release& release) {
        const bool in_range = release.first <= version && version <= release.last;
        return in_range || (release.first <= base && base <= release.last);
    });
}

const Variant* variant(const Release& release, std::string_view tag) {
    return first(release.variants, [&](const Variant& v) { return v.tag == tag; });
}

std::span<const Pair> pairs(const Knowledge& knowledge, std::string_view package) {
    return of_name<Pair>(knowledge.pairs, package, &Pair::package);
}

const Variable* variable(const Knowledge& knowledge, std::string_view name) {
    const Variable* group = nullptr;
    for (const Variable& one : knowledge.variables) {
        if (one.name == name) {
            return &one;
        }
        if (one.name.ends_with('*') && name.starts_with(one.name.substr(0, one.name.size() - 1))) {
            group = &one;
        }
    }
    return group;
}

const Mirror* mirror(const Knowledge& knowledge, std::string_view host, std::string_view kind) {
    return first(knowledge.mirrors, [&](const Mirror& m) {
        return ascii::equal(m.host, host) && (kind.empty() || m.kind == kind);
    });
}

const Principle* principle(const Knowledge& knowledge, std::string_view id) {
    return first(knowledge.principles, [&](const Principle& p) { return p.id == id; });
}

const XidMeaning* xid(const Knowledge& knowledge, unsigned code) {
    return first(knowledge.xids, [&](const XidMeaning& x) { return x.code == code; });
}

const Recipe* recipe(const Knowledge& knowledge, std::string_view id, std::string_view system,
                     std::string_view like) {
    const auto for_system = [&](std::string_view name) {
        return first(knowledge.recipes, [&](const Recipe& r) {
            return r.id == id &&
                   (name.empty() ? r.systems.empty() : std::ranges::find(r.systems, name) != r.systems.end());
        });
    };
    const Recipe* found = system.empty() ? nullptr : for_system(system);
    while (found == nullptr && !like.empty()) {
        const std::size_t end = std::min(like.find(' '), like.size());
        found = end == 0 ? nullptr : for_system(like.substr(0, end));
        like.remove_prefix(std::min(end + 1, like.size()));
    }
    return found != nullptr ? found : for_system({});
}

bool runs_on(const Knowledge& knowledge, std::span<const Capability> targets, Capability device) {
    const auto is_tegra = [&](Capability capability) {
        const Architecture* known = architecture(knowledge, capability);
        return known != nullptr && known->tegra;
    };
    return std::ranges::any_of(targets, [&](Capability target) {
        if (target == device) {
            return true;
        }
        return target / 10 == device / 10 && target < device && !is_tegra(target) && !is_tegra(device);
    });
}

} // namespace dockwright::knowledge

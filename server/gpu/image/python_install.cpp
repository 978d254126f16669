#include "gpu/image/python_install.hpp"
#include "gpu/image/marker.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::gpu {

using knowledge::Knowledge;
using knowledge::Pair;
using knowledge::Requirement;

namespace {

/// The newest entry of a package's pairs that this version of it is in.
const Pair* pair_of(const Knowledge& knowledge, std::string_view package, const Version& version,
                    std::string_view partner) {
    for (const Pair& pair : knowledge::pairs(knowledge, package)) {
        if (pair.partner == partner && pair.first <= version && version <= pair.last) {
            return &pair;
        }
    }
    return nullptr;
}

/// Of a version that is there or chosen.
bool fits(const Version& version, std::string_view specifier) {
    return !version.known() || specifier.empty() || knowledge::keeps(version, specifier).value_or(true);
}

/// Of a version that an index may have.
bool lets_in(std::string_view specifier, const Version& version) {
    return specifier.empty() || knowledge::satisfies(version, specifier).value_or(true);
}

constexpr auto by_span = [](const Place& a, const Place& b) { return a.span < b.span; };

/// `==2.0.0+cu117` fits no other build of 2.0.0.
bool fits_build(const Installed& installed, std::string_view specifier) {
    const std::string_view local = knowledge::local_part(specifier);
    return fits(installed.version, specifier) &&
           (local.empty() || local == knowledge::local_part(installed.asked));
}

bool joins(std::string& specifier, std::string_view more) {
    if (!more.empty()) {
        specifier += (specifier.empty() ? "" : ",") + std::string(more);
    }
    return !more.empty();
}

/// What its metadata ask for. The libraries of CUDA are those of the ordinary build; another build has
/// others.
std::vector<Requirement> requirements(const Installed& installed) {
    std::vector<Requirement> out;
    if (installed.release != nullptr) {
        const bool ordinary = installed.variant_tag == installed.release->variant;
        out.reserve(installed.release->requires_.size());
        for (const Requirement& requirement : installed.release->requires_) {
            const bool of_cuda = requirement.package.starts_with("nvidia-") ||
                                 requirement.package == "cuda-toolkit" || requirement.package == "triton";
            if (ordinary || !of_cuda) {
                out.push_back(requirement);
            }
        }
    }
    if (installed.variant != nullptr) {
        out.insert(out.end(), installed.variant->requires_.begin(), installed.variant->requires_.end());
    }
    return out;
}

class Installation {
public:
    Installation(ImageState& state, const PythonInstall& what, const Knowledge& knowledge)
        : state_(state), what_(what), knowledge_(knowledge) {}

    void run() {
        for (const Wanted& wanted : what_.wanted) {
            add(wanted);
        }
        if (!what_.locked && !what_.without_dependencies) {
            for (int round = 0; round < 3 && settle(); ++round) {}
            add_partners();
        }
        find_constrained();
        find_refused_pins();
        find_conflicts();
        state_.installed.reserve(state_.installed.size() + chosen_.size());
        for (Installed& installed : chosen_) {
            put(std::move(installed));
        }
        if (what_.manager == model::PackageManager::pip) {
            find_left_behind();
        }
    }

private:
    Circumstances circumstances() const {
        return {.knowledge = knowledge_,
                .sources = what_.sources,
                .python = state_.homes[what_.home].python,
                .arm = state_.platform.starts_with("linux/arm64"),
                .distribution = state_.homes[what_.home].kind == knowledge::PythonKind::conda &&
                                        what_.manager == model::PackageManager::conda
                                    ? nullptr
                                    : state_.distribution,
                .prereleases = what_.prereleases};
    }

    MarkerEnvironment here() const {
        return {.python = state_.homes[what_.home].python, .arm = state_.platform.starts_with("linux/arm64")};
    }

    Installed resolved(const Wanted& wanted) const {
        Wanted asked = wanted;
        for (const Wanted& limit : what_.constraints) {
            const std::optional<bool> holds = limit.name == wanted.name && wanted.file.empty()
                                                  ? marker_holds(limit.marker, here())
                                                  : std::optional(false);
            const bool address = !limit.file.empty() || limit.from_repository;
            if (holds == true && !address) {
                joins(asked.specifier, limit.specifier);
            } else if (holds != false) {
                asked.version_unknown = true;
            }
        }
        if (what_.unseen_constraints && !pinned(asked.specifier).known() && asked.file.empty()) {
            asked.version_unknown = true;
        }
        Installed out = resolve(asked, circumstances());
        out.as_dependency = asked.as_dependency;
        out.home = what_.home;
        out.manager = what_.manager;
        out.instruction = what_.instruction;
        return out;
    }

    void add(const Wanted& wanted) {
        const std::optional<bool> taken = marker_holds(wanted.marker, here());
        if (taken == false) {
            return;
        }
        const Installed* there = in_home(wanted.name);
        const bool enough = there != nullptr && !what_.upgrades && wanted.extras.empty() &&
                            wanted.file.empty() && !wanted.from_repository && there->version.known() &&
                            fits(there->version, without_local(wanted.specifier)) &&
                            knowledge::local_part(wanted.specifier).empty();
        if (!enough) {
            wanted_.push_back(wanted);
            wanted_.back().version_unknown = wanted.version_unknown || !taken;
            chosen_.push_back(resolved(wanted_.back()));
        }
    }

    const Installed* in_home(std::string_view name) const {
        const auto found = std::ranges::find_if(state_.installed, [&](const Installed& installed) {
            return installed.home == what_.home && installed.name == name;
        });
        return found == state_.installed.end() ? nullptr : &*found;
    }

    Installed* chosen(std::string_view name) {
        const auto found = std::ranges::find(chosen_, name, &Installed::name);
        return found == chosen_.end() ? nullptr : &*found;
    }

    void choose_again(std::size_t index, std::string_view specifier) {
        Wanted narrower = wanted_[index];
        joins(narrower.specifier, specifier);
        Installed again = resolved(narrower);
        const bool worse =
            again.unresolved != Unresolved::none && chosen_[index].unresolved == Unresolved::none;
        if (again.version.known() && !worse) {
            again.newest = chosen_[index].newest;
            again.asked = chosen_[index].asked;
            chosen_[index] = std::move(again);
        }
    }

    /// The version of `index` whose partner fits what is asked of the partner; the newest such.
    bool fit_to_partner(std::size_t index, const Installed& partner) {
        const Version& have = partner.version;
        for (const Pair& pair : knowledge::pairs(knowledge_, chosen_[index].name)) {
            if (pair.partner == partner.name && fits(have, pair.specifier) &&
                (wanted_[index].specifier.empty() || fits(pair.last, wanted_[index].specifier))) {
                const Version before = chosen_[index].version;
                choose_again(index, "==" + to_string(pair.last));
                return chosen_[index].version != before;
            }
        }
        return false;
    }

    /// Moves what nothing pins towards what something does; whether anything moved.
    bool settle() {
        bool moved = false;
        for (std::size_t i = 0; i < chosen_.size(); ++i) {
            for (const Pair& pair : knowledge::pairs(knowledge_, chosen_[i].name)) {
                Installed* partner = chosen(pair.partner);
                if (partner == nullptr || pair.unasked || partner->unresolved == Unresolved::not_in_tables ||
                    pair_of(knowledge_, chosen_[i].name, chosen_[i].version, pair.partner) != &pair ||
                    fits(partner->version, pair.specifier)) {
                    continue;
                }
                if (!partner->newest && chosen_[i].newest) {
                    moved = fit_to_partner(i, *partner) || moved;
                } else if (partner->newest) {
                    const auto index = static_cast<std::size_t>(partner - chosen_.data());
                    const Version before = partner->version;
                    choose_again(index, pair.specifier);
                    const bool followed = chosen_[index].version != before;
                    moved = followed || (chosen_[i].newest && fit_to_partner(i, chosen_[index])) || moved;
                }
                break;
            }
        }
        return moved;
    }

    /// What the chosen packages ask for and nobody named: it is installed or replaced.
    void add_partners() {
        for (std::size_t i = 0; i < chosen_.size(); ++i) {
            const Installed asking = chosen_[i];
            if (asking.unresolved != Unresolved::none && asking.unresolved != Unresolved::not_in_tables) {
                continue;
            }
            for (const Pair& pair : knowledge::pairs(knowledge_, asking.name)) {
                const bool holds = pair.first <= asking.version && asking.version <= pair.last;
                if (holds && !pair.unasked && pair.partner != "numpy") {
                    need(asking, pair.partner, pair.specifier, &pair);
                }
            }
            const auto* package = knowledge::package(knowledge_, asking.name);
            if (package != nullptr && package->libraries == knowledge::Libraries::torch) {
                need(asking, "torch", "", nullptr);
            }
            for (const knowledge::Requirement& requirement : requirements(asking)) {
                need(asking, requirement.package, requirement.specifier, nullptr);
            }
        }
    }

    void need(const Installed& asking, std::string_view partner, std::string_view specifier,
              const Pair* pair) {
        if (chosen(partner) != nullptr) {
            return;
        }
        const Installed* there = in_home(partner);
        if (there != nullptr && fits(there->version, specifier)) {
            return;
        }
        if (there == nullptr && !state_.base_known && !pinned(specifier).known()) {
            return; // an image that nobody described may have it
        }
        Wanted wanted{
            .name = std::string(partner), .specifier = std::string(specifier), .place = asking.place};
        Installed installed = resolved(wanted);
        if (partner == "triton" && installed.unresolved == Unresolved::no_wheel) {
            return; // metadata leave it out for some Pythons
        }
        installed.as_dependency = true;
        installed.newest = true;
        if (there != nullptr && pair != nullptr && !there->of_base) {
            state_.conflicts.push_back({.package = asking.name,
                                        .version = asking.version,
                                        .partner = std::string(partner),
                                        .partner_version = there->version,
                                        .specifier = std::string(specifier),
                                        .replaced = true,
                                        .place = asking.place,
                                        .fact = pair->fact});
        }
        wanted_.push_back(std::move(wanted));
        chosen_.push_back(std::move(installed));
    }

    /// Pairs that still do not fit: both were pinned, or nothing that fits is in the tables.
    void find_conflicts() {
        if (what_.manager == model::PackageManager::conda) {
            return; // its solver takes builds that fit, or none
        }
        for (Installed& asking : chosen_) {
            const auto* package = knowledge::package(knowledge_, asking.name);
            if (what_.without_dependencies && package != nullptr && package->pure) {
                continue; // another partner is meant: pip compares nothing then, and no compiled part does
            }
            for (const Pair& pair : knowledge::pairs(knowledge_, asking.name)) {
                if (pair.partner == "numpy" || asking.version < pair.first || pair.last < asking.version) {
                    continue;
                }
                const Installed* partner = chosen(pair.partner);
                const bool together = partner != nullptr && !what_.without_dependencies && !what_.locked;
                partner = partner != nullptr ? partner : in_home(pair.partner);
                if (partner == nullptr || !partner->version.known() || fits_build(*partner, pair.specifier)) {
                    continue;
                }
                if (together && !pair.unasked && (asking.newest || partner->newest) &&
                    may_fit(asking, *partner)) {
                    forget(asking); // pip goes on searching among versions that the tables do not have
                    break;
                }
                state_.conflicts.push_back({.package = asking.name,
                                            .version = asking.version,
                                            .partner = std::string(pair.partner),
                                            .partner_version = partner->version,
                                            .specifier = std::string(pair.specifier),
                                            .build_fails = together && !pair.unasked,
                                            .unpinned = is_guess(asking),
                                            .partner_unpinned = is_guess(*partner),
                                            .place = std::max(asking.place, partner->place, by_span),
                                            .fact = pair.fact});
            }
        }
    }

    /// Whether some version of `asking` and some of `partner`, as they are asked for, fit each other. True
    /// where newer ones than those of the tables are let in, too.
    bool may_fit(const Installed& asking, const Installed& partner) const {
        const auto may_be = [&](const Installed& installed, const Version& version) {
            return std::ranges::all_of(wanted_, [&](const Wanted& wanted) {
                return wanted.name != installed.name || lets_in(without_local(wanted.specifier), version);
            });
        };
        const auto newest = [&](const Installed& installed) {
            const auto releases = knowledge::releases(knowledge_, installed.name);
            return releases.empty() || may_be(installed, releases.front().last);
        };
        const auto* package = knowledge::package(knowledge_, asking.name);
        // A newer one asks for a newer partner; what lies on other indexes is not known so well.
        const bool complete = package != nullptr && package->all_releases && what_.sources.tags.empty() &&
                              !what_.sources.unknown;
        if ((newest(asking) && !complete) || newest(partner)) {
            return true;
        }
        const auto has_wheel = [&](const Version& version) {
            Wanted exact{.name = asking.name, .specifier = "==" + to_string(version)};
            return resolved(exact).unresolved == Unresolved::none;
        };
        const auto releases = knowledge::releases(knowledge_, partner.name);
        return std::ranges::any_of(knowledge::pairs(knowledge_, asking.name), [&](const Pair& pair) {
            return pair.partner == partner.name && !pair.unasked &&
                   ((may_be(asking, pair.first) && has_wheel(pair.first)) ||
                    (may_be(asking, pair.last) && has_wheel(pair.last))) &&
                   std::ranges::any_of(releases, [&](const knowledge::Release& release) {
                       return (may_be(partner, release.last) && lets_in(pair.specifier, release.last)) ||
                              (may_be(partner, release.first) && lets_in(pair.specifier, release.first));
                   });
        });
    }

    /// Pins that contradict what other packages of the same installation ask for, in their metadata.
    void find_refused_pins() {
        if (what_.manager == model::PackageManager::conda || what_.without_dependencies || what_.locked) {
            return;
        }
        for (const Installed& asking : chosen_) {
            if (asking.newest || asking.unresolved != Unresolved::none) {
                continue; // an older one may ask for less
            }
            for (const Requirement& requirement : requirements(asking)) {
                const Installed* partner = chosen(requirement.package);
                if (partner != nullptr && !partner->as_dependency && !partner->newest &&
                    partner->version.known() && !fits(partner->version, requirement.specifier)) {
                    state_.conflicts.push_back({.package = asking.name,
                                                .version = asking.version,
                                                .partner = partner->name,
                                                .partner_version = partner->version,
                                                .specifier = std::string(requirement.specifier),
                                                .build_fails = true,
                                                .place = std::max(asking.place, partner->place, by_span),
                                                .fact = asking.release->fact});
                }
            }
            find_shared(asking);
        }
    }

    /// Two pinned packages that ask for different versions of one library: exactly this cuDNN.
    void find_shared(const Installed& asking) {
        for (const Installed& other : chosen_) {
            if (other.name <= asking.name || other.newest || other.unresolved != Unresolved::none) {
                continue;
            }
            const auto others = requirements(other);
            for (const Requirement& one : requirements(asking)) {
                const auto found = std::ranges::find(others, one.package, &Requirement::package);
                if (found == others.end()) {
                    continue;
                }
                const Version exact = pinned(one.specifier);
                const Version other_exact = pinned(found->specifier);
                const bool differ = (exact.known() && !fits(exact, found->specifier)) ||
                                    (other_exact.known() && !fits(other_exact, one.specifier));
                if (differ) {
                    state_.conflicts.push_back({.package = asking.name,
                                                .version = asking.version,
                                                .partner = other.name,
                                                .partner_version = other.version,
                                                .specifier = std::string(one.specifier),
                                                .shared = std::string(one.package),
                                                .shared_specifier = std::string(found->specifier),
                                                .build_fails = true,
                                                .place = std::max(asking.place, other.place, by_span),
                                                .fact = asking.release->fact});
                    return;
                }
            }
        }
    }

    /// `torch==2.5.1` where the constraints say `torch<2.5`.
    void find_constrained() {
        for (const Wanted& wanted : wanted_) {
            const Version pin = pinned(wanted.specifier);
            for (const Wanted& limit : what_.constraints) {
                if (limit.name == wanted.name && pin.known() && wanted.file.empty() &&
                    marker_holds(limit.marker, here()) == true &&
                    !fits(pin, without_local(limit.specifier))) {
                    state_.conflicts.push_back({.partner = wanted.name,
                                                .partner_version = pin,
                                                .specifier = limit.specifier,
                                                .build_fails = true,
                                                .place = wanted.place});
                }
            }
        }
    }

    /// What was there before, and does not fit what has just been put in place of its partner.
    void find_left_behind() {
        for (const Installed& old : state_.installed) {
            if (old.home != what_.home || old.instruction == what_.instruction || !old.version.known() ||
                old.of_base) {
                continue;
            }
            for (const Pair& pair : knowledge::pairs(knowledge_, old.name)) {
                const bool holds =
                    pair.first <= old.version && old.version <= pair.last && pair.partner != "numpy";
                const Installed* partner = holds ? in_home(pair.partner) : nullptr;
                if (partner != nullptr && partner->instruction == what_.instruction &&
                    partner->version.known() && !fits(partner->version, pair.specifier)) {
                    state_.conflicts.push_back({.package = old.name,
                                                .version = old.version,
                                                .partner = std::string(pair.partner),
                                                .partner_version = partner->version,
                                                .specifier = std::string(pair.specifier),
                                                .unpinned = is_guess(old),
                                                .partner_unpinned = is_guess(*partner),
                                                .place = partner->place,
                                                .fact = pair.fact});
                }
            }
        }
    }

    static void forget(Installed& installed) {
        installed.version = {};
        installed.release = nullptr;
        installed.variant = nullptr;
        installed.variant_tag.clear();
        installed.unresolved = Unresolved::not_in_tables;
    }

    void put(Installed installed) {
        const auto old = std::ranges::find_if(state_.installed, [&](const Installed& there) {
            return there.home == installed.home && there.name == installed.name;
        });
        if (old == state_.installed.end()) {
            state_.installed.push_back(std::move(installed));
        } else {
            state_.replaced.push_back(std::move(*old));
            *old = std::move(installed);
        }
    }

    ImageState& state_;
    const PythonInstall& what_;
    const Knowledge& knowledge_;
    std::vector<Wanted> wanted_;
    std::vector<Installed> chosen_;
};

} // namespace

void install(ImageState& state, const PythonInstall& what, const Knowledge& knowledge) {
    Installation(state, what, knowledge).run();
}

} // namespace dockwright::gpu

#include "gpu/judge.hpp"
#include "gpu/repair/mend.hpp"
#include "gpu/repair/trial.hpp"
#include <algorithm>

namespace dockwright::gpu {
namespace {

/// At most so many texts are judged for one question, and so many repairs of a kind offered.
constexpr std::size_t most_trials = 60;
constexpr std::size_t most_repairs = 4;
constexpr std::size_t most_of_a_kind = 2;
constexpr std::size_t most_advice = 2;
constexpr int most_steps = 3;

bool runs(Verdict verdict) {
    return verdict == Verdict::runs || verdict == Verdict::runs_with_caveat;
}

/// All changes of one step are tried before any of two, so that the smaller one is found first.
class Search {
public:
    explicit Search(Trial start) : start_(std::move(start)) {}

    std::vector<Repair> run() {
        const Verdict before = start_.outcome.verdict;
        if (before == Verdict::runs) {
            return {};
        }
        only_without_caveat_ = before == Verdict::runs_with_caveat;
        std::vector<Trial> level;
        level.push_back(start_);
        for (int step = 0; step < most_steps && !level.empty() && !any_runs(); ++step) {
            std::vector<Trial> next;
            for (const Trial& trial : level) {
                expand(trial, next);
            }
            level = std::move(next);
        }
        // What runs at a cost may run without it after one more change.
        if (before != Verdict::runs_with_caveat && !found_.empty() && !any_runs()) {
            std::vector<Trial> unused;
            only_without_caveat_ = true;
            expand(Trial(found_.front()), unused);
        }
        return ordered();
    }

private:
    std::size_t running() const {
        return static_cast<std::size_t>(std::ranges::count(
            found_, Verdict::runs, [](const Trial& trial) { return trial.outcome.verdict; }));
    }
    bool any_runs() const { return running() > 0; }

    /// A smaller change is worth more of them.
    bool full(const Trial& before, const Offer& offer) const {
        const std::size_t most = before.steps == 0 ? most_repairs : most_of_a_kind;
        return offer.commands.empty() ? running() >= most || found_.size() >= 2 * most_repairs
                                      : advice_.size() >= most_advice;
    }

    void expand(const Trial& trial, std::vector<Trial>& next) {
        std::vector<const Mend*> mends(mends::all().begin(), mends::all().end());
        std::ranges::sort(mends, {}, [](const Mend* mend) { return std::pair(mend->rank, mend->name); });
        for (const Reason* reason : ailments(trial)) {
            for (const Mend* mend : mends) {
                Offers offers;
                mend->offer(trial.ailing(*reason), offers);
                const std::size_t found = running();
                const std::size_t kept = next.size();
                for (const Offer& offer : offers.all()) {
                    if (running() < found + most_of_a_kind) {
                        attempt(trial, offer, next);
                    }
                }
                next.erase(next.begin() +
                               static_cast<std::ptrdiff_t>(std::min(next.size(), kept + most_of_a_kind)),
                           next.end());
            }
        }
    }

    /// The chief reason, or each of the caveats: those stand beside each other.
    static std::vector<const Reason*> ailments(const Trial& trial) {
        std::vector<const Reason*> out;
        for (const Reason& reason : trial.outcome.reasons) {
            out.push_back(&reason);
            if (trial.outcome.verdict != Verdict::runs_with_caveat) {
                break;
            }
        }
        return out;
    }

    void attempt(const Trial& before, const Offer& offer, std::vector<Trial>& next) {
        // Another driver is a way of its own: it is not worth a word beside other changes.
        const bool aside = offer.remedy == Remedy::driver && (before.steps > 0 || newer_driver_);
        if (aside || full(before, offer) || trials_ >= most_trials) {
            return;
        }
        std::optional<Trial> after = before.with(offer);
        if (!after || std::ranges::find(texts_, after->key()) != texts_.end()) {
            return;
        }
        texts_.push_back(after->key());
        ++trials_;
        after->judge();
        if (after->document->stages().size() < before.document->stages().size()) {
            return;
        }
        const Verdict verdict = after->outcome.verdict;
        if (only_without_caveat_ ? verdict == Verdict::runs : runs(verdict)) {
            newer_driver_ = newer_driver_ || offer.remedy == Remedy::driver;
            (after->commands.empty() ? found_ : advice_).push_back(std::move(*after));
        } else if (offer.remedy != Remedy::driver && after->outcome.is_better_than(before.outcome)) {
            next.push_back(std::move(*after));
        }
    }

    std::vector<Repair> ordered() {
        std::vector<Repair> out;
        int fewest = most_steps + 1;
        for (const Trial& trial : found_) {
            if (trial.outcome.verdict == Verdict::runs && out.size() < most_repairs) {
                fewest = std::min(fewest, trial.steps);
                out.push_back(trial.repair());
            }
        }
        // What runs at a cost is worth a word only if it is the smaller change.
        std::size_t costly = 0;
        for (const Trial& trial : found_) {
            if (trial.outcome.verdict == Verdict::runs_with_caveat && trial.steps < fewest &&
                costly < most_of_a_kind) {
                ++costly;
                out.push_back(trial.repair());
            }
        }
        for (const Trial& trial : std::span(advice_).first(std::min(advice_.size(), most_advice))) {
            out.push_back(trial.repair());
        }
        return out;
    }

    Trial start_;
    std::vector<Trial> found_;
    std::vector<Trial> advice_;
    std::vector<std::string> texts_;
    std::size_t trials_ = 0;
    bool newer_driver_ = false;        ///< one that helps was found
    bool only_without_caveat_ = false; ///< it runs with one already
};

} // namespace

std::vector<Repair> repairs(const Question& question, const Judgement& judgement) {
    if (judgement.verdict == Verdict::runs) {
        return {};
    }
    return Search(Trial(question, {question.host})).run();
}

std::vector<Repair> repairs_for_all(const Question& question, std::span<const Host> hosts) {
    std::vector<const Host*> all;
    for (const Host& host : hosts) {
        all.push_back(&host);
    }
    return Search(Trial(question, std::move(all))).run();
}

} // namespace dockwright::gpu

#include "gpu/judge.hpp"
#include "gpu/mend.hpp"
#include <algorithm>

namespace dockwright::gpu {
namespace {

/// At most so many texts are judged for one question, and so many repairs offered.
constexpr std::size_t most_trials = 60;
constexpr std::size_t most_repairs = 4;
constexpr int most_steps = 3;

/// How a text does on several machines: the worst of them.
struct Outcome {
    Verdict verdict = Verdict::runs;
    std::optional<Reason> chief;
    std::vector<Reason> caveats;
};

class Search {
public:
    Search(const Question& question, std::span<const Host* const> hosts)
        : question_(question), hosts_(hosts) {}

    std::vector<Repair> run() {
        const auto before = outcome(question_.document);
        if (before.verdict == Verdict::fails || before.verdict == Verdict::build_fails ||
            before.verdict == Verdict::unknown) {
            try_mends(question_.document, before, "", EditChain(question_.document.text().size()),
                      most_steps);
        }
        // Those that run without a word come first, each kind in the order of finding.
        std::vector<Repair> ordered;
        for (const Verdict verdict : {Verdict::runs, Verdict::runs_with_caveat}) {
            for (Repair& repair : found_) {
                if (repair.gives == verdict && ordered.size() < most_repairs) {
                    ordered.push_back(std::move(repair));
                }
            }
        }
        found_ = std::move(ordered);
        for (Repair& advice : advice_) {
            found_.push_back(std::move(advice));
        }
        return std::move(found_);
    }

private:
    Outcome outcome(const model::Document& document) { return outcome(document, hosts_); }

    Outcome outcome(const model::Document& document, std::span<const Host* const> hosts) {
        Outcome out;
        const auto states = image_states(document, question_.surroundings, question_.knowledge);
        for (const Host* host : hosts) {
            const Judgement judgement = judge({.document = document,
                                               .surroundings = question_.surroundings,
                                               .knowledge = question_.knowledge,
                                               .host = host,
                                               .stage = question_.stage},
                                              states);
            for (const Reason& reason : judgement.reasons) {
                if (reason.weight == Weight::caveat) {
                    out.caveats.push_back(reason);
                }
            }
            if (!out.chief || judgement.verdict > out.verdict) {
                out.verdict = judgement.verdict;
                if (!judgement.reasons.empty()) {
                    out.chief = judgement.reasons.front();
                }
            }
        }
        return out;
    }

    static bool runs(Verdict verdict) {
        return verdict == Verdict::runs || verdict == Verdict::runs_with_caveat;
    }

    void try_mends(const model::Document& document, const Outcome& now, const std::string& done,
                   const EditChain& chain, int steps) {
        if (!now.chief || found_.size() >= most_repairs) {
            return;
        }
        const auto states = image_states(document, question_.surroundings, question_.knowledge);
        const auto stage = question_.stage.value_or(static_cast<std::uint32_t>(states.size() - 1));
        Offers offers;
        const Ailing ailing{.document = document,
                            .surroundings = question_.surroundings,
                            .knowledge = question_.knowledge,
                            .state = state_at(states, document, *now.chief, stage),
                            .reason = *now.chief,
                            .hosts = hosts_};
        std::vector<const Mend*> ordered(mends::all().begin(), mends::all().end());
        std::ranges::sort(ordered, {}, [](const Mend* mend) { return std::pair(mend->rank, mend->name); });
        for (const Mend* mend : ordered) {
            mend->offer(ailing, offers);
        }
        for (const Offer& offer : offers.all()) {
            if (offer.edits.empty()) {
                advise(offer, done);
            } else if (trials_ < most_trials && found_.size() < most_repairs) {
                attempt(document, now, offer, done, chain, steps);
            }
        }
    }

    /// The state of the stage that the reason stands in.
    static const ImageState& state_at(const std::vector<ImageState>& states, const model::Document& document,
                                      const Reason& reason, std::uint32_t stage) {
        for (const model::Stage& one : document.stages()) {
            const Span begin = document.instructions()[one.from].span;
            const Span end = document.instructions()[one.end - 1].span;
            if (Span{begin.begin, end.end}.covers(reason.place.span)) {
                return states[one.index];
            }
        }
        return states[stage];
    }

    void advise(const Offer& offer, const std::string& done) {
        if (!done.empty() || (offer.driver.known() && !helps(offer.driver))) {
            return;
        }
        advice_.push_back({.title = offer.title, .commands = offer.commands});
    }

    /// Whether it runs where the machines have this driver.
    bool helps(const Version& driver) {
        std::vector<Host> changed;
        for (const Host* host : hosts_) {
            changed.push_back(host != nullptr ? *host : Host{});
            changed.back().driver = driver;
            changed.back().driver_text = to_string(driver);
        }
        std::vector<const Host*> all;
        for (const Host& host : changed) {
            all.push_back(&host);
        }
        return runs(outcome(question_.document, all).verdict);
    }

    void attempt(const model::Document& document, const Outcome& now, const Offer& offer,
                 const std::string& done, const EditChain& before, int steps) {
        ++trials_;
        const auto edited = model::Document::parse(dockwright::apply(document.text(), offer.edits));
        if (edited->stages().size() < document.stages().size()) {
            return;
        }
        const Outcome then = outcome(*edited);
        EditChain chain = before;
        chain.then(offer.edits);
        const std::string title = done.empty() ? offer.title : done + "; " + lowered(offer.title);
        if (runs(then.verdict)) {
            add(*edited, title, chain.edits(), then);
            return;
        }
        const bool helped = then.chief && (then.chief->cause != now.chief->cause ||
                                           then.chief->message != now.chief->message);
        if (helped && steps > 1 && then.verdict != Verdict::unknown) {
            try_mends(*edited, then, title, chain, steps - 1);
        }
    }

    static std::string lowered(std::string title) {
        if (!title.empty() && title[0] >= 'A' && title[0] <= 'Z') {
            title[0] = static_cast<char>(title[0] - 'A' + 'a');
        }
        return title;
    }

    void add(const model::Document& edited, const std::string& title, std::vector<TextEdit> edits,
             const Outcome& then) {
        const std::string after(edited.text());
        if (std::ranges::find(texts_, after) != texts_.end()) {
            return;
        }
        texts_.push_back(after);
        Repair repair{.title = title, .edits = std::move(edits), .gives = then.verdict};
        if (then.verdict == Verdict::runs_with_caveat && !then.caveats.empty()) {
            repair.caveat = then.caveats.front().message;
        }
        found_.push_back(std::move(repair));
    }

    const Question& question_;
    std::span<const Host* const> hosts_;
    std::vector<Repair> found_;
    std::vector<Repair> advice_;
    std::vector<std::string> texts_;
    std::size_t trials_ = 0;
};

} // namespace

std::vector<Repair> repairs(const Question& question, const Judgement& judgement) {
    if (judgement.verdict == Verdict::runs || judgement.verdict == Verdict::runs_with_caveat) {
        return {};
    }
    const Host* host = question.host;
    return Search(question, std::span(&host, 1)).run();
}

std::vector<Repair> repairs_for_all(const Question& question, std::span<const Host> hosts) {
    std::vector<const Host*> all;
    for (const Host& host : hosts) {
        all.push_back(&host);
    }
    return Search(question, all).run();
}

} // namespace dockwright::gpu

#include "gpu/suggest/suggest.hpp"
#include "gpu/host_text.hpp"
#include "gpu/judge.hpp"
#include "gpu/suggest/suggest_candidates.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::gpu {
namespace {

using knowledge::Knowledge;

/// What the machines say of a Dockerfile: the worst verdict, with its chief reason.
struct Answer {
    Verdict verdict = Verdict::runs;
    std::optional<Reason> reason;
    std::string host; ///< that says so; "" if there is one machine only
};

Answer ask(const std::string& text, std::span<const Host> hosts, const Knowledge& knowledge) {
    const auto document = model::Document::parse(text);
    const model::Surroundings nothing;
    Question question{.document = *document, .surroundings = nothing, .knowledge = knowledge};
    const std::vector<ImageState> states = image_states(*document, nothing, knowledge);
    Answer out;
    const auto on = [&](const Host* host) {
        question.host = host;
        Judgement judgement = judge(question, states);
        if (!out.reason || judgement.verdict > out.verdict) {
            out.verdict = judgement.verdict;
            out.host = hosts.size() > 1 ? describe(*host) : "";
            out.reason = judgement.reasons.empty() ? std::nullopt
                                                   : std::optional(std::move(judgement.reasons.front()));
        }
    };
    std::ranges::for_each(hosts, [&](const Host& host) { on(&host); });
    if (hosts.empty()) {
        on(nullptr);
    }
    return out;
}

/// The build would be compiled for a GPU at start, by a driver that knows it, but the cuBLAS and cuDNN of its
/// CUDA are older than the GPU and have no code for it at all.
bool libraries_too_old(const Suggestion& set, std::span<const Host> hosts, const Knowledge& knowledge) {
    for (const Host& host : hosts) {
        for (const HostGpu& gpu : host.gpus) {
            const auto* known = knowledge::gpu(knowledge, gpu.name);
            const knowledge::Capability capability = gpu.capability != 0 ? gpu.capability
                                                     : known != nullptr  ? known->capability
                                                                         : 0;
            const auto* architecture = knowledge::architecture(knowledge, capability);
            if (architecture != nullptr && architecture->first_cuda.cut(2) > set.cuda.cut(2)) {
                return true;
            }
        }
    }
    return false;
}

bool may_be_of_python(Cause cause) {
    return cause == Cause::wheel_absent || cause == Cause::python_mismatch ||
           cause == Cause::companion_mismatch || cause == Cause::numpy_abi;
}

/// Nothing that is installed changes it.
bool is_of_machine(Cause cause) {
    return cause == Cause::not_supported || cause == Cause::driver_dropped_gpu ||
           cause == Cause::toolkit_missing || cause == Cause::gpu_not_requested;
}

/// Reasons against newer versions, alike ones together.
class Against {
public:
    void add(const Suggestion& set, std::string why, Cause cause, knowledge::Fact fact) {
        for (Group& group : groups_) {
            if (group.cause == cause && group.variant == set.variant) {
                group.oldest = set.version;
                return;
            }
        }
        groups_.push_back(
            {set.framework, set.variant, set.version, set.version, std::move(why), cause, fact});
    }

    std::vector<PassedOver> all() const {
        std::vector<PassedOver> out;
        for (const Group& group : groups_) {
            std::string what = group.framework + " " + to_string(group.oldest);
            if (group.oldest != group.newest) {
                what += " to " + to_string(group.newest);
            }
            what += group.variant.empty() ? "" : " (" + group.variant + ")";
            out.push_back({std::move(what), group.why, group.cause, group.fact});
        }
        return out;
    }

private:
    struct Group {
        std::string framework;
        std::string variant;
        Version newest;
        Version oldest;
        std::string why;
        Cause cause;
        knowledge::Fact fact;
    };
    std::vector<Group> groups_;
};

class Search {
public:
    Search(std::span<const Host> hosts, const Knowledge& knowledge) : hosts_(hosts), knowledge_(knowledge) {}

    /// Tries them in their order until one runs without a caveat. Another Python is tried only where the
    /// last one may have been the reason.
    void among(const std::vector<Candidate>& all) {
        const Candidate* last = nullptr;
        for (const Candidate& candidate : all) {
            const bool same = last != nullptr && last->set.version == candidate.set.version &&
                              last->set.variant == candidate.set.variant;
            const bool same_base = same && last->set.base.starts_with("python:");
            if (same_base && !(against_one_ && may_be_of_python(against_one_->cause))) {
                continue;
            }
            if (!same) {
                settle();
            }
            last = &candidate;
            if (try_one(candidate)) {
                return;
            }
            if (against_one_ && is_of_machine(against_one_->cause)) {
                of_machine_ = PassedOver{"any " + candidate.set.framework, against_one_->why,
                                         against_one_->cause, against_one_->fact};
                return;
            }
        }
        settle();
    }

    bool goes_on() const { return !out_.best && !out_.newer && !of_machine_; }

    Suggested finish() {
        settle();
        if (!out_.best) {
            out_.best = std::move(out_.newer);
            out_.newer.reset();
        } else if (out_.newer && out_.newer->version <= out_.best->version) {
            out_.newer.reset();
        }
        for (Suggestion* set : {out_.best ? &*out_.best : nullptr, out_.newer ? &*out_.newer : nullptr}) {
            if (set != nullptr) {
                add_devel(*set);
            }
        }
        out_.passed_over = of_machine_ ? std::vector{*of_machine_} : against_.all();
        return std::move(out_);
    }

private:
    bool try_one(const Candidate& candidate) {
        if (!candidate.python_fits) {
            against_one_ = {candidate.set, "there is no build for Python " + to_string(candidate.set.python),
                            Cause::wheel_absent, candidate.set.fact};
            return false;
        }
        Answer answer = ask(candidate.dockerfile, hosts_, knowledge_);
        if (answer.verdict == Verdict::runs) {
            against_one_.reset();
            out_.best = candidate.set;
            return true;
        }
        against_one_.reset();
        if (!answer.reason) {
            return false;
        }
        const std::string why =
            answer.reason->message + (answer.host.empty() ? "" : " (" + answer.host + ")");
        const bool caveat = answer.verdict == Verdict::runs_with_caveat &&
                            (answer.reason->cause != Cause::arch_not_compiled ||
                             !libraries_too_old(candidate.set, hosts_, knowledge_));
        if (caveat && !out_.newer) {
            out_.newer = candidate.set;
            out_.newer->verdict = answer.verdict;
            out_.newer->caveat = why;
        } else {
            against_one_ = {candidate.set, why, answer.reason->cause, answer.reason->fact};
        }
        return false;
    }

    /// The last word on one build is what counts against it.
    void settle() {
        if (against_one_) {
            against_.add(against_one_->set, std::move(against_one_->why), against_one_->cause,
                         against_one_->fact);
            against_one_.reset();
        }
    }

    void add_devel(Suggestion& set) const {
        for (const std::string& image : devel_images(set.cuda, set.python, knowledge_)) {
            const Verdict verdict = ask("FROM " + image + "\n", hosts_, knowledge_).verdict;
            if (verdict == Verdict::runs || verdict == Verdict::runs_with_caveat) {
                set.devel = image;
                return;
            }
        }
    }

    std::span<const Host> hosts_;
    const Knowledge& knowledge_;
    Against against_;
    struct AgainstOne {
        Suggestion set;
        std::string why;
        Cause cause;
        knowledge::Fact fact;
    };
    std::optional<PassedOver> of_machine_;  ///< what no version helps against
    std::optional<AgainstOne> against_one_; ///< of the build that is being tried
    Suggested out_;
};

} // namespace

Suggested suggest(const Wish& wish, std::span<const Host> hosts, const Knowledge& knowledge) {
    Search search(hosts, knowledge);
    search.among(candidates(wish, knowledge));
    if (search.goes_on()) {
        search.among(ready_images(wish, knowledge));
    }
    return search.finish();
}

std::vector<std::string_view> frameworks(const Knowledge& knowledge) {
    std::vector<std::string_view> out;
    for (const knowledge::Release& release : knowledge.releases) {
        const bool builds = std::ranges::any_of(
            release.variants, [](const knowledge::Variant& variant) { return variant.cuda.known(); });
        if (builds && (out.empty() || out.back() != release.package)) {
            out.push_back(release.package);
        }
    }
    return out;
}

} // namespace dockwright::gpu

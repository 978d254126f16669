#include "gpu/repair/trial.hpp"
#include "gpu/machine.hpp"
#include "gpu/repair/cut.hpp"
#include <algorithm>

namespace dockwright::gpu {
namespace {

/// The weight that a verdict comes from.
Weight weight_of(Verdict verdict) {
    switch (verdict) {
    case Verdict::runs: return Weight::note;
    case Verdict::runs_with_caveat: return Weight::caveat;
    case Verdict::unknown: return Weight::unknown;
    case Verdict::fails: return Weight::fails;
    case Verdict::build_fails: return Weight::build_fails;
    }
    return Weight::note;
}

/// `Install torch` behind something else is `install torch`.
std::string joined(const std::string& done, std::string title) {
    if (done.empty()) {
        return title;
    }
    if (title.size() > 1 && title[0] >= 'A' && title[0] <= 'Z' && title[1] >= 'a') {
        title[0] = static_cast<char>(title[0] - 'A' + 'a');
    }
    return done.ends_with(title) ? done : done + "; " + title;
}

/// Where a place is when the edits are made.
Offset moved(Offset at, const std::vector<TextEdit>& edits) {
    std::size_t out = at.index();
    for (const TextEdit& edit : edits) {
        if (edit.span.end <= at) {
            out += edit.text.size();
            out -= edit.span.size();
        }
    }
    return offset(out);
}

/// What was put before, and by these edits, in the text that they leave.
std::vector<Span> put_by(const std::vector<TextEdit>& edits, const std::vector<Span>& before) {
    std::vector<Span> out;
    out.reserve(before.size() + edits.size());
    for (const Span span : before) {
        out.push_back({moved(span.begin, edits), moved(span.end, edits)});
    }
    for (const TextEdit& edit : edits) {
        const Offset end = moved(edit.span.end, edits);
        out.push_back({end - edit.text.size(), end});
    }
    return out;
}

/// Two words may take their version from one variable. Nothing where edits contradict each other.
std::optional<std::vector<TextEdit>> without_doubles(const std::vector<TextEdit>& edits) {
    std::vector<TextEdit> out;
    for (const TextEdit& edit : edits) {
        if (std::ranges::find(out, edit) != out.end()) {
            continue;
        }
        if (std::ranges::any_of(out, [&](const TextEdit& other) { return conflict(edit, other); })) {
            return std::nullopt;
        }
        out.push_back(edit);
    }
    return out;
}

template <class T>
std::shared_ptr<const T> borrowed(const T& value) {
    return {std::shared_ptr<const T>(), &value};
}

} // namespace

bool Outcome::is_better_than(const Outcome& before) const {
    if (reasons.empty() || before.reasons.empty()) {
        return reasons.empty();
    }
    return grave < before.grave || reasons.size() < before.reasons.size() ||
           reasons.front().cause != before.reasons.front().cause;
}

Trial::Trial(const Question& asked, std::vector<const Host*> machines)
    : question(&asked), document(borrowed(asked.document)), surroundings(borrowed(asked.surroundings)),
      stage(asked.stage), hosts(std::move(machines)), chain(asked.document.text().size()) {
    if (auto cut = cut_to_stage(asked)) {
        document = std::move(cut->document);
        stage = cut->stage;
    }
    judge();
}

std::optional<Trial> Trial::with(const Offer& offer) const {
    const auto edits = without_doubles(offer.edits);
    if (!edits || changes_again(*edits)) {
        return std::nullopt;
    }
    Trial out = *this;
    if (!edits->empty()) {
        std::string text = dockwright::apply(document->text(), *edits);
        if (text == document->text()) {
            return std::nullopt;
        }
        out.document = model::Document::parse(std::move(text));
        out.chain.then(*edits);
        out.put = put_by(*edits, put);
    }
    if (offer.listed && !out.change(*offer.listed)) {
        return std::nullopt;
    }
    out.change(offer.remedy, offer.driver);
    out.title = joined(title, offer.title);
    out.commands.insert(out.commands.end(), offer.commands.begin(), offer.commands.end());
    ++out.steps;
    return out;
}

bool Trial::changes_again(const std::vector<TextEdit>& edits) const {
    return std::ranges::any_of(edits, [&](const TextEdit& edit) {
        return std::ranges::any_of(
            put, [&](Span span) { return edit.span.begin < span.end && span.begin < edit.span.end; });
    });
}

void Trial::judge() {
    states = std::make_shared<const std::vector<ImageState>>(
        image_states(*document, *surroundings, question->knowledge));
    outcome = {};
    for (const Host* host : hosts) {
        Judgement judgement = gpu::judge({.document = *document,
                                          .surroundings = *surroundings,
                                          .knowledge = question->knowledge,
                                          .host = host,
                                          .stage = stage},
                                         *states);
        const bool worse = judgement.verdict > outcome.verdict;
        if (worse) {
            outcome.verdict = judgement.verdict;
            outcome.reasons.clear();
        }
        for (Reason& reason : judgement.reasons) {
            outcome.grave += reason.weight >= Weight::fails ? 1 : 0;
            if (reason.weight == Weight::caveat) {
                outcome.caveats.push_back(reason.message);
            }
            if (worse && reason.weight == weight_of(judgement.verdict)) {
                outcome.reasons.push_back(std::move(reason));
            }
        }
    }
}

Ailing Trial::ailing(const Reason& reason) const {
    return {.document = *document,
            .surroundings = *surroundings,
            .knowledge = question->knowledge,
            .state = state_at(reason),
            .reason = reason,
            .hosts = hosts};
}

/// Of the stage that the reason stands in.
const ImageState& Trial::state_at(const Reason& reason) const {
    for (const model::Stage& one : document->stages()) {
        const Span begin = document->instructions()[one.from].span;
        const Span end = document->instructions()[one.end - 1].span;
        if (Span{begin.begin, end.end}.covers(reason.place.span)) {
            return (*states)[one.index];
        }
    }
    return (*states)[stage.value_or(static_cast<std::uint32_t>(states->size() - 1))];
}

Repair Trial::repair() const {
    Repair out{.title = title, .edits = chain.edits(), .commands = commands, .gives = outcome.verdict};
    if (out.gives == Verdict::runs_with_caveat && !outcome.caveats.empty()) {
        out.caveat = outcome.caveats.front();
    }
    return out;
}

std::string Trial::key() const {
    std::string out(document->text());
    for (const std::string& command : commands) {
        out += "\n" + command;
    }
    return out;
}

void Trial::change(Remedy remedy, const Version& driver) {
    if (remedy == Remedy::none) {
        return;
    }
    if (remedy == Remedy::shared_memory) {
        auto more = std::make_shared<model::Surroundings>(*surroundings);
        for (model::RunPlan& plan : more->plans) {
            plan.shm_size = std::uint64_t{8} << 30U;
        }
        more->plans.push_back({.shm_size = std::uint64_t{8} << 30U});
        surroundings = std::move(more);
        return;
    }
    auto others = std::make_shared<std::vector<Host>>();
    for (const Host* host : hosts) {
        Host& other = others->emplace_back(host != nullptr ? *host : Host{});
        switch (remedy) {
        case Remedy::driver:
            other.driver = std::max(driver, other.driver);
            other.driver_text = driver_text(other.driver);
            break;
        case Remedy::request: other.request = Request::gpus; break;
        case Remedy::toolkit: other.toolkit_missing = false; break;
        default: break;
        }
    }
    for (std::size_t i = 0; i < hosts.size(); ++i) {
        hosts[i] = hosts[i] != nullptr ? &(*others)[i] : nullptr;
    }
    changed = std::move(others);
}

bool Trial::change(const ListedVersion& listed) {
    auto other = std::make_shared<model::Surroundings>(*surroundings);
    for (model::PackageList& list : other->lists) {
        for (model::ListedPackage& package : list.packages) {
            if (list.path == listed.file && package.line == listed.line && package.name == listed.package) {
                package.version = listed.version;
                surroundings = std::move(other);
                return true;
            }
        }
    }
    return false;
}

} // namespace dockwright::gpu

#pragma once
#include "gpu/judge.hpp"
#include "gpu/repair/mend.hpp"
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Private to gpu/: a changed Dockerfile on its way to one that runs.
namespace dockwright::gpu {

/// How a text does on several machines: the worst of them.
struct Outcome {
    Verdict verdict = Verdict::runs;
    std::vector<Reason> reasons; ///< those that make the verdict what it is, the chief one first
    std::size_t grave = 0; ///< how many there are on all machines that are as bad or worse than a failure
    std::vector<std::string> caveats;

    /// Something is solved, so that it is worth while to go on.
    bool is_better_than(const Outcome& before) const;
};

struct Trial {
    /// The beginning: nothing is changed, but stages that don't matter may be gone. It is judged at once.
    Trial(const Question& question, std::vector<const Host*> machines);

    /// With what an offer changes, not yet judged; nothing if it can't be changed so, or if it would
    /// change again what an earlier step chose.
    std::optional<Trial> with(const Offer& offer) const;
    void judge();

    Ailing ailing(const Reason& reason) const;
    Repair repair() const;
    /// The same for trials that come to the same.
    std::string key() const;

    const Question* question;
    std::shared_ptr<const model::Document> document;
    std::shared_ptr<const model::Surroundings> surroundings;
    std::optional<std::uint32_t> stage; ///< the asked one, in this document
    std::vector<const Host*> hosts;
    std::shared_ptr<const std::vector<Host>> changed; ///< owns `hosts` where commands change them
    std::shared_ptr<const std::vector<ImageState>> states;
    Outcome outcome;
    std::string title;
    EditChain chain;
    std::vector<std::string> commands;
    int steps = 0;
    std::vector<Span> put; ///< of the text: what earlier steps put there

private:
    bool changes_again(const std::vector<TextEdit>& edits) const;
    void change(Remedy remedy, const Version& driver);
    bool change(const ListedVersion& listed);
    const ImageState& state_at(const Reason& reason) const;
};

} // namespace dockwright::gpu

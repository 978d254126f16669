#pragma once
#include "gpu/host.hpp"
#include "gpu/image/image_state.hpp"
#include "gpu/verdict.hpp"
#include <optional>
#include <vector>

namespace dockwright::gpu {

/// Will it run there? Views: what they show outlives the answer.
struct Question {
    const model::Document& document;
    const model::Surroundings& surroundings;
    const knowledge::Knowledge& knowledge;
    const Host* host = nullptr;         ///< null: only what is wrong on every machine
    std::optional<std::uint32_t> stage; ///< nothing: the last one
};

struct Judgement {
    std::uint32_t stage = 0;
    Verdict verdict = Verdict::runs;
    bool meant_for_gpu = false;
    std::vector<Reason> reasons; ///< the chief one first
};

/// `states` are image_states of the same document.
Judgement judge(const Question& question, const std::vector<ImageState>& states);
Judgement judge(const Question& question);

/// The smallest edits that make it run, the best first, each proven by judging the edited text again.
std::vector<Repair> repairs(const Question& question, const Judgement& judgement);

/// The newest combination of edits with which it runs on all of these hosts.
std::vector<Repair> repairs_for_all(const Question& question, std::span<const Host> hosts);

} // namespace dockwright::gpu

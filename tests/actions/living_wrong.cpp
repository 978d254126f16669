#include "living_engine.hpp"
#include <gtest/gtest.h>

namespace dockwright::testing {

std::vector<Wrong> every_wrong(std::size_t requests) {
    std::vector<Wrong> out;
    for (std::size_t at = 0; at < requests; ++at) {
        for (const Failure failure : failures) {
            const bool shaped = failure == Failure::not_json || failure == Failure::other_shape;
            if (!shaped) {
                out.push_back({.at = at, .failure = failure});
            }
            if (failure != Failure::server_error) {
                out.push_back({.at = at, .failure = failure, .done = true});
            }
        }
        for (const int status : {400, 404, 409, 503}) {
            out.push_back({.at = at, .status = status});
        }
    }
    return out;
}

void with_every_cut(std::size_t requests, const std::function<bool(const Wrong& wrong)>& run) {
    constexpr std::size_t most = 4000;
    for (std::size_t at = 0; at < requests; ++at) {
        std::size_t cut = 0;
        while (cut < most && !run({.at = at, .done = true, .cut = cut})) {
            ++cut;
        }
        EXPECT_GT(cut, 20U) << "request " << at << ": an answer's beginning was taken for the whole";
        EXPECT_LT(cut, most) << "request " << at << ": its answer is never whole";
    }
}

std::string name_of(const Wrong& wrong) {
    const std::string how = wrong.cut != Wrong::never ? "cut at " + std::to_string(wrong.cut)
                            : wrong.status != 0       ? std::to_string(wrong.status)
                                                      : std::string(name_of(wrong.failure));
    return "request " + std::to_string(wrong.at) + ": " + how + (wrong.done ? ", done all the same" : "");
}

std::string fault_of(const Problem& problem) {
    const std::string& text = problem.message;
    if (problem.kind.empty() || text.empty()) {
        return "it says nothing";
    }
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') {
            return "it has a control sign: " + text;
        }
    }
    if (text.ends_with('.') || text.find(". ") != std::string::npos) {
        return "it is more than a sentence: " + text;
    }
    const bool by_person = problem.kind == engine::problem_kind::cancelled;
    return problem.next_step.empty() && !by_person ? "it has no next step: " + text : std::string();
}

} // namespace dockwright::testing

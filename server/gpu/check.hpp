#pragma once
#include "gpu/host.hpp"
#include "gpu/image/image_state.hpp"
#include "gpu/judge.hpp"
#include "gpu/verdict.hpp"
#include <string>
#include <string_view>
#include <vector>

/// A check looks at one way of going wrong. One file in gpu/checks/ each, collected by CMake like the
/// lint rules; none knows of another.
namespace dockwright::gpu {

/// All that a check may see.
struct Case {
    const model::Document& document;
    const model::Surroundings& surroundings;
    const knowledge::Knowledge& knowledge;
    const ImageState& state;                  ///< of the stage in question
    std::span<const ImageState* const> built; ///< it and all stages that its build runs, in order
    const Host* host;                         ///< null: judge what is wrong on every machine
    bool meant_for_gpu;
};

/// Where checks put what they find.
class Reasons {
public:
    explicit Reasons(std::vector<Reason>& reasons) : reasons_(reasons) {}

    Reason& add(Cause cause, Weight weight, Place place, std::string message, knowledge::Fact fact) {
        return reasons_.emplace_back(Reason{cause, weight, place, std::move(message), fact});
    }

private:
    std::vector<Reason>& reasons_;
};

struct Check {
    std::string_view name;   ///< the file's stem
    bool needs_host = false; ///< it says nothing without one
    void (*run)(const Case& asked, Reasons& reasons) = nullptr;
};

namespace checks {
std::span<const Check* const> all();
} // namespace checks

} // namespace dockwright::gpu

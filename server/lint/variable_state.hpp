#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

/// Private to variable_flow: what is known at one place of a script.
namespace dockwright::lint {

/// What a value can have in it. The greater one wins where two ways meet and where values are joined.
enum class Blanks : std::uint8_t {
    empty, ///< nothing at all
    none,  ///< something, surely without blanks and wildcards
    maybe
};

class VariableState {
public:
    using Outer = Blanks (*)(const void* where, std::string_view name); ///< what is set outside the script

    VariableState(Outer outer, const void* where) : outer_(outer), where_(where) {}

    bool reachable() const { return reachable_; }
    void leave() { reachable_ = false; }

    Blanks value(std::string_view name) const {
        if (!reachable_) {
            return Blanks::maybe;
        }
        const auto found = std::ranges::find(variables_, name, &Variable::name);
        return found != variables_.end() ? found->value : outer_(where_, name);
    }
    void assign(std::string_view name, Blanks value) {
        const auto found = std::ranges::find(variables_, name, &Variable::name);
        if (found != variables_.end()) {
            found->value = value;
        } else if (variables_.size() < most) {
            variables_.push_back({name, value});
        }
    }
    /// What holds if either this or the other one does.
    void join(const VariableState& other) {
        if (!other.reachable_) {
            return;
        }
        if (!reachable_) {
            *this = other;
            return;
        }
        for (Variable& variable : variables_) {
            variable.value = std::max(variable.value, other.value(variable.name));
        }
        for (const Variable& variable : other.variables_) {
            assign(variable.name, std::max(variable.value, value(variable.name)));
        }
    }
    bool operator==(const VariableState& other) const {
        return reachable_ == other.reachable_ && variables_ == other.variables_;
    }

private:
    static constexpr std::size_t most = 300; ///< of further ones nothing is known

    struct Variable {
        std::string_view name;
        Blanks value;
        bool operator==(const Variable&) const = default;
    };
    Outer outer_;
    const void* where_;
    std::vector<Variable> variables_;
    bool reachable_ = true;
};

} // namespace dockwright::lint

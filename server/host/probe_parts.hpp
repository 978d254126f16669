#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Private to host/: the parts of what `probe_script` printed.
namespace dockwright::host {

struct ProbePart {
    std::string name;
    std::string text;          ///< as the machine had it; a last line without end has got one
    std::optional<int> status; ///< of the command; nullopt: cut off

    bool succeeded() const { return status == 0; }
};

class ProbeParts {
public:
    /// Lines outside of parts (a login's greeting) are dropped; of parts with one name the first counts.
    explicit ProbeParts(std::string_view output);

    /// Null: the script did not come to it.
    const ProbePart* find(std::string_view name) const;
    /// The text of a part whose command succeeded, else "".
    std::string_view text(std::string_view name) const;

private:
    std::vector<ProbePart> parts_;
};

/// Cuts off the first line that begins with `label`, with what stands before it, and gives what follows
/// the label. nullopt: there is none.
std::optional<std::string_view> take_labelled(std::string_view& text, std::string_view label);

} // namespace dockwright::host

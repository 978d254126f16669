#pragma once
#include "lint/finding.hpp"
#include "model/document.hpp"
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

/// Comments that say which findings are meant to be:
///   # hadolint ignore=DL3006,SC2086        the next instruction
///   # hadolint global ignore=DL3006        the whole file
///   # hadolint stage ignore=DL3006         the stage whose FROM follows
///   # check=skip=StageNameCasing           in the first lines: the file; above an instruction: it
///   # dockerfile-utils: ignore             all that dockerfile-utils finds in the instruction right below
///   # shellcheck disable=SC2086,SC2046     the whole RUN, or in a heredoc the next command
///   # dockwright ignore=RULE: pinned by the release job
///   # dockwright stage ignore=…            # dockwright file ignore=…
/// One that stands between the lines of an instruction, or in a heredoc, is about the line below
/// it; one behind a command in a heredoc about its own line.
namespace dockwright::lint {

enum class Dialect : std::uint8_t { dockwright, hadolint, check, dockerfile_utils, shellcheck };

struct Suppression {
    Dialect dialect = Dialect::dockwright;
    std::string_view selector; ///< a rule's id, a group or a peers' code; `all` for all of that peer's
    Span selector_span;
    std::string_view reason; ///< "" if none is given
    Span comment;
    /// Where it holds. Findings that begin in it are left out.
    Span scope;
    bool whole_file = false;
    /// It stands right above what it is about. hadolint sees no other.
    bool adjacent = true;
    bool used = false; ///< it covers a finding that Suppressions::cover was asked about
};

/// A comment that is written like a suppression and is none.
struct VoidSuppression {
    enum class Why : std::uint8_t {
        no_equals,     ///< `ignore DL3006`, `ignore: DL3006`
        no_names,      ///< nothing behind the `=`
        text_behind,   ///< hadolint's with a reason that no `#` parts from the codes: `text`
        no_stage,      ///< `stage` above what is no FROM
        no_instruction ///< nothing stands below it, or not right below dockerfile-utils'
    };
    Why why = Why::no_equals;
    Dialect dialect = Dialect::dockwright;
    Span comment;
    Span text;
};

class Suppressions {
public:
    explicit Suppressions(const model::Document& document);

    std::span<const Suppression> all() const { return all_; }
    std::span<const VoidSuppression> void_ones() const { return void_; }

    /// Whether a `# check=experimental=` at the top of the file, or above the instruction at that
    /// place, switches the experimental check on.
    bool switches_on(std::string_view code, Offset at) const;

    /// Whether one of the given dialect (any, if none is given) covers the finding: by its rule's
    /// id or group, or by one of its codes. Those that do are `used` from then on.
    bool cover(const Finding& finding, std::optional<Dialect> dialect);

private:
    friend class SuppressionReader;

    std::vector<Suppression> all_;
    std::vector<VoidSuppression> void_;
    // Indices in all_: those of one instruction, by its place, and those that reach further.
    std::vector<std::uint32_t> narrow_;
    std::vector<std::uint32_t> wide_;
    struct Experiment {
        std::string_view code;
        Span scope;
    };
    std::vector<Experiment> experimental_;
};

} // namespace dockwright::lint

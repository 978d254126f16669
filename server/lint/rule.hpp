#pragma once
#include "base/message.hpp"
#include "knowledge/tables.hpp"
#include "lint/finding.hpp"
#include "lint/gpu_facts.hpp"
#include "lint/options.hpp"
#include "lint/shell_facts.hpp"
#include "model/document.hpp"
#include "model/surroundings.hpp"
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// A lint rule is one file in lint/rules/: a constant Rule with its check, its examples and its
/// texts. CMake collects them; no other file names a rule.
namespace dockwright::lint {

struct Suppression;
struct VoidSuppression;

/// All that a rule may see.
struct Facts {
    const model::Document& document;
    const Options& options;
    const model::Surroundings& surroundings;
    const knowledge::Knowledge& knowledge;
    std::span<const gpu::ImageState> images; ///< as in GpuFacts
    std::span<const Judged> judged;          ///< as in GpuFacts
    const ShellFacts& shell;
    bool gpu_repairs = true; ///< as in Settings
};

/// What is said about one finding, in a chain: `report.at(span, "…").as("DL3020").fix(…)`.
class Reported {
public:
    explicit Reported(Finding& finding) : finding_(finding) {}

    /// This peer finds it too, at the same place or at `span`.
    Reported& as(std::string_view code) { return as(code, finding_.span); }
    Reported& as(std::string_view code, Span span) {
        finding_.codes.push_back({code, span});
        return *this;
    }
    /// `as` if the condition holds.
    Reported& as_if(bool condition, std::string_view code) { return condition ? as(code) : *this; }
    /// Only this peer finds it (it is not wrong, or that peer is): shown in its preset alone.
    Reported& only_as(std::string_view code) { return only_as(code, finding_.span); }
    Reported& only_as(std::string_view code, Span span) {
        finding_.peer_only = true;
        return as(code, span);
    }
    Reported& severity(Severity severity) {
        finding_.severity = severity;
        return *this;
    }
    Reported& fix(Safety safety, std::string_view title, std::vector<TextEdit> edits) {
        finding_.fixes.push_back({safety, std::string(title), std::move(edits)});
        return *this;
    }
    /// It is found in a file beside the Dockerfile, and said so there.
    Reported& beside(std::string_view path, std::uint32_t line, std::string_view message) {
        finding_.beside = Beside{.path = std::string(path), .line = line, .message = std::string(message)};
        return *this;
    }
    Reported& related(Span span, std::string_view message) {
        finding_.related.push_back({span, std::string(message)});
        return *this;
    }

private:
    Finding& finding_;
};

class Report {
public:
    Report(const Rule& rule, std::vector<Finding>& findings) : rule_(rule), findings_(findings) {}

    /// `pattern` says what is wrong and why it matters; each `{}` is replaced by a value.
    template <class... Values>
    Reported at(Span span, std::string_view pattern, const Values&... values) {
        return add(span, message(pattern, {std::string_view(values)...}));
    }

private:
    Reported add(Span span, std::string message);

    const Rule& rule_;
    std::vector<Finding>& findings_;
};

/// In an example: what the program ShellCheck says of the first such token of each RUN.
struct ShellCheckSays {
    std::uint32_t code = 0;
    model::ShellCheckComment::Level level{};
    std::string_view token;
    std::string_view message;
    std::string_view before{};      ///< what stands in front of the token that is meant
    std::string_view replacement{}; ///< its fix; "": it has none
};

/// Source in the margin notation of the tests: `|` a line, `~` what is found in the line above,
/// `+` (in `bad` only) a line as the safe fix leaves it. Every `bad` gives exactly its findings of
/// this rule, every `good` none.
struct Example {
    std::string_view title;
    std::string_view bad{};
    std::string_view good{};
    const Options* options = nullptr; ///< for rules that do nothing unless they are configured
    std::string_view machine{};       ///< for the machine of the settings: `RTX 5090, 550.54.14`
    /// Files of the build context, each behind a line `== NAME`.
    std::string_view beside{};
    std::string_view dockerignore{}; ///< the file of that name beside it, its lines parted by `, `
    std::span<const ShellCheckSays> shellcheck{};
};

enum class Group : std::uint8_t {
    syntax,
    correctness,
    reproducibility,
    security,
    style,
    deprecated,
    labels,
    size,
    gpu
};
inline constexpr std::size_t group_count = 9;
std::string_view name(Group group);
std::optional<Group> group(std::string_view name);

/// The calmest preset that has a rule. `strict` has those of `recommended` too, `all` has all.
enum class Level : std::uint8_t { recommended, strict, all };
std::string_view name(Level level);

/// Whether a rule offers fixes; the single finding says how safe its own is.
enum class Fixes : std::uint8_t { none, sometimes, always };
std::string_view name(Fixes fixes);

/// A suppression and what came of it.
struct SuppressionUse {
    const Suppression& suppression;
    bool known = false;  ///< it names a rule, a group or a code that we have
    bool judged = false; ///< all that it names was looked for
    bool locked = false; ///< the configuration lets no comment suppress what it names
};

/// All that a rule about suppressions may see, when every other rule has spoken.
struct Review {
    const model::Document& document;
    std::span<const SuppressionUse> uses;
    std::span<const VoidSuppression> void_ones;
};

struct Rule {
    std::string_view id; ///< kebab-case; the file's stem with dashes. Reads well after "allow"
    Codes also{};        ///< the peers' codes that its findings may carry
    std::string_view title;
    std::string_view why; ///< for a person who knows Python and not Docker; whole sentences
    Group group = Group::correctness;
    Severity severity = Severity::warning;
    Level level = Level::recommended;
    Fixes fixes = Fixes::none;
    Tag tag = Tag::none;
    /// The key of a configuration's `rules` that it goes by; "" if it has no options.
    std::string_view option{};
    std::span<const Example> examples;
    void (*check)(const Facts& facts, Report& report) = nullptr;
    /// In place of `check`: for what can be said only when all findings are known.
    void (*review)(const Review& review, Report& report) = nullptr;
    /// Codes besides `also` that its findings may carry, for a peer who has too many to list. Such a
    /// rule passes that peer's findings on: it stands back where another rule has the code, and finds
    /// nothing where the peer was not asked.
    bool (*carries)(std::string_view code) = nullptr;
};

namespace rules {
/// Every rule, by id.
std::span<const Rule* const> all();
} // namespace rules

} // namespace dockwright::lint

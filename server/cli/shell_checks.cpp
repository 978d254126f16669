#include "cli/shell_checks.hpp"
#include "actions/blocking.hpp"
#include "cli/in_order.hpp"
#include "engine/environment.hpp"
#include "lint/linter.hpp"
#include "lint/shellcheck/scripts.hpp"
#include <algorithm>
#include <set>

namespace dockwright::cli {
namespace {

namespace shellcheck = actions::shellcheck;
using Texts = std::vector<std::string>;
using Outcome = std::expected<shellcheck::Checked, Problem>;

/// A process is started for no fewer: two would only start twice.
constexpr std::size_t fewest_scripts = 20;

boost::asio::awaitable<Outcome> check_some(shellcheck::Options options, Texts scripts) {
    co_return co_await shellcheck::check(std::move(options), std::move(scripts));
}

Outcome check_now(const shellcheck::Options& options, const Texts& scripts) {
    return actions::run_blocking<shellcheck::Checked>([&] { return check_some(options, scripts); });
}

/// In parts that are about as long as each other.
std::vector<Texts> parts(const std::set<std::string>& scripts, std::size_t jobs) {
    std::vector<Texts> out(std::clamp<std::size_t>(scripts.size() / fewest_scripts, 1, jobs));
    std::size_t next = 0;
    for (const std::string& script : scripts) {
        out[next++ % out.size()].push_back(script);
    }
    return out;
}

} // namespace

ShellChecks::ShellChecks(const LintOptions& options) : isolated_(options.isolated) {
    const auto wish = options.wishes.shellcheck;
    if (wish == config::Asking::never || (isolated_ && wish != config::Asking::always)) {
        return;
    }
    if (auto program = shellcheck::find_program(engine::environment_from(options.environment).path)) {
        options_.emplace(shellcheck::Options{.program = std::move(*program),
                                             .folders = shellcheck::folders_from(options.environment)});
    }
}

bool ShellChecks::wants(const config::Resolved& resolved) const {
    const bool asked = resolved.shellcheck() == config::Asking::always ||
                       (resolved.shellcheck() == config::Asking::automatic && !isolated_);
    return is_there() && asked && lint::heeds_shellcheck(resolved.settings());
}

void ShellChecks::ask(std::span<const model::Document* const> documents, std::size_t jobs) {
    std::set<std::string> scripts;
    for (const model::Document* document : documents) {
        for (lint::shellcheck::Script& script : lint::shellcheck::scripts(*document)) {
            const std::lock_guard lock(mutex_);
            if (!known_.contains(script.text)) {
                scripts.insert(std::move(script.text));
            }
        }
    }
    if (scripts.empty() || !options_) {
        return;
    }
    const std::vector<Texts> each = parts(scripts, std::max<std::size_t>(jobs, 1));
    in_order(
        each.size(), jobs, [&](std::size_t i) { return std::optional(check_now(*options_, each[i])); },
        [&](const std::optional<Outcome>& outcome) {
            const std::lock_guard lock(mutex_);
            const std::optional<Problem> wrong = *outcome ? (*outcome)->problem : outcome->error();
            failure_ = failure_ ? failure_ : wrong;
            if (*outcome) {
                known_.insert((*outcome)->answers.begin(), (*outcome)->answers.end());
            }
        });
    const std::lock_guard lock(mutex_);
    for (const std::string& script : scripts) {
        known_.try_emplace(script, nullptr); // not asked about again
    }
}

std::shared_ptr<const model::ShellCheckAnswers> ShellChecks::answers(const model::Document& document) const {
    model::ShellCheckAnswers out;
    const auto scripts = lint::shellcheck::scripts(document);
    const std::lock_guard lock(mutex_);
    for (const lint::shellcheck::Script& script : scripts) {
        if (const auto found = known_.find(script.text); found != known_.end()) {
            out.insert(*found);
        }
    }
    return out.empty() ? nullptr : std::make_shared<const model::ShellCheckAnswers>(std::move(out));
}

std::optional<Problem> ShellChecks::missing(const config::Resolved& resolved) {
    if (is_there() || resolved.shellcheck() != config::Asking::always || said_missing_.exchange(true)) {
        return std::nullopt;
    }
    return shellcheck::missing();
}

std::optional<Problem> ShellChecks::failure() const {
    const std::lock_guard lock(mutex_);
    return failure_;
}

} // namespace dockwright::cli

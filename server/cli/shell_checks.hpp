#pragma once
#include "actions/shellcheck/check.hpp"
#include "base/problem.hpp"
#include "cli/lint_options.hpp"
#include "model/document.hpp"
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <span>

namespace dockwright::cli {

/// The program ShellCheck, for all files of one `lint`: asked about many scripts at once, each once.
/// May be used from several threads.
class ShellChecks {
public:
    /// Looks for the program where it may be wanted.
    explicit ShellChecks(const LintOptions& options);

    bool is_there() const { return options_.has_value(); }

    /// Whether it is asked about a file. `auto` is not for the presets of peers and not for a run
    /// that is isolated from what is installed here.
    bool wants(const config::Resolved& resolved) const;

    /// Asks about the scripts of some files, by up to so many processes at a time. Blocks; Ctrl-C ends
    /// the processes, and the files then go without.
    void ask(std::span<const model::Document* const> documents, std::size_t jobs);

    /// What it said of a file's scripts until now; null if nothing.
    std::shared_ptr<const model::ShellCheckAnswers> answers(const model::Document& document) const;

    /// It could not be asked, and the settings want it always. Once for all files.
    std::optional<Problem> missing(const config::Resolved& resolved);

    /// What was wrong with its answers, first of all.
    std::optional<Problem> failure() const;

private:
    bool isolated_;
    std::optional<actions::shellcheck::Options> options_;
    mutable std::mutex mutex_;
    model::ShellCheckAnswers known_;
    std::optional<Problem> failure_;
    std::atomic<bool> said_missing_ = false;
};

} // namespace dockwright::cli

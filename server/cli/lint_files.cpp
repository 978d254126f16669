#include "cli/lint_files.hpp"
#include "base/message.hpp"
#include "cli/in_order.hpp"
#include "cli/input.hpp"
#include "cli/lint_one.hpp"
#include "cli/lint_summary.hpp"
#include "cli/mistakes_text.hpp"
#include "cli/plan_targets.hpp"
#include "cli/terminal.hpp"
#include <filesystem>
#include <set>
#include <thread>

namespace dockwright::cli {
namespace {

/// Fewer files are done before a second thread has started.
constexpr std::size_t files_a_job = 32;

std::vector<Target> all_targets(const LintOptions& options, SettingsOf& settings_of, ExitCode& code) {
    const auto say_all = [&](const std::vector<Problem>& problems) {
        for (const Problem& problem : problems) {
            say(problem);
            code = ExitCode::failed;
        }
    };
    std::vector<Target> out;
    for (const std::string& path : options.paths) {
        if (path == "-") {
            out.push_back({path, {}});
            continue;
        }
        Found found = targets(path, options.git_ignored_too);
        say_all(found.problems);
        std::ranges::move(found.files, std::back_inserter(out));
    }
    drop_repeated(out);
    say_all(add_plan_targets(out, settings_of));
    return out;
}

/// A report in the place of a Dockerfile that it is about was a slip: `-f json=Dockerfile`.
std::optional<Problem> overwritten(const LintOptions& options, std::span<const Target> files) {
    for (const OutputTo& output : options.outputs) {
        const auto is_output = [&](const Target& file) {
            std::error_code ec;
            return file.path != "-" && std::filesystem::equivalent(file.path, output.file, ec);
        };
        std::error_code ec;
        if (std::filesystem::exists(output.file, ec) && std::ranges::any_of(files, is_output)) {
            return Problem{"wrong-use",
                           message("--format {}={} would put the report in place of a file that is linted",
                                   {output.format->name, output.file}),
                           "Name another file"};
        }
    }
    return std::nullopt;
}

/// What is printed, written and counted for all files together.
class Sink {
public:
    Sink(const LintOptions& options, BaselineFile* baseline) : options_(options), baseline_(baseline) {
        for (const OutputTo& output : options.diff ? std::vector<OutputTo>{} : options.outputs) {
            writers_.push_back(std::make_unique<ReportWriter>(output, prints_text(options)));
        }
    }

    std::optional<Problem> open() {
        for (const auto& writer : writers_) {
            if (auto problem = writer->open()) {
                return problem;
            }
        }
        return std::nullopt;
    }

    void take(Outcome outcome) {
        if (outcome.problem) {
            say(*outcome.problem);
            failed_ = true;
        }
        say_mistakes(outcome);
        for (std::size_t i = 0; i < std::min(writers_.size(), outcome.pieces.size()); ++i) {
            writers_[i]->take(outcome.pieces[i], outcome.counts.findings());
        }
        if (!outcome.text.empty()) {
            failed_ = !write_output(outcome.text) || failed_;
        }
        total_ += outcome.counts;
        for (const lint::BaselineEntry& entry : outcome.gone) {
            gone_.push_back(entry_text(outcome.path, entry));
        }
        if (!options_.new_baseline.empty() && outcome.counts.files > 0) {
            old_.emplace_back(std::move(outcome.path), std::move(outcome.old));
        }
    }

    ExitCode finish() {
        bool written = true;
        for (const auto& writer : writers_) {
            written = writer->finish(total_, failed_) && written;
        }
        write_error(options_.summary ? rule_table(total_) : std::string{});
        if (total_.files > 0 && is_counted() && options_.new_baseline.empty()) {
            say(summary(total_, options_));
        }
        written = finish_baseline() && written;
        if (failed_ || !written) {
            return ExitCode::failed;
        }
        return total_.failing > 0 ? ExitCode::findings : ExitCode::nothing;
    }

private:
    /// Once for each configuration, before the first file that it holds for.
    void say_mistakes(const Outcome& outcome) {
        if (outcome.configuration && outcome.configuration->has_mistakes() &&
            said_.insert(outcome.configuration).second) {
            write_error(mistakes_text(*outcome.configuration));
            failed_ = true;
        }
    }

    /// Whether a person reads along, or would otherwise be told nothing.
    bool is_counted() const {
        const auto shown = std::ranges::find(options_.outputs, "", &OutputTo::file);
        return shown == options_.outputs.end() || shown->format->counted;
    }

    bool finish_baseline() {
        if (baseline_ == nullptr) {
            return true;
        }
        if (options_.new_baseline.empty()) {
            std::ranges::move(baseline_->of_lost_files(), std::back_inserter(gone_));
            if (const std::string text = gone_text(*baseline_, gone_); !text.empty()) {
                say(text);
            }
            return true;
        }
        baseline_->renew(old_);
        if (const auto problem = baseline_->write()) {
            say(*problem);
            return false;
        }
        say(message("'{}' holds {} of {} from now on",
                    {baseline_->path(), counted(baseline_->findings(), "finding"),
                     counted(baseline_->files(), "file")}));
        return true;
    }

    const LintOptions& options_;
    BaselineFile* baseline_;
    std::vector<std::unique_ptr<ReportWriter>> writers_;
    bool failed_ = false;
    Counts total_;
    std::vector<std::string> gone_;
    std::vector<std::pair<std::string, std::vector<lint::BaselineEntry>>> old_;
    std::set<std::shared_ptr<const config::Configuration>> said_;
};

/// Null if there is none to read.
std::expected<std::unique_ptr<BaselineFile>, Problem> read_baseline(const LintOptions& options) {
    if (options.baseline.empty() && options.new_baseline.empty()) {
        return nullptr;
    }
    auto read = options.new_baseline.empty() ? BaselineFile::read(options.baseline)
                                             : BaselineFile::read_or_begin(options.new_baseline);
    if (!read) {
        return std::unexpected(std::move(read.error()));
    }
    return std::make_unique<BaselineFile>(std::move(*read));
}

/// ShellCheck is asked about so many files at once. Also the most that are held in memory then.
constexpr std::size_t files_a_time = 256;

/// Has ShellCheck asked about all that some files hold together. They are read again later: that is
/// nothing beside a process for each of them.
void ask_ahead(std::span<const Target> files, std::size_t jobs, SettingsOf& settings_of,
               ShellChecks& checks) {
    using Read = std::shared_ptr<const model::Document>;
    std::vector<Read> read;
    std::vector<const model::Document*> asked;
    in_order(
        files.size(), jobs,
        [&](std::size_t i) -> Read {
            const Target& file = files[i];
            std::error_code ec;
            const bool again = file.path != "-" && std::filesystem::is_regular_file(file.path, ec);
            auto text = again && !file.plan_kind && checks.wants(*settings_of(file.path))
                            ? read_file(file.path)
                            : std::unexpected(Problem{});
            return text ? model::Document::parse(std::move(*text)) : nullptr;
        },
        [&](Read document) {
            if (document) {
                asked.push_back(document.get());
                read.push_back(std::move(document));
            }
        });
    checks.ask(asked, std::max<std::size_t>(jobs, 1));
}

} // namespace

ExitCode lint_files(const LintOptions& options) {
    ExitCode code = ExitCode::nothing;
    SettingsOf settings_of(options);
    const std::vector<Target> files = all_targets(options, settings_of, code);
    auto baseline = read_baseline(options);
    BaselineFile* const known = baseline ? baseline->get() : nullptr;
    Sink sink(options, known);
    auto problem = baseline ? overwritten(options, files) : std::optional(baseline.error());
    problem = problem ? problem : sink.open();
    if (problem) {
        say(*problem);
        return ExitCode::failed;
    }
    const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t jobs =
        options.jobs != 0 ? options.jobs : std::min(processors, files.size() / files_a_job);
    ShellChecks checks(options);
    const std::size_t size = checks.is_there() ? files_a_time : std::max<std::size_t>(files.size(), 1);
    for (std::size_t at = 0; at < files.size(); at += size) {
        const auto some = std::span(files).subspan(at, std::min(size, files.size() - at));
        if (checks.is_there()) {
            ask_ahead(some, jobs, settings_of, checks);
        }
        in_order(
            some.size(), jobs,
            [&](std::size_t i) { return lint_one(some[i], options, known, settings_of, checks); },
            [&](Outcome outcome) { sink.take(std::move(outcome)); });
    }
    if (const auto failure = checks.failure()) {
        say(*failure);
        code = graver(code, options.wishes.shellcheck == config::Asking::always ? ExitCode::failed : code);
    }
    return graver(code, sink.finish());
}

} // namespace dockwright::cli

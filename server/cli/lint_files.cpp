#include "cli/lint_files.hpp"
#include "cli/in_order.hpp"
#include "cli/lint_one.hpp"
#include "cli/mistakes_text.hpp"
#include "cli/terminal.hpp"
#include <set>
#include <thread>

namespace dockwright::cli {
namespace {

/// Written when so much has gathered, so that memory does not grow with the number of files.
constexpr std::size_t large_write = 1U << 20U;
/// Fewer files are done before a second thread has started.
constexpr std::size_t files_a_job = 32;

std::vector<Target> all_targets(const LintOptions& options, ExitCode& code) {
    std::vector<Target> out;
    for (const std::string& path : options.paths) {
        if (path == "-") {
            out.push_back({path, {}});
            continue;
        }
        Found found = targets(path);
        for (const Problem& problem : found.problems) {
            say(problem);
            code = ExitCode::failed;
        }
        std::ranges::move(found.files, std::back_inserter(out));
    }
    drop_repeated(out);
    return out;
}

/// What is printed for all files together.
class Sink {
public:
    explicit Sink(const LintOptions& options)
        : options_(options), prints_findings_(!options.diff && !prints_text(options)) {
        out_ += prints_findings_ ? options_.format->begin : std::string_view{};
    }

    void take(const Outcome& outcome) {
        if (outcome.problem) {
            say(*outcome.problem);
            failed_ = true;
        }
        say_mistakes(outcome);
        write_error(outcome.errors);
        if (!outcome.output.empty()) {
            out_ += prints_findings_ && !first_ ? options_.format->separator : std::string_view{};
            first_ = false;
            out_ += outcome.output;
        }
        total_ += outcome.counts;
        if (out_.size() > large_write) {
            flush();
        }
    }

    ExitCode finish() {
        out_ += prints_findings_ ? options_.format->end : std::string_view{};
        flush();
        if (options_.format->counted && total_.files > 0) {
            say(summary(total_, options_));
        }
        if (failed_ || unwritable_) {
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

    void flush() {
        unwritable_ = unwritable_ || !write_output(out_);
        out_.clear();
    }

    const LintOptions& options_;
    bool prints_findings_;
    std::string out_;
    bool first_ = true;
    bool failed_ = false;
    bool unwritable_ = false;
    Counts total_;
    std::set<std::shared_ptr<const config::Configuration>> said_;
};

} // namespace

ExitCode lint_files(const LintOptions& options) {
    ExitCode code = ExitCode::nothing;
    const std::vector<Target> files = all_targets(options, code);
    const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t jobs =
        options.jobs != 0 ? options.jobs : std::min(processors, files.size() / files_a_job);
    Sink sink(options);
    SettingsOf settings_of(options);
    in_order(
        files.size(), jobs, [&](std::size_t i) { return lint_one(files[i], options, settings_of); },
        [&](const Outcome& outcome) { sink.take(outcome); });
    return graver(code, sink.finish());
}

} // namespace dockwright::cli

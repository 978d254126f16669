#include "actions/shellcheck/check.hpp"
#include "actions/shellcheck/scratch_folder.hpp"
#include "actions/shellcheck/store.hpp"
#include "base/message.hpp"
#include "engine/on_pool.hpp"
#include "engine/run_program.hpp"
#include "project/shellcheck_answer.hpp"
#include <algorithm>
#include <boost/asio/this_coro.hpp>

namespace dockwright::actions::shellcheck {
namespace {

namespace asio = boost::asio;
using project::ShellCheckAnswer;
using Texts = std::vector<std::string>;
using Answers = std::vector<ShellCheckAnswer>;

constexpr std::size_t scripts_a_process = 100;
constexpr std::size_t most_kept = 20000; // files, of which most have less than a kilobyte
constexpr std::size_t largest_output = std::size_t{16} << 20U;
constexpr int failures_to_give_up = 3;
constexpr std::string_view next_step = "Try 'shellcheck --version' in a terminal: 0.7.0 or later is needed";
constexpr std::string_view ash = "#!/bin/ash";

std::string_view variable(const char* const* block, std::string_view name) {
    for (; block != nullptr && *block != nullptr; ++block) {
        const std::string_view entry = *block;
        if (entry.starts_with(name) && entry.substr(name.size()).starts_with('=')) {
            return entry.substr(name.size() + 1);
        }
    }
    return {};
}

/// The answer is the program's and its arguments' too: a new word here makes old answers void.
std::string key_of(const Program& program, std::string_view script) {
    return program.identity + "\n--norc 1\n" + std::string(script);
}

engine::ProgramCall call_of(const Options& options, Texts more, std::string folder) {
    engine::ProgramCall out{.program = options.program.path,
                            .arguments = std::move(more),
                            .environment = {},
                            .folder = std::move(folder)};
    return out;
}

/// One call, and what is asked about all of its scripts.
class Checking {
public:
    Checking(Options options, Checked checked)
        : options_(std::move(options)), store_(options_.folders.cache), checked_(std::move(checked)) {}

    asio::awaitable<Checked> run(Texts scripts) {
        if (std::ranges::any_of(scripts, [](const std::string& text) { return text.starts_with(ash); })) {
            co_await ask_version();
        }
        for (std::size_t at = 0; at < scripts.size() && failures_ < failures_to_give_up;
             at += scripts_a_process) {
            const auto first = scripts.begin() + static_cast<std::ptrdiff_t>(at);
            const std::size_t size = std::min(scripts_a_process, scripts.size() - at);
            const Texts some(first, first + static_cast<std::ptrdiff_t>(size));
            if (some.size() > 1 && co_await together(some)) {
                continue;
            }
            for (std::size_t i = 0; i < some.size() && failures_ < failures_to_give_up; ++i) {
                co_await alone(some[i]);
            }
        }
        co_return std::move(checked_);
    }

private:
    asio::awaitable<void> ask_version() {
        const engine::ProgramLimits limits{.time = options_.limit, .output = 4096};
        Texts arguments(1, "--version");
        engine::ProgramCall call = call_of(options_, std::move(arguments), std::string());
        const auto answer = co_await engine::run_program(co_await asio::this_coro::executor, std::move(call),
                                                         std::string(), limits);
        busybox_ = answer && knows_busybox(answer->output);
    }

    /// As this ShellCheck understands it.
    std::string written(const std::string& script) const {
        return script.starts_with(ash)
                   ? (busybox_ ? "#!/bin/busybox sh" : "#!/bin/dash") + script.substr(ash.size())
                   : script;
    }

    asio::awaitable<bool> together(const Texts& scripts) {
        Texts texts;
        Texts names;
        for (std::size_t i = 0; i < scripts.size(); ++i) {
            texts.push_back(written(scripts[i]));
            names.push_back(std::to_string(i));
        }
        using Folder = std::shared_ptr<ScratchFolder>;
        const std::function<Folder()> write = [inside = options_.folders.temporary, texts] {
            return Folder(ScratchFolder::write(inside, texts));
        };
        const Folder folder = co_await engine::on_pool(options_.pool, write);
        if (!folder) {
            co_return false;
        }
        // What goes wrong here goes wrong again below, with the script that it is about.
        const auto wrong = co_await ask(scripts, std::move(names), folder->path().string(), std::string());
        const std::function<bool()> clean = [folder] { return folder->remove(); };
        co_await engine::on_pool(options_.pool, clean);
        co_return !wrong;
    }

    asio::awaitable<void> alone(const std::string& script) {
        const Texts one(1, script);
        Texts input(1, "-");
        auto wrong = co_await ask(one, std::move(input), std::string(), written(script));
        if (wrong) {
            ++failures_;
            if (!checked_.problem) {
                checked_.problem = std::move(wrong);
            }
        }
    }

    /// Keeps what it says; nothing comes back if it does.
    asio::awaitable<std::optional<Problem>> ask(const Texts& scripts, Texts names, std::string folder,
                                                std::string input) {
        Texts arguments(1, "--norc");
        arguments.emplace_back("--format=json1");
        std::ranges::move(names, std::back_inserter(arguments));
        const engine::ProgramLimits limits{.time = options_.limit, .output = largest_output};
        engine::ProgramCall call = call_of(options_, std::move(arguments), std::move(folder));
        auto answer = co_await engine::run_program(co_await asio::this_coro::executor, std::move(call),
                                                   std::move(input), limits);
        if (!answer) {
            co_return std::move(answer.error());
        }
        const bool ended_well = (answer->exit_code == 0 || answer->exit_code == 1) && !answer->cut;
        if (!ended_well) {
            co_return failed(*answer);
        }
        const std::function<bool()> keep = [this, &scripts, said = std::move(answer->output)] {
            return take(scripts, said);
        };
        const bool read = co_await engine::on_pool(options_.pool, keep);
        co_return read ? std::nullopt : std::optional(unreadable());
    }

    Problem unreadable() const {
        return {.kind = "shellcheck-failed",
                .message =
                    message("'{}' printed no answer that can be read", {printable(options_.program.path)}),
                .next_step = std::string(next_step)};
    }

    Problem failed(const engine::ProgramAnswer& answer) const {
        const std::string said = printable(std::string_view(answer.errors).substr(0, 200));
        return {.kind = "shellcheck-failed",
                .message = message("'{}' ended with {}{}{}",
                                   {printable(options_.program.path), std::to_string(answer.exit_code),
                                    said.empty() ? "" : ": ", said}),
                .next_step = std::string(next_step)};
    }

    bool take(const Texts& scripts, const std::string& said) {
        const std::optional<Answers> answers = project::read_shellcheck_answer(said, scripts.size());
        for (std::size_t i = 0; answers && i < scripts.size(); ++i) {
            const ShellCheckAnswer& answer = (*answers)[i];
            checked_.answers[scripts[i]] = answer.comments;
            store_.put(key_of(options_.program, scripts[i]), answer.json);
        }
        if (answers) {
            store_.trim(most_kept);
        }
        return answers.has_value();
    }

    const Options options_;
    const Store store_;
    Checked checked_;
    bool busybox_ = false;
    int failures_ = 0;
};

} // namespace

Folders folders_from(const char* const* block) {
    std::filesystem::path cache = variable(block, "XDG_CACHE_HOME");
    if (!cache.is_absolute()) {
        const std::filesystem::path home = variable(block, "HOME");
        cache = home.is_absolute() ? home / ".cache" : std::filesystem::path();
    }
    const std::filesystem::path temporary = variable(block, "TMPDIR");
    return {.cache = cache.empty() ? cache : cache / "dockwright" / "shellcheck",
            .temporary = temporary.is_absolute() ? temporary : "/tmp"};
}

Checked check_from_cache(const Options& options, const std::vector<std::string>& scripts) {
    Checked out;
    const Store store(options.folders.cache);
    for (const std::string& script : scripts) {
        const auto kept =
            out.answers.contains(script) ? std::nullopt : store.get(key_of(options.program, script));
        auto answers = kept ? project::read_shellcheck_answer(*kept, 1) : std::nullopt;
        if (answers) {
            out.answers.emplace(script, std::move(answers->front().comments));
        }
    }
    return out;
}

asio::awaitable<Checked> check(Options options, std::vector<std::string> scripts) {
    const std::function<Checked()> look = [&options, &scripts] { return check_from_cache(options, scripts); };
    Checked checked = co_await engine::on_pool(options.pool, look);
    std::erase_if(scripts, [&](const std::string& script) { return checked.answers.contains(script); });
    std::ranges::sort(scripts);
    const auto repeated = std::ranges::unique(scripts);
    scripts.erase(repeated.begin(), repeated.end());
    if (scripts.empty()) {
        co_return checked;
    }
    Checking checking(std::move(options), std::move(checked));
    co_return co_await checking.run(std::move(scripts));
}

} // namespace dockwright::actions::shellcheck

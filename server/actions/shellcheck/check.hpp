#pragma once
#include "actions/shellcheck/program.hpp"
#include "base/problem.hpp"
#include "model/shellcheck.hpp"
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dockwright::actions::shellcheck {

/// Where answers are kept and scripts are written.
struct Folders {
    std::filesystem::path cache; ///< "": no answer is kept
    std::filesystem::path temporary;
};
/// By XDG_CACHE_HOME, HOME and TMPDIR in an array as POSIX' `environ` is one.
Folders folders_from(const char* const* block);

struct Options {
    Program program;
    Folders folders;
    std::chrono::milliseconds limit{20000}; ///< for one process
    /// For what blocks on the disk; none: here.
    std::optional<boost::asio::any_io_executor> pool{};
};

struct Checked {
    /// Of those scripts that could be checked.
    model::ShellCheckAnswers answers;
    /// Why some could not, if so; of several the first.
    std::optional<Problem> problem;
};

/// What is known of the scripts without a process.
Checked check_from_cache(const Options& options, const std::vector<std::string>& scripts);

/// What ShellCheck says of scripts as lint/shellcheck writes them: from the cache, the others by one
/// process for up to a hundred of them. Their files lie in a folder that nobody else may enter and
/// that is gone at the end. If a process fails, each of its scripts gets one of its own, until three
/// of those have failed too.
boost::asio::awaitable<Checked> check(Options options, std::vector<std::string> scripts);

} // namespace dockwright::actions::shellcheck

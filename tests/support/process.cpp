#include "support/process.hpp"
#include "support/read_file.hpp"
#include "support/temporary_folder.hpp"
#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace dockwright::testing {
namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> out;
    for (std::string& text : texts) {
        out.push_back(text.data());
    }
    out.push_back(nullptr);
    return out;
}

/// The side of a terminal that a person would sit at.
class Terminal {
public:
    Terminal() : descriptor_(::posix_openpt(O_RDWR | O_NOCTTY)) {
        if (descriptor_ < 0 || ::grantpt(descriptor_) != 0 || ::unlockpt(descriptor_) != 0) {
            ADD_FAILURE() << "no terminal can be made";
        }
    }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;
    ~Terminal() { ::close(descriptor_); }

    const char* name() const { return ::ptsname(descriptor_); }
    /// Until the program has closed its side.
    std::string read_all() const {
        std::string out;
        std::array<char, 4096> buffer{};
        while (true) {
            const ssize_t count = ::read(descriptor_, buffer.data(), buffer.size());
            if (count <= 0) {
                break;
            }
            out.append(buffer.data(), static_cast<std::size_t>(count));
        }
        std::erase(out, '\r');
        return out;
    }

private:
    int descriptor_;
};

int wait_for(pid_t process) {
    int status = 0;
    if (::waitpid(process, &status, 0) != process) {
        return -1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

} // namespace

Ended run_dockwright(const Invocation& run) {
    const TemporaryFolder streams;
    streams.write("in", run.input);
    const std::string output = (run.output_to.empty() ? streams.path() / "out" : run.output_to).string();
    const std::string errors = (streams.path() / "err").string();
    const Terminal terminal;

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, (streams.path() / "in").c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, run.terminal ? terminal.name() : output.c_str(),
                                     O_WRONLY | O_CREAT | O_NOCTTY, S_IRUSR | S_IWUSR);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors.c_str(), O_WRONLY | O_CREAT,
                                     S_IRUSR | S_IWUSR);
    posix_spawn_file_actions_addchdir_np(&actions, run.folder.c_str());

    std::vector<std::string> arguments{DOCKWRIGHT_BINARY "/dockwright"};
    arguments.insert(arguments.end(), run.arguments.begin(), run.arguments.end());
    std::vector<std::string> environment; // of a name that comes twice the first counts
    for (const auto& [name, value] : run.environment) {
        environment.push_back(name + "=" + value);
    }
    environment.insert(environment.end(), {"PATH=/usr/bin:/bin", "TERM=xterm"});
    pid_t process = 0;
    const int failed = ::posix_spawn(&process, arguments.front().c_str(), &actions, nullptr,
                                     pointers(arguments).data(), pointers(environment).data());
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) {
        ADD_FAILURE() << "cannot start " << arguments.front();
        return {};
    }
    Ended ended;
    if (run.terminal) {
        ended.output = terminal.read_all();
    }
    ended.exit_code = wait_for(process);
    if (!run.terminal && run.output_to.empty()) {
        ended.output = read_file(output);
    }
    ended.errors = read_file(errors);
    return ended;
}

} // namespace dockwright::testing

#include "cli/hosts/hosts.hpp"
#include <cerrno>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace dockwright::cli::hosts {

int run_here(const std::vector<std::string>& words) {
    constexpr int not_started = 127; // as a shell has it
    std::vector<std::string> copies = words;
    std::vector<char*> pointers;
    pointers.reserve(copies.size() + 1);
    for (std::string& word : copies) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    pid_t child = 0;
    if (pointers.size() < 2 ||
        ::posix_spawnp(&child, pointers[0], nullptr, nullptr, pointers.data(), ::environ) != 0) {
        return not_started;
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) {
            return not_started;
        }
    }
    constexpr int by_signal = 128;
    return WIFEXITED(status) ? WEXITSTATUS(status) : by_signal + WTERMSIG(status);
}

} // namespace dockwright::cli::hosts

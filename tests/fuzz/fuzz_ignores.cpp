#include "model/dockerignore.hpp"
#include "project/git/patterns.hpp"
#include "promise.hpp"
#include <algorithm>
#include <string>

/// Up to a zero byte the patterns of a .dockerignore and of a .gitignore, behind it a path.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace dockwright;
    const std::string all(data, data + size);
    const std::size_t zero = std::min(all.find('\0'), all.size());
    const std::string text = all.substr(0, zero);
    const std::string path = all.substr(std::min(zero + 1, all.size()), 256);
    const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;

    const model::Dockerignore docker = model::Dockerignore::read(text);
    const std::string clean = model::clean_path(path);
    const auto reason = docker.reason(clean);
    fuzz::promise(docker.excludes(clean) == (reason && reason->excludes));
    fuzz::promise(docker.broken_line() <= lines &&
                  (docker.broken_line() == 0 || docker.pattern_count() == 0));
    fuzz::promise(!reason || (reason->line >= 1 && reason->line <= lines && text.contains(reason->pattern)));

    const project::GitPatterns git = project::GitPatterns::read(text);
    const auto of_file = git.of(path, false);
    const auto of_folder = git.of(path, true);
    fuzz::promise(!git.empty() || (of_file == project::GitPatterns::Says::nothing && of_file == of_folder));
    return 0;
}

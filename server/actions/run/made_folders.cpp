#include "actions/run/made_folders.hpp"
#include "actions/cancelling.hpp"
#include "actions/on_machine.hpp"
#include "base/message.hpp"
#include <algorithm>
#include <filesystem>
#include <unistd.h>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;
using Client = std::shared_ptr<engine::Client>;
using Done = std::expected<void, Problem>;
using Answered = std::expected<engine::ProgramAnswer, Problem>;
constexpr engine::ProgramLimits limits{.time = std::chrono::seconds(20)};

Problem not_made(const std::string& path, const std::string& why) {
    return {.kind = "folder-not-made",
            .message = message("the folder '{}' could not be made: {}", {printable(path), printable(why)}),
            .next_step = "Choose one that you may write to: --results PATH"};
}

std::string ended_by_zeros(const std::vector<std::string>& paths) {
    std::string out;
    for (const std::string& path : paths) {
        out += path + '\0';
    }
    return out;
}

/// Which of these folders are not there. None where that could not be seen: what isn't known to be missing
/// is never removed.
asio::awaitable<std::expected<std::vector<std::string>, Problem>> missing(Client client,
                                                                          std::vector<std::string> folders) {
    std::vector<std::string> words{"xargs", "-0", "-I", "@", "find", "@", "-maxdepth", "0", "-print0"};
    std::vector<std::string> asked{"/"};
    asked.insert(asked.end(), folders.begin(), folders.end());
    std::string input = ended_by_zeros(asked);
    const Answered answer = co_await run_on_machine(client, std::move(words), std::move(input), limits);
    if (!answer) {
        co_return std::unexpected(answer.error());
    }
    std::vector<std::string> there;
    for (std::size_t at = 0; at < answer->output.size();) {
        const std::size_t end = std::min(answer->output.find('\0', at), answer->output.size());
        there.push_back(answer->output.substr(at, end - at));
        at = end + 1;
    }
    if (std::ranges::find(there, "/") == there.end()) {
        folders.clear();
    }
    std::erase_if(folders,
                  [&](const std::string& one) { return std::ranges::find(there, one) != there.end(); });
    co_return folders;
}

} // namespace

std::vector<std::string> folders_of(std::string_view path) {
    std::vector<std::string> out;
    for (std::size_t at = 1; at < path.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        if (end > at) {
            out.emplace_back(path.substr(0, end));
        }
        at = end + 1;
    }
    return out;
}

Done make_folder_here(std::string path, MadeFolders& made) {
    for (std::string& folder : folders_of(path)) {
        std::error_code ec;
        if (fs::create_directory(folder, ec)) {
            made.push_back(std::move(folder));
            continue;
        }
        std::error_code ignored;
        if (ec && !fs::is_directory(folder, ignored)) {
            return std::unexpected(not_made(path, ec.message()));
        }
    }
    return {};
}

asio::awaitable<Done> make_folder_there(Client client, std::string path, std::shared_ptr<MadeFolders> made) {
    std::vector<std::string> folders = folders_of(path);
    auto absent = co_await missing(client, std::move(folders));
    if (!absent) {
        co_return std::unexpected(std::move(absent.error()));
    }
    if (!absent->empty()) {
        // Without -p it fails where somebody else has just made one. Ours before it is known that they are
        // made: the answer may get lost.
        const std::size_t before = made->size();
        made->insert(made->end(), absent->begin(), absent->end());
        std::vector<std::string> words{"xargs", "-0", "mkdir", "--"};
        std::string input = ended_by_zeros(*absent);
        auto answer = co_await run_on_machine(client, std::move(words), std::move(input), limits);
        if (!answer) {
            co_return std::unexpected(std::move(answer.error()));
        }
        if (answer->exit_code == 0) {
            co_return Done();
        }
        made->resize(before);
    }
    std::vector<std::string> words{"xargs", "-0", "mkdir", "-p", "--"};
    std::string input = path + '\0';
    auto answer = co_await run_on_machine(client, std::move(words), std::move(input), limits);
    if (!answer) {
        co_return std::unexpected(std::move(answer.error()));
    }
    if (answer->exit_code != 0) {
        co_return std::unexpected(not_made(path, answer->errors.substr(0, 300)));
    }
    co_return Done();
}

asio::awaitable<Problem> without_folders(Client client, MadeFolders made, Problem why) {
    if (made.empty()) {
        co_return why;
    }
    co_await no_more_interruptions();
    std::ranges::reverse(made);
    if (!std::holds_alternative<engine::SshAddress>(client->endpoint().address)) {
        for (const std::string& folder : made) {
            static_cast<void>(::rmdir(folder.c_str())); // one that holds something refuses
        }
        co_return why;
    }
    std::vector<std::string> words{"xargs", "-0", "rmdir", "--"};
    std::string input = ended_by_zeros(made);
    const Answered answer = co_await run_on_machine(client, std::move(words), std::move(input), limits);
    if (!answer) {
        why.message += message("; the empty folder '{}' may be left there", {printable(made.front())});
    }
    co_return why;
}

} // namespace dockwright::actions

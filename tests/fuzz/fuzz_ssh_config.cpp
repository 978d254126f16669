#include "engine/ssh_command.hpp"
#include "engine/ssh_config.hpp"
#include "engine/ssh_problem.hpp"
#include "promise.hpp"

/// The first byte chooses what the rest is: a configuration (which includes itself), the answer of
/// `ssh -G`, an address, or what ssh said when it ended.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace dockwright;
    if (size == 0) {
        return 0;
    }
    const std::string text(data + 1, data + size);
    switch (data[0] % 4) {
    case 0: {
        const engine::SshInclude itself = [&](std::string_view) { return std::vector<std::string>{text}; };
        for (const engine::SshHost& host : engine::read_ssh_config(text, itself).hosts) {
            fuzz::promise(engine::is_ssh_host(host.name));
            fuzz::promise(
                engine::ssh_command({.user = {}, .host = host.name, .socket_path = {}}, {}, {}).has_value());
        }
        break;
    }
    case 1: fuzz::promise(engine::read_ssh_answer(text).control_path != "none"); break;
    case 2:
        if (const auto target = engine::parse_ssh_url("ssh://" + text, "it")) {
            const auto command = engine::ssh_command(*target, {}, {});
            fuzz::promise(command && (*command)[command->size() - 3] == "--");
            fuzz::promise(command->back().find('\n') == std::string::npos);
            fuzz::promise(engine::parse_ssh_url(engine::ssh_url(*target), "it") == target);
        }
        break;
    default:
        for (const int code : {1, 127, 255}) {
            const Problem problem = engine::ssh_problem({.user = {}, .host = "h", .socket_path = {}},
                                                        engine::RemoteClient::docker, code, text);
            fuzz::promise(!problem.next_step.empty() && problem.message.size() < 4096);
            fuzz::promise(problem.message.find('\x1b') == std::string::npos);
        }
    }
    return 0;
}

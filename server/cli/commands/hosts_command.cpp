#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/engine_arguments.hpp"
#include "cli/hosts/hosts.hpp"
#include <unistd.h>

namespace dockwright::cli::commands {
namespace {

struct Written {
    std::string verb = "list";
    std::vector<std::string> words;
    std::string context;
    std::string note;
    bool from_ssh = false;
    std::string format = "text";
    int limit = 60;
};

ExitCode wrong(std::string what) {
    say(Problem{"wrong-use", std::move(what), "See 'dockwright hosts --help'"});
    return ExitCode::failed;
}

ExitCode add(const Written& written, const hosts::HostsOptions& options) {
    const Streams streams = process_streams();
    if (written.from_ssh) {
        return written.words.empty() ? static_cast<ExitCode>(hosts::add_from_ssh(options, streams))
                                     : wrong("--from-ssh takes no name: it shows which there are");
    }
    const std::size_t most = written.context.empty() ? 2 : 1;
    if (written.words.size() > most || (written.words.empty() && written.context.empty())) {
        return wrong("add takes a name and a host");
    }
    hosts::Addition addition{.name = {}, .host = {}, .context = written.context, .note = written.note};
    if (!written.words.empty()) {
        addition.name = written.words[0];
    }
    if (written.words.size() > 1) {
        addition.host = written.words[1];
    }
    return static_cast<ExitCode>(hosts::add(std::move(addition), options, streams));
}

ExitCode act(const Written& written, const hosts::HostsOptions& options) {
    const std::string_view verb = written.verb;
    const std::size_t count = written.words.size();
    const std::string name = count > 0 ? written.words[0] : std::string();
    const Streams streams = process_streams();
    if (verb == "add") {
        return add(written, options);
    }
    if (verb == "list") {
        return count == 0 ? static_cast<ExitCode>(hosts::list(options, streams))
                          : wrong("list takes no name");
    }
    if (verb == "test") {
        return count <= 1 ? static_cast<ExitCode>(hosts::test(name, options, streams))
                          : wrong("test takes one name, or none for all");
    }
    if (count != 1) {
        return wrong(message("{} takes one name", {verb}));
    }
    return static_cast<ExitCode>(verb == "remove" ? hosts::remove(name, options, streams)
                                                  : hosts::login(name, options, streams, hosts::run_here));
}

ExitCode run(std::span<const std::string> arguments) {
    Written written;
    CLI::App app(
        "The machines that you work with: a name for each, instead of its address.\n"
        "  hosts [list]            which there are, docker's contexts among them\n"
        "  hosts add NAME HOST     such as: hosts add gpubox ssh://ada@gpubox.lab, or: hosts add gpubox\n"
        "  hosts add --from-ssh    those of ~/.ssh/config, to choose from\n"
        "  hosts test [NAME]       whether it answers, which engine and GPUs it has; else why not\n"
        "  hosts login NAME        logs in by ssh in this terminal, once for all commands after it\n"
        "  hosts remove NAME       forgets the name; nothing happens to the machine",
        "dockwright hosts");
    app.add_option("VERB", written.verb, "list, add, test, login or remove")
        ->check(CLI::IsMember({"list", "add", "test", "login", "remove"}));
    app.add_option("MACHINE", written.words, "A machine's name, and for add its host");
    app.add_option("--context", written.context, "With add: a context of the docker client instead of a host")
        ->type_name("NAME");
    app.add_option("--note", written.note, "With add: a word for yourself")->type_name("TEXT");
    app.add_flag("--from-ssh", written.from_ssh, "With add: show the hosts of ~/.ssh/config");
    app.add_option("--timeout", written.limit, "With test: how long each is waited for")
        ->type_name("SECONDS")
        ->check(CLI::Range(1, 600));
    add_choice(app, "--format", written.format, {"text", "json"}, "How it is printed");
    app.add_flag_callback("--json", [&written] { written.format = "json"; }, "Short for --format json");
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    const hosts::HostsOptions options{.environment = engine::environment_from(::environ),
                                      .json = written.format == "json",
                                      .limit = std::chrono::seconds(written.limit)};
    return act(written, options);
}

} // namespace

extern constexpr Command hosts_command{
    .name = "hosts",
    .summary = "Names, tests and logs in to the machines that you work with",
    .run = run,
};

} // namespace dockwright::cli::commands

#include "actions/ssh_hosts.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "cli/columns.hpp"
#include "cli/hosts/hosts.hpp"
#include "cli/hosts/machines_file.hpp"
#include "config/machines.hpp"
#include "engine/contexts.hpp"
#include "engine/objects_json.gen.hpp"
#include <algorithm>
#include <charconv>
#include <set>

namespace dockwright::cli::hosts {
namespace {

std::string path_of(const HostsOptions& options) {
    return config::machines_path(options.environment.xdg_config_home, options.environment.home);
}

/// `gpubox` and `ada@gpubox` stand for what ssh makes of them.
std::string address_of(std::string host) {
    const bool plain = !host.empty() && !host.contains("://") && !host.contains('/');
    return plain && !host.starts_with('-') ? "ssh://" + host : host;
}

std::optional<Problem> wrong(const Addition& addition) {
    if (!addition.context.empty()) {
        return std::nullopt;
    }
    const auto endpoint = engine::parse_host(addition.host, engine::Source::machine, "the host");
    return endpoint ? std::nullopt : std::optional(endpoint.error());
}

std::optional<Problem> write(const Addition& addition, const HostsOptions& options) {
    const config::KnownMachine machine{
        .name = addition.name, .host = addition.host, .context = addition.context, .note = addition.note};
    return edit_machines_file(path_of(options),
                              [&](const std::string& text) { return config::add_machine(text, machine); });
}

/// Those of ssh's configuration that no machine here is called or reached by.
std::vector<engine::SshHost> new_hosts(const HostsOptions& options) {
    engine::SshConfig config = actions::ssh_hosts(options.environment);
    const auto known = actions::named_engines(options.environment);
    std::erase_if(config.hosts, [&](const engine::SshHost& host) {
        return std::ranges::any_of(known.engines, [&](const actions::NamedEngine& engine) {
            return engine.origin == "machine" &&
                   (engine.name == host.name || engine.host == "ssh://" + host.name);
        });
    });
    return std::move(config.hosts);
}

std::string ssh_table(const std::vector<engine::SshHost>& found) {
    std::vector<Row> rows{{"#", "NAME", "LEADS TO", "USER", "THROUGH"}};
    for (const engine::SshHost& host : found) {
        rows.push_back({std::to_string(rows.size()), printable(host.name), printable(host.host_name),
                        printable(host.user), printable(host.proxy_jump)});
    }
    return columns_text(rows);
}

/// Numbers of the table, each once; nothing if one is none.
std::optional<std::set<std::size_t>> numbers_of(std::string_view line, std::size_t most) {
    std::set<std::size_t> out;
    while (!(line = ascii::trimmed(line)).empty()) {
        const std::size_t end = std::min(line.find_first_of(", \t"), line.size());
        std::size_t number = 0;
        const auto [behind, error] = std::from_chars(line.data(), line.data() + end, number);
        if (error != std::errc() || behind != line.data() + end || number < 1 || number > most) {
            return std::nullopt;
        }
        out.insert(number - 1);
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return out;
}

std::string read_line(std::FILE* in) {
    std::string line;
    for (int c = std::fgetc(in); c != EOF && c != '\n' && line.size() < 1000; c = std::fgetc(in)) {
        line += static_cast<char>(c);
    }
    return line;
}

std::string json(const std::vector<engine::SshHost>& found) {
    std::string out = "[";
    for (const engine::SshHost& host : found) {
        out += out.size() > 1 ? ",\n " : "";
        encode(out,
               engine::ListedHost{.name = host.name, .host = "ssh://" + host.name, .origin = "ssh-config"});
    }
    return out + "]\n";
}

} // namespace

std::string name_of_host(std::string_view host) {
    const auto endpoint = engine::parse_host(host, engine::Source::machine, "the host");
    if (!endpoint) {
        return {};
    }
    if (const auto* const ssh = std::get_if<engine::SshAddress>(&endpoint->address)) {
        return ssh->target.host;
    }
    if (const auto* const tcp = std::get_if<engine::TcpAddress>(&endpoint->address)) {
        return tcp->host;
    }
    return {};
}

int add(Addition addition, const HostsOptions& options, const Streams& streams) {
    if (addition.host.empty() && addition.context.empty()) { // `hosts add gpubox`: what it is called in ssh
        addition.host = std::exchange(addition.name, {});
    }
    if (!addition.host.empty()) {
        addition.host = address_of(std::move(addition.host));
    }
    if (auto problem = wrong(addition)) {
        return fail(*problem, streams);
    }
    if (addition.name.empty()) {
        addition.name = addition.context.empty() ? name_of_host(addition.host) : addition.context;
    }
    if (addition.name.empty()) {
        return fail(
            {.kind = "machine-wrong",
             .message = message("{} says no name for the machine", {printable(addition.host)}),
             .next_step = message("Give it one: dockwright hosts add NAME {}", {printable(addition.host)})},
            streams);
    }
    if (const auto problem = write(addition, options)) {
        return fail(*problem, streams);
    }
    const std::string where = addition.context.empty() ? addition.host : "context " + addition.context;
    print(streams.out, message("added {} ({})\n", {printable(addition.name), printable(where)}));
    print(streams.err,
          message("See whether it answers: dockwright hosts test {}\n", {printable(addition.name)}));
    return 0;
}

int add_from_ssh(const HostsOptions& options, const Streams& streams) {
    const std::vector<engine::SshHost> found = new_hosts(options);
    if (options.json) {
        print(streams.out, json(found));
        return 0;
    }
    if (found.empty()) {
        print(streams.err, "~/.ssh/config names no host that isn't here already\n");
        return 0;
    }
    print(streams.out, ssh_table(found));
    if (!streams.interactive) {
        print(streams.err, "Add one: dockwright hosts add NAME\n");
        return 0;
    }
    print(streams.out, "Which ones (numbers, nothing for none)? ");
    std::fflush(streams.out);
    const auto chosen = numbers_of(read_line(streams.in), found.size());
    if (!chosen) {
        return fail({.kind = "nothing-chosen",
                     .message = "those are not numbers of the list",
                     .next_step = "Name it: dockwright hosts add NAME"},
                    streams);
    }
    for (const std::size_t index : *chosen) {
        const Addition addition{.name = found[index].name, .host = "ssh://" + found[index].name};
        if (const int code = add(addition, options, streams); code != 0) {
            return code;
        }
    }
    return 0;
}

int remove(const std::string& name, const HostsOptions& options, const Streams& streams) {
    const auto problem = edit_machines_file(
        path_of(options), [&](const std::string& text) { return config::remove_machine(text, name); });
    if (problem) {
        return fail(*problem, streams);
    }
    print(streams.out,
          message("removed {}; the machine and its containers are as they were\n", {printable(name)}));
    return 0;
}

} // namespace dockwright::cli::hosts

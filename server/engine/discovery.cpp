#include "engine/discovery.hpp"
#include "base/message.hpp"
#include "engine/contexts.hpp"
#include "engine/problems.hpp"
#include <string_view>
#include <utility>

namespace dockwright::engine {
namespace {

/// The context that is always there: DOCKER_HOST, else the platform's default.
constexpr std::string_view default_context = "default";

using Found = std::expected<Endpoint, Problem>;

Found endpoint_of(std::string_view host, Source source, std::string_view named_by,
                  const std::optional<TlsFiles>& tls) {
    return tls ? parse_host(host, source, named_by, *tls) : parse_host(host, source, named_by);
}

Found endpoint_of_context(const std::string& folder, const std::string& name, Source source,
                          std::string_view named_by) {
    const std::expected<Context, Problem> context = find_context(folder, name, named_by);
    if (!context) {
        return std::unexpected(context.error());
    }
    Found endpoint =
        endpoint_of(context->host, source, message("docker context '{}'", {printable(name)}), context->tls);
    if (endpoint) {
        endpoint->name = name;
    }
    return endpoint;
}

/// What DOCKER_TLS_VERIFY, DOCKER_TLS and DOCKER_CERT_PATH say, for hosts without a context.
std::optional<TlsFiles> tls_of(const Environment& environment) {
    if (environment.docker_tls_verify.empty() && environment.docker_tls.empty()) {
        return std::nullopt;
    }
    TlsFiles files = tls_files_in(environment.docker_cert_path.empty() ? docker_folder(environment)
                                                                       : environment.docker_cert_path);
    files.unchecked = environment.docker_tls_verify.empty();
    return files;
}

Found default_endpoint(const Environment& environment) {
    const std::optional<TlsFiles> tls = tls_of(environment);
    if (!environment.docker_host.empty()) {
        return endpoint_of(environment.docker_host, Source::docker_host, "DOCKER_HOST", tls);
    }
    if (tls) {
        return endpoint_of("tcp://localhost", Source::platform_default, "the platform's default", tls);
    }
    return Endpoint{.address = UnixAddress{.path = std::string(default_socket)},
                    .source = Source::platform_default,
                    .name = {}};
}

Found chosen_endpoint(const Choice& choice, const Environment& environment) {
    if (!choice.host.empty() && !choice.context.empty()) {
        return std::unexpected(Problem{.kind = problem_kind::host_not_understood,
                                       .message = "both an engine's host and a docker context are named",
                                       .next_step = "Name one of the two"});
    }
    if (!choice.host.empty()) {
        const Source source = choice.machine.empty() ? Source::setting : Source::machine;
        Found endpoint =
            endpoint_of(choice.host, source, choice.named_by, choice.tls ? choice.tls : tls_of(environment));
        if (endpoint) {
            endpoint->name = choice.machine;
        }
        return endpoint;
    }
    if (choice.context == default_context) {
        return default_endpoint(environment);
    }
    return endpoint_of_context(docker_folder(environment), choice.context, Source::named_context,
                               choice.named_by);
}

/// Nothing named by the person: what the docker client would take.
Found clients_endpoint(const Environment& environment) {
    if (!environment.docker_host.empty()) {
        return default_endpoint(environment);
    }
    const std::string folder = docker_folder(environment);
    if (!environment.docker_context.empty()) {
        return environment.docker_context == default_context
                   ? default_endpoint(environment)
                   : endpoint_of_context(folder, environment.docker_context, Source::docker_context,
                                         "DOCKER_CONTEXT");
    }
    const std::expected<std::string, Problem> current = current_context(folder);
    if (!current) {
        return std::unexpected(current.error());
    }
    return current->empty() || *current == default_context
               ? default_endpoint(environment)
               : endpoint_of_context(folder, *current, Source::current_context, folder + "/config.json");
}

void add_probe(std::vector<Endpoint>& into, const std::string& folder, std::string_view rest) {
    if (folder.empty()) {
        return;
    }
    const std::string host = "unix://" + folder + std::string(rest);
    // A folder whose path is too long for a socket can't hold one.
    if (Found endpoint = parse_host(host, Source::probe, "a well-known place")) {
        into.push_back(std::move(*endpoint));
    }
}

} // namespace

std::vector<Endpoint> well_known_endpoints(const Environment& environment) {
    std::vector<Endpoint> found;
    const std::string& home = environment.home;
    add_probe(found, environment.xdg_runtime_dir, "/docker.sock");
    add_probe(found, home, "/.docker/run/docker.sock");
    add_probe(found, home, "/.docker/desktop/docker.sock");
    add_probe(found, environment.xdg_runtime_dir, "/podman/podman.sock");
    add_probe(found, "/run", "/podman/podman.sock");
    add_probe(found, home, "/.colima/default/docker.sock");
    add_probe(found, home, "/.rd/docker.sock");
    add_probe(found, home, "/.orbstack/run/docker.sock");
    return found;
}

std::expected<Plan, Problem> plan_endpoints(const Choice& choice, const Environment& environment) {
    const bool named = !choice.host.empty() || !choice.context.empty();
    Found first = named ? chosen_endpoint(choice, environment) : clients_endpoint(environment);
    if (!first) {
        return std::unexpected(std::move(first.error()));
    }
    if (auto* ssh = std::get_if<SshAddress>(&first->address)) {
        ssh->runtime_folder = environment.xdg_runtime_dir;
    }
    Plan plan{.candidates = {std::move(*first)}, .pinned_version = environment.docker_api_version};
    if (!named && plan.candidates.front().source == Source::platform_default &&
        std::holds_alternative<UnixAddress>(plan.candidates.front().address)) {
        for (Endpoint& endpoint : well_known_endpoints(environment)) {
            plan.candidates.push_back(std::move(endpoint));
        }
    }
    return plan;
}

} // namespace dockwright::engine

#pragma once
#include "base/problem.hpp"
#include "engine/endpoint.hpp"
#include "engine/environment.hpp"
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The docker client's own files. Everything here reads the disk and may block for as long as a
/// network home folder does: call it on a pool, never on a loop that answers an editor.
namespace dockwright::engine {

/// One docker context: a name for an engine's address.
struct Context {
    std::string name;
    /// As written, unread: may name a transport that isn't supported. Empty if it names none.
    std::string host;
    /// The context's own keys, where it has any or says that it is over TLS.
    std::optional<TlsFiles> tls;

    bool operator==(const Context&) const = default;
};

/// DOCKER_CONFIG, else `~/.docker`; empty where neither is known.
std::string docker_folder(const Environment& environment);

/// `currentContext` of config.json; empty if the file or the member isn't there. A file that is
/// there and can't be read is a problem, since which engine is meant is then unknown.
std::expected<std::string, Problem> current_context(const std::string& folder);

/// ca.pem, cert.pem and key.pem of a folder; what isn't there stays empty.
TlsFiles tls_files_in(const std::string& folder);

/// All contexts by name, read from every folder of contexts/meta/. Folders without a readable
/// meta.json are left out, as the docker client's own list does with broken ones.
std::vector<Context> contexts(const std::string& folder);

/// `named_by` says where the name stands, for the problem's sentence.
std::expected<Context, Problem> find_context(const std::string& folder, std::string_view name,
                                             std::string_view named_by);

} // namespace dockwright::engine

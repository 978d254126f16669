#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Addresses of notebook servers in what Jupyter prints. Pure.
namespace dockwright::actions {

struct Notebook {
    bool tls = false;
    std::uint16_t port = 0;
    std::string path = "/"; ///< begins with a slash; without the query
    std::string token{};    ///< secret; empty: it wants a password, or nothing

    bool operator==(const Notebook&) const = default;
};

/// Of `jupyter server list` ("http://host:8888/?token=… :: /work") and of the server's own log; each once,
/// the last said first. Lines of something else are passed over.
std::vector<Notebook> notebooks_in(std::string_view text);

/// As a browser of this machine gets there.
std::string notebook_url(const Notebook& notebook, std::string_view address, std::uint16_t port);

} // namespace dockwright::actions

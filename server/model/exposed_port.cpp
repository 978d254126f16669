#include "model/exposed_port.hpp"
#include "base/ascii.hpp"

namespace dockwright::model {

ExposedPort split_exposed_port(std::string_view word) {
    ExposedPort out;
    std::string_view container = word;
    if (const std::size_t last = word.rfind(':'); last != std::string_view::npos) {
        container = word.substr(last + 1);
        const std::string_view host = word.substr(0, last);
        const std::size_t middle = host.rfind(':');
        out.host_ip = middle == std::string_view::npos ? std::string_view{} : host.substr(0, middle);
        out.host_port = middle == std::string_view::npos ? host : host.substr(middle + 1);
    }
    const std::size_t slash = container.find('/');
    out.port = container.substr(0, slash);
    out.protocol = slash == std::string_view::npos ? std::string_view{} : container.substr(slash + 1);
    return out;
}

bool is_known_protocol(std::string_view protocol) {
    return protocol.empty() || ascii::equal(protocol, "tcp") || ascii::equal(protocol, "udp") ||
           ascii::equal(protocol, "sctp");
}

} // namespace dockwright::model

#pragma once
#include <string_view>

namespace dockwright::model {

/// The parts of a word of EXPOSE, `[[ip:]host-port:]port[/protocol]`, as BuildKit cuts it. Views
/// into the word; "" where a part is absent. Not checked.
struct ExposedPort {
    std::string_view host_ip;
    std::string_view host_port;
    std::string_view port; ///< or a range, `8000-8010`
    std::string_view protocol;
};

ExposedPort split_exposed_port(std::string_view word);

/// tcp, udp or sctp in any case, or none.
bool is_known_protocol(std::string_view protocol);

} // namespace dockwright::model

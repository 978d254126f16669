#include "actions/run/ground.hpp"
#include "config/machines.hpp"
#include "project/small_file.hpp"

namespace dockwright::actions {

constexpr std::size_t most_bytes = std::size_t{1} << 20U;

UsualFolders usual_folders(const engine::Endpoint& endpoint, const engine::Environment& environment) {
    if (endpoint.source != engine::Source::machine) {
        return {};
    }
    const auto text = project::read_small_file(
        config::machines_path(environment.xdg_config_home, environment.home), most_bytes);
    for (const auto& machine : config::read_machines(text.value_or(std::string())).machines) {
        if (machine.value.name == endpoint.name) {
            return {.data = machine.value.data, .results = machine.value.results};
        }
    }
    return {};
}

} // namespace dockwright::actions

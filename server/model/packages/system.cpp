#include "model/packages/system.hpp"

namespace dockwright::model::packages {

bool read_system(const SystemManager& manager, PackageReader& reader, PackageCommand& command) {
    for (std::size_t i = 0; i < reader.arguments.size(); ++i) {
        const Argument& argument = reader.arguments[i];
        if (is_option(argument)) {
            i += manager.valued.take_next(argument.text) ? 1U : 0U;
        } else if (command.verb == shell::no_node) {
            command.verb = static_cast<std::uint32_t>(i);
            command.action = action_of(manager.verbs, argument.text);
        } else if (command.action == PackageAction::install || command.action == PackageAction::remove) {
            reader.add(manager.package(argument));
        }
    }
    return command.action != PackageAction::other;
}

} // namespace dockwright::model::packages

#include "actions/rename.hpp"
#include "actions/cancelling.hpp"
#include "actions/consent.hpp"
#include "actions/find_container.hpp"
#include "actions/somebody_elses.hpp"
#include "base/message.hpp"
#include "engine/calls/rename_container.hpp"
#include "engine/container_name.hpp"

namespace dockwright::actions {

namespace asio = boost::asio;

asio::awaitable<std::expected<ContainerChange, Problem>> rename(std::shared_ptr<engine::Client> client,
                                                                std::string container, std::string name,
                                                                bool consent, Person person) {
    co_await take_back_by_myself();
    if (!engine::is_container_name(name)) {
        co_return std::unexpected(Problem{
            .kind = "container-name-refused",
            .message = message("'{}' can't be the name of a container", {printable(name)}),
            .next_step = "Take two or more letters, digits, '_', '.' or '-', the first a letter or digit"});
    }
    const auto found = co_await find_container(client, std::move(container));
    if (!found) {
        co_return std::unexpected(found.error());
    }
    ContainerChange change{.id = found->id, .name = name, .changed = bare_name(*found) != name};
    if (!change.changed) {
        co_return change;
    }
    const std::optional<std::string> owner = somebody_elses(*found, person);
    if (owner && !consent) {
        co_return std::unexpected(
            needs_consent(message("container '{}' is {}'s", {printable(bare_name(*found)), *owner}),
                          "To rename it all the same: --yes"));
    }
    const bool cancelled = co_await was_cancelled();
    if (cancelled) {
        co_return std::unexpected(cancelled_by_person());
    }
    const auto renamed = co_await engine::rename_container(client, found->id, name);
    if (!renamed) {
        co_return std::unexpected(renamed.error());
    }
    co_return change;
}

} // namespace dockwright::actions

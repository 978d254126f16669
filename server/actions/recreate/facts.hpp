#pragma once
#include "actions/recreate/recreate.hpp"
#include "engine/recreate/body.hpp"

namespace dockwright::actions {

/// All that is asked before anything is changed.
struct RecreateFacts {
    engine::Container container{};
    /// The texts that `source` looks into.
    std::string container_text{};
    std::string image_text{};
    std::string changes_text{};
    std::vector<std::string> all_texts{};
    /// Names of those that the engine refused to show: what they live on isn't known.
    std::vector<std::string> unseen{};
    std::string named_image_id{};
    engine::Info info{};
    engine::ApiVersion version{};
    bool podman = false;

    /// Views into this.
    engine::recreate::Source source() const;
};

boost::asio::awaitable<std::expected<std::shared_ptr<const RecreateFacts>, Problem>>
recreate_facts(std::shared_ptr<engine::Client> client, std::string container);

/// The plan of these changes; the problem is the first refusal.
std::expected<engine::recreate::Plan, Problem>
plan_of(const RecreateFacts& facts, const engine::recreate::Changes& changes, const Person& person);

} // namespace dockwright::actions

#pragma once
#include "actions/owner.hpp"
#include "actions/progress.hpp"
#include "base/problem.hpp"
#include "engine/client.hpp"
#include "engine/recreate/journal.hpp"
#include "engine/recreate/plan.hpp"
#include <chrono>
#include <expected>
#include <memory>
#include <string>
#include <vector>

/// A container made again with other ports, mounts, variables or limits, since engines can't add them to one
/// that exists.
namespace dockwright::actions {

struct RecreateOptions {
    /// As for find_container.
    std::string container{};
    engine::recreate::Changes changes{};
    bool consent = false;
    Person person{};
    /// Where the plan is kept while it is carried out; see journal_folder.
    std::string journals{};
    /// How long the new one has to run to be taken for well, where it has no health check.
    std::chrono::milliseconds settle{3000};
    /// How long a health check may take.
    std::chrono::milliseconds health{120000};
    /// Between two tries of taking back.
    std::chrono::milliseconds between_tries{200};
};

struct Recreated {
    std::string name{};
    std::string old_id{};
    /// Empty where the container could be changed as it is.
    std::string new_id{};
    /// The name under which the old one is kept.
    std::string retired_name{};
    engine::recreate::Plan plan{};
    std::vector<std::string> warnings{};
};

/// What would be done; changes nothing. The problem is the first refusal, where there is one.
boost::asio::awaitable<std::expected<engine::recreate::Plan, Problem>>
recreate_plan(std::shared_ptr<engine::Client> client, RecreateOptions options);

/// Does it, always with consent only. What fails is taken back while the engine answers; where that fails as
/// well, the plan on disk is there for `recreate_resume`, and the problem says so. `recreate-unfinished`: an
/// earlier one on this engine has to be resumed first.
boost::asio::awaitable<std::expected<Recreated, Problem>>
recreate(std::shared_ptr<engine::Client> client, RecreateOptions options, OnProgress progress);

/// What became of one that had not come to its end.
struct Resumed {
    std::string name{};
    /// One sentence, without a full stop.
    std::string what{};
};

/// Finishes or undoes what is unfinished on this engine.
boost::asio::awaitable<std::expected<std::vector<Resumed>, Problem>>
recreate_resume(std::shared_ptr<engine::Client> client, std::string journals, OnProgress progress);

/// Deletes the old ones that recreations of this container have kept, but not their volumes. Consent is
/// always needed. Gives their names.
boost::asio::awaitable<std::expected<std::vector<std::string>, Problem>>
drop_old(std::shared_ptr<engine::Client> client, std::string container, bool consent);

} // namespace dockwright::actions

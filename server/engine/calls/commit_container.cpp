#include "engine/calls/commit_container.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<CommittedImage, Problem>>
commit_container(std::shared_ptr<Client> client, std::string reference, std::string repository,
                 std::string tag, std::string comment, std::string changes) {
    std::string target = target_of(CommitContainer::path, client->spoken().version);
    target += "?container=" + percent_encoded(reference) + "&repo=" + percent_encoded(repository) +
              "&tag=" + percent_encoded(tag) + "&comment=" + percent_encoded(comment) + "&pause=1";
    if (!changes.empty()) {
        target += "&changes=" + percent_encoded(changes);
    }
    Request request;
    request.method = Method::post;
    request.target = target;
    request.body = "{}";
    request.content_type = "application/json";
    request.patience = std::chrono::milliseconds(0);
    co_return co_await call<CommitContainer>(client, std::move(request), std::move(reference));
}

} // namespace dockwright::engine

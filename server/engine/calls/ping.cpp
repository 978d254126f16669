#include "engine/calls/ping.hpp"
#include "base/message.hpp"
#include "engine/answer.hpp"
#include "engine/problems.hpp"
#include <algorithm>
#include <utility>

namespace dockwright::engine {
namespace {

Request ping_request(Method method) {
    Request request;
    request.method = method;
    request.target = "/_ping";
    return request;
}

/// Some engines and proxies answer GET but not HEAD; and the words of an error come only with GET.
bool worth_another_try(const std::expected<Response, Problem>& answer) {
    return answer ? answer->status != 200
                  : answer.error().kind == problem_kind::connection_lost ||
                        answer.error().kind == problem_kind::not_an_engine;
}

} // namespace

std::expected<Spoken, Problem> spoken_by(const Response& response, const Endpoint& endpoint,
                                         std::string_view pinned) {
    if (response.status != 200) {
        return std::unexpected(request_refused(endpoint, response.status, error_text(response)));
    }
    const std::string_view said = response.header("Api-Version");
    const std::optional<ApiVersion> newest = parse_api_version(said);
    if (!newest) {
        return std::unexpected(not_an_engine(endpoint, "its answer to a ping names no API version"));
    }
    Spoken spoken{.version = std::min(newest_known, *newest),
                  .podman = !response.header("Libpod-Api-Version").empty()};
    if (!pinned.empty()) {
        const std::optional<ApiVersion> version = parse_api_version(pinned);
        if (!version) {
            return std::unexpected(version_refused(
                endpoint, message("DOCKER_API_VERSION is '{}', which is no version", {pinned})));
        }
        spoken.version = *version;
    }
    if (spoken.version < oldest_known) {
        return std::unexpected(
            version_refused(endpoint, message("it would be {}, and {} is the oldest known here",
                                              {to_string(spoken.version), to_string(oldest_known)})));
    }
    return spoken;
}

boost::asio::awaitable<std::expected<Spoken, Problem>> ping(std::shared_ptr<Client> client,
                                                            std::string pinned) {
    Request request = ping_request(Method::head);
    std::expected<Response, Problem> answer = co_await send(client, std::move(request));
    if (worth_another_try(answer)) {
        Request again = ping_request(Method::get);
        answer = co_await send(client, std::move(again));
    }
    if (!answer) {
        co_return std::unexpected(std::move(answer.error()));
    }
    co_return spoken_by(*answer, client->endpoint(), pinned);
}

} // namespace dockwright::engine

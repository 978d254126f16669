#pragma once
#include "engine/answer.hpp"
#include "engine/client.hpp"
#include "engine/objects_json.gen.hpp"
#include "engine/on_pool.hpp"
#include "engine/problems.hpp"
#include <boost/json/value.hpp>

/// For the .cpp files of engine/calls/ alone (it includes Boost.JSON): one call of the engine's API
/// from its generated endpoint, which names the path and the type of the answer.
namespace dockwright::engine {

/// `/v1.41` + the path, `{id}` replaced by the reference, encoded.
std::string target_of(std::string_view path, ApiVersion version, std::string_view reference = {});

/// Body to value: pure.
template <typename T>
std::expected<T, Problem> decode_body(std::string_view body, const Endpoint& endpoint) {
    const std::expected<boost::json::value, Problem> json = parse_json(body, endpoint);
    if (!json) {
        return std::unexpected(json.error());
    }
    T value;
    std::string error;
    if (!decode(*json, value, error)) {
        return std::unexpected(not_an_engine(endpoint, "its answer has another shape, at '" + error + "'"));
    }
    return value;
}

/// Larger answers take milliseconds to decode, in which a loop would answer no keystroke.
inline constexpr std::size_t decoded_at_once = std::size_t{1} << 20U;

/// Sends and decodes. `reference` as for `checked`.
template <typename E>
boost::asio::awaitable<std::expected<typename E::Result, Problem>>
call(std::shared_ptr<Client> client, Request request, std::string reference) {
    std::expected<Response, Problem> response = co_await send(client, std::move(request));
    if (response) {
        response = checked(std::move(*response), client->endpoint(), reference);
    }
    if (!response) {
        co_return std::unexpected(std::move(response.error()));
    }
    if (response->body.size() > decoded_at_once) {
        std::function<std::expected<typename E::Result, Problem>()> decoding =
            [body = std::move(response->body), endpoint = client->endpoint()] {
                return decode_body<typename E::Result>(body, endpoint);
            };
        co_return co_await on_pool<std::expected<typename E::Result, Problem>>(client->pool(),
                                                                               std::move(decoding));
    }
    co_return decode_body<typename E::Result>(response->body, client->endpoint());
}

} // namespace dockwright::engine

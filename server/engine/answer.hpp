#pragma once
#include "base/problem.hpp"
#include "engine/endpoint.hpp"
#include "engine/http.hpp"
#include <expected>
#include <string>
#include <string_view>

namespace boost::json {
class value;
}

namespace dockwright::engine {

/// What an engine says of a failed request: the JSON member `message`, else the body (some errors
/// come as plain text, proxies answer HTML), else the words of the status line. Foreign text.
std::string error_text(const Response& response);

/// Passes success through; a status of 400 or more becomes the fitting problem. `reference` is what
/// the request was about, where it was about one container: with it a 404 is `no-such-container`.
std::expected<Response, Problem> checked(Response response, const Endpoint& endpoint,
                                         std::string_view reference = {});

/// JSON of any shape, nested up to 32 deep, in valid UTF-8 (engines see to that); what isn't is
/// `engine-not-an-engine`.
std::expected<boost::json::value, Problem> parse_json(std::string_view body, const Endpoint& endpoint);

} // namespace dockwright::engine

#include "engine/answer.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "engine/objects_json.gen.hpp"
#include "engine/problems.hpp"
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

namespace dockwright::engine {
namespace {

boost::json::value parse(std::string_view body, boost::system::error_code& ec) {
    return boost::json::parse({body.data(), body.size()}, ec);
}

} // namespace

std::string error_text(const Response& response) {
    boost::system::error_code ec;
    const boost::json::value json = parse(response.body, ec);
    ErrorAnswer answer;
    std::string ignored;
    if (!ec && decode(json, answer, ignored) && !answer.message.empty()) {
        return answer.message;
    }
    const std::string_view body = ascii::trimmed(response.body);
    if (!body.empty()) {
        return std::string(body);
    }
    return response.reason.empty() ? "no reason given" : response.reason;
}

std::expected<Response, Problem> checked(Response response, const Endpoint& endpoint,
                                         std::string_view reference) {
    if (response.status < 400) {
        return response;
    }
    const std::string said = error_text(response);
    if (response.status == 404 && !reference.empty()) {
        return std::unexpected(no_such_container(endpoint, reference));
    }
    // "client version 1.99 is too new. Maximum supported API version is 1.41"
    if (response.status == 400 && said.starts_with("client version ")) {
        return std::unexpected(version_refused(endpoint, said));
    }
    Problem problem = request_refused(endpoint, response.status, said);
    // "No such image: x:1", podman: "x:1: image not known"
    if (response.status == 404 && (said.contains("No such image") || said.contains("image not known"))) {
        problem.kind = problem_kind::image_not_there;
        problem.next_step = "Pull it first: dockwright pull IMAGE";
    }
    // "Conflict. The container name "/x" is already in use by container …"; podman: "that name is already in
    // use"
    if ((response.status == 409 || response.status == 500) && said.contains("name") &&
        said.contains("already in use")) {
        problem.kind = problem_kind::name_taken;
        problem.next_step = "Choose another name, or see what has it: dockwright ps";
    }
    return std::unexpected(std::move(problem));
}

std::expected<boost::json::value, Problem> parse_json(std::string_view body, const Endpoint& endpoint) {
    boost::system::error_code ec;
    boost::json::value json = parse(body, ec);
    if (ec) {
        return std::unexpected(not_an_engine(endpoint, "its answer isn't JSON"));
    }
    return json;
}

} // namespace dockwright::engine

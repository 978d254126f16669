#include "engine/progress_message.hpp"
#include "engine/answer.hpp"
#include "engine/objects_json.gen.hpp"
#include "engine/problems.hpp"
#include <boost/json/value.hpp>

namespace dockwright::engine {
namespace {

std::string digest_in(const boost::json::value& value) {
    const auto* const object = value.if_object();
    const auto* const aux = object == nullptr ? nullptr : object->if_contains("aux");
    const auto* const members = aux == nullptr ? nullptr : aux->if_object();
    const auto* const digest = members == nullptr ? nullptr : members->if_contains("Digest");
    const auto* const text = digest == nullptr ? nullptr : digest->if_string();
    return text == nullptr ? std::string() : std::string(*text);
}

} // namespace

std::expected<ProgressMessage, Problem> progress_message(const std::string& text, const Endpoint& endpoint) {
    const auto value = parse_json(text, endpoint);
    if (!value) {
        return std::unexpected(value.error());
    }
    ProgressLine line;
    std::string wrong;
    if (!decode(*value, line, wrong)) {
        return std::unexpected(not_an_engine(endpoint, "its progress has another shape, at '" + wrong + "'"));
    }
    ProgressMessage message{.status = std::move(line.status),
                            .id = std::move(line.id),
                            .error = std::move(line.error),
                            .stream = std::move(line.stream),
                            .aux_digest = digest_in(*value)};
    if (line.progress_detail) {
        message.current = line.progress_detail->current;
        message.total = line.progress_detail->total;
    }
    if (line.error_detail) {
        message.error_code = line.error_detail->code;
        if (!line.error_detail->message.empty()) {
            message.error = std::move(line.error_detail->message);
        }
    }
    return message;
}

} // namespace dockwright::engine

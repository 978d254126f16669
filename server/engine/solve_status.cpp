#include "engine/solve_status.hpp"
#include "engine/base64.hpp"
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <utility>

namespace dockwright::engine {
namespace {

std::string_view text_of(const boost::json::object& object, std::string_view key) {
    const auto* const value = object.if_contains(key);
    const auto* const text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::string_view() : std::string_view(*text);
}

template <class Use>
void each(const boost::json::object& object, std::string_view key, Use use) {
    const auto* const value = object.if_contains(key);
    const auto* const items = value == nullptr ? nullptr : value->if_array();
    if (items == nullptr) {
        return;
    }
    for (const boost::json::value& item : *items) {
        if (const auto* const one = item.if_object()) {
            use(*one);
        }
    }
}

} // namespace

std::optional<SolveStatus> read_solve_status(std::string_view line) {
    boost::system::error_code ec;
    const boost::json::value value = boost::json::parse(line, ec);
    const auto* const object = ec ? nullptr : value.if_object();
    if (object == nullptr) {
        return std::nullopt;
    }
    SolveStatus out;
    each(*object, "vertexes", [&](const boost::json::object& one) {
        out.vertices.push_back({.digest = std::string(text_of(one, "digest")),
                                .name = std::string(text_of(one, "name")),
                                .started = !text_of(one, "started").empty(),
                                .completed = !text_of(one, "completed").empty(),
                                .error = std::string(text_of(one, "error"))});
    });
    each(*object, "logs", [&](const boost::json::object& one) {
        if (auto bytes = base64::decoded(text_of(one, "data"))) {
            out.logs.push_back({.vertex = std::string(text_of(one, "vertex")), .bytes = std::move(*bytes)});
        }
    });
    return out;
}

} // namespace dockwright::engine

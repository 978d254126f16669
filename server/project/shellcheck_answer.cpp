#include "project/shellcheck_answer.hpp"
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <charconv>

namespace dockwright::project {
namespace {

namespace json = boost::json;
using model::ShellCheckComment;

constexpr std::size_t most_comments = 1000;
constexpr std::size_t most_replacements = 100;
constexpr std::size_t longest_message = 2000;

std::optional<std::uint32_t> number(const json::object& from, std::string_view key) {
    const json::value* found = from.if_contains(key);
    const std::int64_t* value = found != nullptr ? found->if_int64() : nullptr;
    // Larger than any line or column of a file that we read.
    const bool right = value != nullptr && *value >= 0 && *value <= (std::int64_t{1} << 28U);
    return right ? std::optional(static_cast<std::uint32_t>(*value)) : std::nullopt;
}

std::optional<std::string_view> text(const json::object& from, std::string_view key) {
    const json::value* found = from.if_contains(key);
    const json::string* value = found != nullptr ? found->if_string() : nullptr;
    return value != nullptr ? std::optional(std::string_view(value->data(), value->size())) : std::nullopt;
}

const json::array* list(const json::object& from, std::string_view key) {
    const json::value* found = from.if_contains(key);
    return found != nullptr ? found->if_array() : nullptr;
}

std::optional<ShellCheckComment::Place> place(const json::object& from, std::string_view line,
                                              std::string_view column) {
    const auto down = number(from, line);
    const auto along = number(from, column);
    return down && along ? std::optional(ShellCheckComment::Place{*down, *along}) : std::nullopt;
}

std::optional<ShellCheckComment::Level> level(const json::object& from) {
    const auto name = text(from, "level");
    using Level = ShellCheckComment::Level;
    for (const auto& [known, value] : {std::pair("error", Level::error), std::pair("warning", Level::warning),
                                       std::pair("info", Level::info), std::pair("style", Level::style)}) {
        if (name == known) {
            return value;
        }
    }
    return std::nullopt;
}

/// All of a fix or nothing of it.
std::vector<ShellCheckComment::Replacement> fix(const json::object& from) {
    const json::value* found = from.if_contains("fix");
    const json::object* object = found != nullptr ? found->if_object() : nullptr;
    const json::array* all = object != nullptr ? list(*object, "replacements") : nullptr;
    std::vector<ShellCheckComment::Replacement> out;
    if (all == nullptr || all->size() > most_replacements) {
        return out;
    }
    for (const json::value& each : *all) {
        const json::object* one = each.if_object();
        const auto begin = one != nullptr ? place(*one, "line", "column") : std::nullopt;
        const auto end = one != nullptr ? place(*one, "endLine", "endColumn") : std::nullopt;
        const auto replacement = one != nullptr ? text(*one, "replacement") : std::nullopt;
        if (!begin || !end || !replacement) {
            return {};
        }
        out.push_back({*begin, *end, std::string(*replacement)});
    }
    return out;
}

std::optional<ShellCheckComment> comment(const json::object& from) {
    const auto code = number(from, "code");
    const auto how = level(from);
    const auto begin = place(from, "line", "column");
    const auto end = place(from, "endLine", "endColumn");
    const auto said = text(from, "message");
    if (!code || !how || !begin || !end || !said) {
        return std::nullopt;
    }
    return ShellCheckComment{.code = *code,
                             .level = *how,
                             .begin = *begin,
                             .end = *end,
                             .message = std::string(said->substr(0, longest_message)),
                             .fix = fix(from)};
}

std::optional<std::size_t> file_number(const json::object& from) {
    const std::string_view name = text(from, "file").value_or("");
    std::size_t out = 0;
    const auto [end, wrong] = std::from_chars(name.data(), name.data() + name.size(), out);
    if (name == "-") {
        return 0;
    }
    return wrong == std::errc{} && end == name.data() + name.size() ? std::optional(out) : std::nullopt;
}

} // namespace

std::optional<std::vector<ShellCheckAnswer>> read_shellcheck_answer(std::string_view said,
                                                                    std::size_t files) {
    json::error_code ec;
    const json::value whole = json::parse(said, ec, {}, {.max_depth = 16});
    const json::object* root = ec ? nullptr : whole.if_object();
    const json::array* comments = root != nullptr ? list(*root, "comments") : nullptr;
    if (comments == nullptr) {
        return std::nullopt;
    }
    std::vector<std::shared_ptr<model::ShellCheckComments>> read(files);
    std::vector<json::array> kept(files);
    std::ranges::generate(read, [] { return std::make_shared<model::ShellCheckComments>(); });
    for (const json::value& each : *comments) {
        const json::object* one = each.if_object();
        const auto file = one != nullptr ? file_number(*one) : std::nullopt;
        auto what = file && *file < files ? comment(*one) : std::nullopt;
        if (!what || read[*file]->size() == most_comments) {
            continue;
        }
        read[*file]->push_back(std::move(*what));
        json::object copy = *one;
        copy["file"] = "0";
        kept[*file].push_back(std::move(copy));
    }
    std::vector<ShellCheckAnswer> out;
    out.reserve(files);
    for (std::size_t i = 0; i < files; ++i) {
        out.push_back(
            {.comments = std::move(read[i]), .json = "{\"comments\":" + json::serialize(kept[i]) + "}"});
    }
    return out;
}

} // namespace dockwright::project

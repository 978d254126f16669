#include "project/shellcheck_answer.hpp"
#include <algorithm>
#include <array>
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

/// By their value.
constexpr std::array<std::string_view, 4> level_names{"error", "warning", "info", "style"};

std::optional<ShellCheckComment::Level> level(const json::object& from) {
    const auto* const found = std::ranges::find(level_names, text(from, "level").value_or(""));
    return found != level_names.end()
               ? std::optional(static_cast<ShellCheckComment::Level>(found - level_names.begin()))
               : std::nullopt;
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

/// Its beginning, without half a character at the end.
std::string shortened(std::string_view message) {
    std::size_t size = std::min(message.size(), longest_message);
    while (size > 0 && size < message.size() &&
           (static_cast<unsigned char>(message[size]) & 0xC0U) == 0x80U) {
        --size;
    }
    return std::string(message.substr(0, size));
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
                             .message = shortened(*said),
                             .fix = fix(from)};
}

json::object placed(ShellCheckComment::Place begin, ShellCheckComment::Place end) {
    return {{"line", begin.line}, {"column", begin.column}, {"endLine", end.line}, {"endColumn", end.column}};
}

/// What reads back as this comment. What else its answer held, numbers beyond all bounds among them, is gone.
json::object written(const ShellCheckComment& what) {
    json::object out = placed(what.begin, what.end);
    out["file"] = "0";
    out["code"] = what.code;
    out["level"] = level_names.at(static_cast<std::size_t>(what.level));
    out["message"] = what.message;
    if (!what.fix.empty()) {
        json::array replacements;
        for (const ShellCheckComment::Replacement& each : what.fix) {
            json::object one = placed(each.begin, each.end);
            one["replacement"] = each.text;
            replacements.push_back(std::move(one));
        }
        out["fix"] = json::object{{"replacements", std::move(replacements)}};
    }
    return out;
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
        kept[*file].push_back(written(*what));
        read[*file]->push_back(std::move(*what));
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

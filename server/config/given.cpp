#include "config/given.hpp"
#include "base/message.hpp"
#include "base/nearest.hpp"
#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_set>

namespace dockwright::config {
namespace {

constexpr std::array<std::string_view, 7> label_types = {"text",    "url",  "semver", "hash",
                                                         "rfc3339", "spdx", "email"};

constexpr std::array<std::string_view, 4> also_true = {"yes", "on", "y", "1"};
constexpr std::array<std::string_view, 4> also_false = {"no", "off", "n", "0"};

/// What somebody means who writes `yes` or quotes the word.
std::optional<std::string_view> meant_boolean(const Node& node) {
    constexpr std::array<std::string_view, 2> right = {"true", "false"};
    if (!node.is_text()) {
        return std::nullopt;
    }
    for (const bool value : {true, false}) {
        const auto& words = value ? also_true : also_false;
        const std::string_view name = right[value ? 0 : 1];
        if (node.text == name || std::ranges::find(words, node.text) != words.end()) {
            return name;
        }
    }
    return nearest(node.text, right);
}

std::string meant(std::optional<std::string_view> word) {
    return word ? message(". Did you mean '{}'?", {*word}) : std::string();
}

} // namespace

std::string list_of(std::span<const std::string_view> words) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        out += i == 0 ? "" : i + 1 == words.size() ? " or " : ", ";
        out += words[i];
    }
    return out;
}

std::span<const std::string_view> label_type_names() {
    return label_types;
}

void sort_by_place(std::vector<Mistake>& mistakes) {
    std::ranges::sort(mistakes, [](const Mistake& a, const Mistake& b) {
        return std::tie(a.span, a.key, a.message) < std::tie(b.span, b.key, b.message);
    });
}

void Taker::wrong(std::string_view kind, Span span, std::string_view key, std::string message,
                  std::optional<std::string_view> replacement) {
    if (is_full()) {
        return;
    }
    if (mistakes_.size() + 1 == most_mistakes) {
        message = "There is more that is wrong; mend this first";
        replacement.reset();
    }
    message += meant(replacement);
    mistakes_.push_back({.kind = kind,
                         .span = span,
                         .key = std::string(key),
                         .message = std::move(message),
                         .replacement = std::string(replacement.value_or(std::string_view{}))});
}

std::vector<Entry> Taker::entries(const Node& mapping, std::string_view path) {
    std::vector<Entry> out;
    std::unordered_set<std::string_view> names;
    for (std::size_t i = 0; i < mapping.keys.size(); ++i) {
        const Node& key = mapping.keys[i];
        if (!key.is_text()) {
            if (key.kind != Node::Kind::alias) {
                wrong("wrong-type", key.span, path, "A key must be a word");
            }
            continue;
        }
        Entry entry{.path = path.empty() ? key.text : std::string(path) + "." + key.text,
                    .key = &key,
                    .value = &mapping.items[i]};
        if (!names.insert(key.text).second) {
            wrong("duplicate-key", key.span, entry.path,
                  message("'{}' stands here a second time, and only the first is read", {key.text}));
        } else {
            out.push_back(std::move(entry));
        }
    }
    return out;
}

void Taker::unknown_key(const Entry& entry, std::span<const std::string_view> known) {
    if (is_full()) {
        return;
    }
    const auto near = nearest(entry.key->text, known);
    std::string text = message("There is no key '{}' here", {entry.key->text});
    if (!near) {
        text += message("; there are {}", {list_of(known)});
    }
    wrong("unknown-key", entry.key->span, entry.path, std::move(text), near);
}

void Taker::wrong_type(const Entry& entry, std::string_view right) {
    if (entry.value->kind != Node::Kind::alias) {
        wrong("wrong-type", entry.place(), entry.path, message("'{}' must be {}", {entry.key->text, right}));
    }
}

std::optional<Given<std::string>> Taker::word(const Entry& entry) {
    const Node& value = *entry.value;
    const bool is_word =
        value.is_text() && !value.text.empty() && (value.quoted || !(is_true(value) || is_false(value)));
    if (!is_word || is_number(value)) {
        wrong_type(entry, "a word");
        return std::nullopt;
    }
    return Given<std::string>{value.text, value.span};
}

std::optional<Given<bool>> Taker::boolean(const Entry& entry) {
    const Node& value = *entry.value;
    if (is_true(value) || is_false(value)) {
        return Given<bool>{is_true(value), value.span};
    }
    if (value.kind != Node::Kind::alias) {
        wrong("wrong-type", entry.place(), entry.path,
              message("'{}' must be true or false", {entry.key->text}), meant_boolean(value));
    }
    return std::nullopt;
}

std::optional<Given<std::size_t>> Taker::choice(const Entry& entry, std::span<const std::string_view> words) {
    const Node& value = *entry.value;
    if (!value.is_text()) {
        wrong_type(entry, list_of(words));
        return std::nullopt;
    }
    const auto found = std::ranges::find(words, value.text);
    if (found == words.end()) {
        wrong("unknown-value", value.span, entry.path,
              message("'{}' must be {}, not '{}'", {entry.key->text, list_of(words), value.text}),
              nearest(value.text, words));
        return std::nullopt;
    }
    return Given<std::size_t>{static_cast<std::size_t>(found - words.begin()), value.span};
}

std::optional<GivenWords> Taker::words(const Entry& entry, bool one_is_list) {
    const Node& value = *entry.value;
    if (one_is_list && value.is_text()) {
        const auto one = word(entry);
        return one ? std::optional(GivenWords{*one}) : std::nullopt;
    }
    if (value.kind != Node::Kind::sequence) {
        wrong_type(entry, "a list of words");
        return std::nullopt;
    }
    GivenWords out;
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        const std::string path = entry.path + "[" + std::to_string(i) + "]";
        const auto one = word({.path = path, .key = entry.key, .value = &value.items[i]});
        if (one) {
            out.push_back(*one);
        }
    }
    return out;
}

std::optional<std::vector<GivenLabel>> Taker::labels(const Entry& entry) {
    if (entry.value->kind != Node::Kind::mapping) {
        wrong_type(entry, message("a mapping of labels to {}", {list_of(label_types)}));
        return std::nullopt;
    }
    std::vector<GivenLabel> out;
    for (const Entry& label : entries(*entry.value, entry.path)) {
        if (const auto type = choice(label, label_types)) {
            out.push_back({label.key->text, static_cast<lint::LabelType>(type->value), label.key->span});
        }
    }
    return out;
}

} // namespace dockwright::config

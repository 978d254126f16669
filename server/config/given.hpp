#pragma once
#include "base/span.hpp"
#include "config/yaml.hpp"
#include "lint/options.hpp"
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Values of a configuration with their places, and how they are taken from a tree.
namespace dockwright::config {

/// A value, and where it stands in the text.
template <class Value>
struct Given {
    Value value;
    Span span;

    bool operator==(const Given&) const = default;
};

using GivenWords = std::vector<Given<std::string>>;

struct GivenLabel {
    std::string key;
    lint::LabelType type = lint::LabelType::text;
    Span span; ///< of the key

    bool operator==(const GivenLabel&) const = default;
};

/// A key of a mapping with its value.
struct Entry {
    std::string path; ///< `paths[0].severity`
    const Node* key = nullptr;
    const Node* value = nullptr;

    /// The value's place, or the key's where no value is written.
    Span place() const { return value->kind == Node::Kind::null ? key->span : value->span; }
};

/// Takes values out of a tree. What is wrong is a mistake, and the value is then not there; an
/// alias is nothing, for that is a mistake already.
class Taker {
public:
    explicit Taker(std::vector<Mistake>& mistakes) : mistakes_(mistakes) {}

    /// Nothing more is said: to find the nearest word takes time, and nobody reads a thousand.
    bool is_full() const { return mistakes_.size() >= most_mistakes; }

    void wrong(std::string_view kind, Span span, std::string_view key, std::string message,
               std::optional<std::string_view> replacement = std::nullopt);

    /// Each key once: of repeated ones the first. `path` is the mapping's own; empty at the top.
    std::vector<Entry> entries(const Node& mapping, std::string_view path);

    /// Says which key is nearest of those that there are.
    void unknown_key(const Entry& entry, std::span<const std::string_view> known);

    void wrong_type(const Entry& entry, std::string_view right);

    std::optional<Given<std::string>> word(const Entry& entry);
    std::optional<Given<bool>> boolean(const Entry& entry);
    /// One of a few words.
    std::optional<Given<std::size_t>> choice(const Entry& entry, std::span<const std::string_view> words);
    /// `one_is_list`: a single word is a list of one.
    std::optional<GivenWords> words(const Entry& entry, bool one_is_list);
    std::optional<std::vector<GivenLabel>> labels(const Entry& entry);

private:
    std::vector<Mistake>& mistakes_;
};

/// "a, b or c", or the last few words "none".
std::string list_of(std::span<const std::string_view> words);

/// The names of lint::LabelType, in its order.
std::span<const std::string_view> label_type_names();

} // namespace dockwright::config

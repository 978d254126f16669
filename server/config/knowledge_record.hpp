#pragma once
#include "base/message.hpp"
#include "config/given.hpp"
#include "config/knowledge_fields.hpp"
#include "config/knowledge_tables.hpp"
#include <concepts>
#include <limits>
#include <optional>
#include <type_traits>

namespace dockwright::config {

/// Makes records out of mappings, by Fields. What is wrong is a mistake, and the record is then not
/// there. Texts and lists are kept by `tables`.
class RecordReader {
public:
    RecordReader(Taker& take, KnowledgeTables& tables) : take_(take), tables_(tables) {}

    /// `common` has what the record doesn't say itself: its block's keys.
    template <class Record>
    std::optional<Record> record(const Entry& from, std::span<const Entry> common,
                                 const knowledge::Fact* inherited) {
        if (from.value->kind != Node::Kind::mapping) {
            take_.wrong_type(from, "a list of mappings, such as '- {version: 12.4.1}'");
            return std::nullopt;
        }
        const std::vector<Entry> own = take_.entries(*from.value, from.path);
        Record out;
        bool good = fact(own, common, inherited, from, out.fact);
        Fields<Record>::each([&](std::string_view key, auto member, Need need) {
            const Entry* entry = find(own, common, key);
            if (entry != nullptr) {
                good = value(*entry, out.*member, out.fact) && good;
            } else if (need == Need::required) {
                good = false;
                missing(from, key);
            }
        });
        check_keys(own, keys_of<Record>());
        complete(out);
        return good ? std::optional(std::move(out)) : std::nullopt;
    }

    template <class Record>
    static std::vector<std::string_view> keys_of() {
        std::vector<std::string_view> keys = {"source", "confidence"};
        Fields<Record>::each(
            [&](std::string_view key, auto /*member*/, Need /*need*/) { keys.push_back(key); });
        return keys;
    }

    void check_keys(std::span<const Entry> entries, std::span<const std::string_view> known);

private:
    static const Entry* find(std::span<const Entry> own, std::span<const Entry> common, std::string_view key);
    bool fact(std::span<const Entry> own, std::span<const Entry> common, const knowledge::Fact* inherited,
              const Entry& from, knowledge::Fact& out);
    void missing(const Entry& from, std::string_view key);

    bool text(const Entry& entry, std::string_view& out);
    bool number(const Entry& entry, std::uint64_t largest, std::uint64_t& out);
    bool version(const Entry& entry, knowledge::Version& out);
    /// Calls `use` with each item of a list, or with each key and value of a mapping.
    template <class Use>
    bool items(const Entry& entry, Node::Kind kind, std::string_view right, Use use) {
        if (entry.value->kind != kind) {
            take_.wrong_type(entry, right);
            return false;
        }
        if (kind == Node::Kind::mapping) {
            bool good = true;
            for (const Entry& one : take_.entries(*entry.value, entry.path)) {
                good = use(one) && good;
            }
            return good;
        }
        bool good = true;
        for (std::size_t i = 0; i < entry.value->items.size(); ++i) {
            good = use(Entry{.path = entry.path + "[" + std::to_string(i) + "]",
                             .key = entry.key,
                             .value = &entry.value->items[i]}) &&
                   good;
        }
        return good;
    }

    using Fact = knowledge::Fact;
    bool value(const Entry& entry, std::string_view& out, const Fact&) { return text(entry, out); }
    bool value(const Entry& entry, knowledge::Version& out, const Fact&) { return version(entry, out); }
    bool value(const Entry& entry, bool& out, const Fact&);
    bool value(const Entry& entry, knowledge::Pythons& out, const Fact&);
    bool value(const Entry& entry, std::span<const knowledge::Requirement>& out, const Fact&);
    bool value(const Entry& entry, std::span<const knowledge::Setting>& out, const Fact&);
    bool value(const Entry& entry, std::span<const knowledge::Bundled>& out, const Fact&);

    template <std::unsigned_integral Number>
    bool value(const Entry& entry, Number& out, const Fact&) {
        std::uint64_t read = 0;
        const bool good = number(entry, std::numeric_limits<Number>::max(), read);
        out = static_cast<Number>(read);
        return good;
    }
    template <class Enum>
        requires std::is_enum_v<Enum>
    bool value(const Entry& entry, Enum& out, const Fact&) {
        std::vector<std::string_view> words;
        while (!name(static_cast<Enum>(words.size())).empty()) {
            words.push_back(name(static_cast<Enum>(words.size())));
        }
        const auto chosen = take_.choice(entry, words);
        out = static_cast<Enum>(chosen ? chosen->value : 0);
        return chosen.has_value();
    }
    /// Of numbers, texts or records.
    template <class Item>
    bool value(const Entry& entry, std::span<const Item>& out, const Fact& fact) {
        std::vector<Item> read;
        const bool good = items(entry, Node::Kind::sequence, "a list", [&](const Entry& one) {
            if constexpr (std::is_same_v<Item, knowledge::Variant>) {
                auto variant = record<Item>(one, {}, &fact);
                read.push_back(variant.value_or(Item{}));
                return variant.has_value();
            } else {
                return value(one, read.emplace_back(), fact);
            }
        });
        out = tables_.keep(std::move(read));
        return good;
    }

    void complete(auto& /*record*/) {}
    void complete(knowledge::Release& release);
    void complete(knowledge::Pair& pair);
    void complete(knowledge::PythonPackage& package);
    std::string_view normal(std::string_view package);

    Taker& take_;
    KnowledgeTables& tables_;
};

} // namespace dockwright::config

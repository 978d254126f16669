#include "config/knowledge_file.hpp"
#include "config/knowledge_check.hpp"
#include "config/knowledge_fields.hpp"
#include "config/knowledge_record.hpp"
#include "config/yaml.hpp"
#include <algorithm>

namespace dockwright::config {
namespace {

class Reader {
public:
    Reader(std::size_t file, Taker& take, KnowledgeTables& tables, AllRows& rows, std::size_t& blocks)
        : file_(file), take_(take), record_(take, tables), tables_(tables), rows_(rows), blocks_(blocks) {}

    void read(const Node& root) {
        if (root.kind == Node::Kind::null || root.kind == Node::Kind::alias) {
            return;
        }
        if (root.kind != Node::Kind::mapping) {
            take_.wrong("wrong-type", root.span, "",
                        "The file must be a mapping of tables, such as 'toolkits:'");
            return;
        }
        for (const Entry& entry : take_.entries(root, "")) {
            table(entry);
        }
    }

private:
    void table(const Entry& entry) {
        std::vector<std::string_view> names = {"as-of"};
        bool known = entry.key->text == "as-of";
        if (known && entry.value->is_text()) {
            tables_.as_of = tables_.keep(entry.value->text);
        } else if (known) {
            take_.wrong_type(entry, "a month such as 2026-11");
        }
        each_table<KnowledgeTables>([&](std::string_view name, auto member) {
            names.push_back(name);
            if (entry.key->text == name) {
                known = true;
                blocks(entry, tables_.*member);
            }
        });
        if (!known) {
            take_.unknown_key(entry, names);
        }
    }

    template <class Record>
    void blocks(const Entry& entry, std::vector<Record>& records) {
        each_item(entry, [&](const Entry& one) { block(one, records); });
    }

    template <class Record>
    void block(const Entry& entry, std::vector<Record>& records) {
        if (entry.value->kind != Node::Kind::mapping) {
            take_.wrong_type(entry, "a list of blocks, each with 'source' and 'entries'");
            return;
        }
        std::vector<Entry> common = take_.entries(*entry.value, entry.path);
        const auto list =
            std::ranges::find_if(common, [](const Entry& e) { return e.key->text == "entries"; });
        if (list == common.end()) {
            take_.wrong("missing-key", common.empty() ? entry.place() : common.front().key->span, entry.path,
                        "This block needs 'entries', else it says nothing");
            return;
        }
        const Entry entries = std::move(*list);
        common.erase(list);
        std::vector<std::string_view> keys = RecordReader::keys_of<Record>();
        keys.push_back("entries");
        record_.check_keys(common, keys);
        ++blocks_;
        each_item(entries, [&](const Entry& one) {
            if (auto record = record_.record<Record>(one, common, nullptr)) {
                records.push_back(std::move(*record));
                std::get<Rows<Record>>(rows_).rows.push_back({.file = file_, .block = blocks_, .entry = one});
            }
        });
    }

    template <class Use>
    void each_item(const Entry& entry, Use use) {
        if (entry.value->kind != Node::Kind::sequence) {
            take_.wrong_type(entry, "a list");
            return;
        }
        for (std::size_t i = 0; i < entry.value->items.size(); ++i) {
            use(Entry{.path = entry.path + "[" + std::to_string(i) + "]",
                      .key = entry.key,
                      .value = &entry.value->items[i]});
        }
    }

    std::size_t file_;
    Taker& take_;
    RecordReader record_;
    KnowledgeTables& tables_;
    AllRows& rows_;
    std::size_t& blocks_;
};

} // namespace

KnowledgeFiles read_knowledge(std::span<const std::string_view> texts, const knowledge::Knowledge& known) {
    KnowledgeFiles out;
    out.mistakes.resize(texts.size());
    std::vector<Yaml> trees; // rows point into them
    std::vector<Taker> takers;
    trees.reserve(texts.size());
    AllRows rows;
    std::size_t blocks = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        trees.push_back(read_yaml(texts[i]));
        out.mistakes[i] = std::move(trees[i].mistakes);
        takers.emplace_back(out.mistakes[i]);
        Reader(i, takers[i], out.tables, rows, blocks).read(trees[i].root);
    }
    check_knowledge(out.tables, rows, known, takers);
    std::ranges::for_each(out.mistakes, sort_by_place);
    sort(out.tables);
    return out;
}

} // namespace dockwright::config

#include "tools/knowledge_compiler/emit.hpp"
#include "config/knowledge_fields.hpp"
#include <map>
#include <type_traits>

namespace dockwright {
namespace {

using namespace knowledge;

std::string literal(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\t': out += "\\t"; break;
        default: out += c;
        }
    }
    return out + "\"";
}

template <class Type>
constexpr std::string_view type_name() {
    if constexpr (std::is_same_v<Type, std::uint16_t>) {
        return "std::uint16_t";
    } else if constexpr (std::is_same_v<Type, std::string_view>) {
        return "std::string_view";
    } else if constexpr (std::is_same_v<Type, Variant>) {
        return "Variant";
    } else if constexpr (std::is_same_v<Type, Requirement>) {
        return "Requirement";
    } else if constexpr (std::is_same_v<Type, Bundled>) {
        return "Bundled";
    } else {
        static_assert(std::is_same_v<Type, Setting>);
        return "Setting";
    }
}

class Emitter {
public:
    std::string emit(const Knowledge& knowledge) {
        std::string tables;
        std::string members = "    .as_of = " + literal(knowledge.as_of) + ",\n";
        config::each_table<Knowledge>([&](std::string_view key, auto member) {
            table(symbol(key), knowledge.*member, tables, members);
        });
        return "// Written by tools/knowledge_compiler from server/knowledge/*.yaml.\n"
               "#include \"knowledge/tables.hpp\"\n\n"
               "namespace dockwright::knowledge {\nnamespace {\n\nusing Phase = Version::Phase;\n\n" +
               arrays_ + tables + "constinit const Knowledge everything = {\n" + members +
               "};\n\n} // namespace\n\nconst Knowledge& built_in() {\n    return everything;\n}\n\n"
               "} // namespace dockwright::knowledge\n";
    }

private:
    static std::string symbol(std::string_view key) {
        std::string out(key);
        for (char& c : out) {
            c = c == '-' ? '_' : c;
        }
        return out == "requires" ? "requires_" : out;
    }

    template <class Record>
    void table(const std::string& name, std::span<const Record> records, std::string& tables,
               std::string& members) {
        if (records.empty()) {
            return;
        }
        std::string text;
        for (const Record& one : records) {
            text += "    " + record(one) + ",\n";
        }
        tables +=
            "constexpr decltype(Knowledge::" + name + ")::value_type " + name + "[] = {\n" + text + "};\n\n";
        members += "    ." + name + " = " + name + ",\n";
    }

    template <class Record>
    std::string record(const Record& one) {
        std::string out = "{";
        const Record plain{};
        config::Fields<Record>::each([&](std::string_view key, auto member, config::Need /*need*/) {
            std::string own = value(one.*member);
            if (own != value(plain.*member)) {
                out += "." + symbol(key) + " = " + std::move(own) + ", ";
            }
        });
        if constexpr (requires { one.fact; }) {
            out += ".fact = {" + literal(one.fact.source);
            out += one.fact.confidence == Confidence::recalled ? ", Confidence::recalled}" : "}";
        }
        return out + "}";
    }

    std::string value(std::string_view text) { return literal(text); }
    std::string value(bool flag) { return flag ? "true" : "false"; }
    std::string value(std::uint8_t number) { return std::to_string(number); }
    std::string value(std::uint16_t number) { return std::to_string(number); }
    std::string value(std::uint32_t number) { return std::to_string(number) + "U"; }
    std::string value(GpuClass word) { return "GpuClass::" + std::string(name(word)); }
    std::string value(TagState word) { return "TagState::" + std::string(name(word)); }
    std::string value(Brands word) { return "Brands::" + std::string(name(word)); }
    std::string value(PythonKind word) { return "PythonKind::" + std::string(name(word)); }
    std::string value(Libraries word) { return "Libraries::" + std::string(name(word)); }
    std::string value(const Version& version) {
        if (!version.known()) {
            return "{}";
        }
        std::string out = "{{{";
        for (std::uint8_t i = 0; i < version.size; ++i) {
            out += (i > 0 ? "," : "") + std::to_string(version.parts[i]);
        }
        out += "}}, " + std::to_string(version.size);
        if (version.phase != Version::Phase::final) {
            constexpr std::string_view words[] = {"development", "alpha", "beta",
                                                  "candidate",   "final", "post"};
            out += ", Phase::" + std::string(words[static_cast<std::size_t>(version.phase)]) + ", " +
                   std::to_string(version.phase_number);
        }
        return out + "}";
    }
    std::string value(const Requirement& one) {
        return "{" + literal(one.package) + ", " + literal(one.specifier) + "}";
    }
    std::string value(const Setting& one) {
        return "{" + literal(one.name) + ", " + literal(one.value) + "}";
    }
    std::string value(const Bundled& one) {
        return "{" + literal(one.package) + ", " + literal(one.version) + ", " + literal(one.variant) + "}";
    }
    std::string value(const Variant& one) { return record(one); }

    /// A list is an array with a name; equal ones are the same.
    template <class Item>
    std::string value(std::span<const Item> items) {
        if (items.empty()) {
            return "{}";
        }
        std::string text;
        for (const Item& item : items) {
            text += (text.empty() ? "" : ", ") + value(item);
        }
        const std::string type(type_name<Item>());
        const auto [place, is_new] = lists_.try_emplace(type + text, "list_" + std::to_string(lists_.size()));
        if (is_new) {
            arrays_ += "constexpr " + type + " " + place->second + "[] = {" + text + "};\n";
        }
        return place->second;
    }

    std::string arrays_;
    std::map<std::string, std::string> lists_;
};

} // namespace

std::string emit(const Knowledge& knowledge) {
    return Emitter().emit(knowledge);
}

} // namespace dockwright

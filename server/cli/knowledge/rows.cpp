#include "cli/knowledge/rows.hpp"
#include "config/knowledge_fields.hpp"
#include <type_traits>

namespace dockwright::cli {
namespace {

using namespace knowledge;

std::string text_of(std::string_view value) {
    return std::string(value);
}
std::string text_of(const Version& value) {
    return value.known() ? to_string(value) : std::string();
}
std::string text_of(bool value) {
    return value ? "true" : "";
}
std::string text_of(const Requirement& value) {
    return std::string(value.package) + std::string(value.specifier);
}
std::string text_of(const Setting& value) {
    return std::string(value.name) + "=" + std::string(value.value);
}
std::string text_of(const Bundled& value) {
    std::string out(value.package);
    out += value.version.empty() ? "" : " " + std::string(value.version);
    return out + (value.variant.empty() ? "" : " (" + std::string(value.variant) + ")");
}
template <class Value>
    requires std::is_integral_v<Value>
std::string text_of(Value value) {
    return value == 0 ? "" : std::to_string(value);
}
template <class Value>
    requires std::is_enum_v<Value>
std::string text_of(Value value) {
    return std::string(name(value));
}

/// Python versions are bits.
std::string pythons_text(Pythons pythons) {
    std::string out = (pythons & python_2_7) != 0 ? "2.7" : pythons == no_python ? "none" : "";
    for (unsigned minor = 1; minor < 31; ++minor) {
        if ((pythons >> minor & 1U) != 0) {
            out += (out.empty() ? "3." : ", 3.") + std::to_string(minor);
        }
    }
    return out;
}

template <class Record>
std::vector<std::pair<std::string, std::string>> fields_of(const Record& record);

std::string text_of(const Variant& value) {
    std::string out;
    for (const auto& [key, text] : fields_of(value)) {
        out += (out.empty() ? "" : ", ") + key + " " + text;
    }
    return out.empty() ? "" : "{" + out + "}";
}

template <class Item>
std::string text_of(std::span<const Item> values) {
    std::string out;
    for (const Item& value : values) {
        out += (out.empty() ? "" : ", ") + text_of(value);
    }
    return out;
}

template <class Record>
std::vector<std::pair<std::string, std::string>> fields_of(const Record& record) {
    std::vector<std::pair<std::string, std::string>> out;
    config::Fields<Record>::each([&](std::string_view key, auto member, config::Need /*need*/) {
        std::string text;
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(record.*member)>, Pythons>) {
            text = pythons_text(record.*member);
        } else {
            text = text_of(record.*member);
        }
        if (!text.empty()) {
            out.emplace_back(key, std::move(text));
        }
    });
    return out;
}

std::string range(std::string_view package, const Version& first, const Version& last) {
    std::string out = std::string(package) + " " + to_string(first);
    return out + (first == last ? "" : " to " + to_string(last));
}

std::string key_of(const Toolkit& one) {
    return to_string(one.version);
}
std::string key_of(const CudaMajor& one) {
    return std::to_string(one.major);
}
std::string key_of(const Architecture& one) {
    return std::to_string(one.capability / 10) + "." + std::to_string(one.capability % 10);
}
std::string key_of(const DriverBranch& one) {
    return std::to_string(one.branch);
}
std::string key_of(const PythonRelease& one) {
    return to_string(one.version);
}
std::string key_of(const CudaImage& one) {
    return to_string(one.cuda);
}
std::string key_of(const CudaRequirement& one) {
    return to_string(one.cuda);
}
std::string key_of(const ImageFamily& one) {
    return one.repositories.empty() ? "" : std::string(one.repositories.front());
}
std::string key_of(const ImageTag& one) {
    return std::string(one.repository) + ":" + std::string(one.tag);
}
std::string key_of(const Release& one) {
    return range(one.package, one.first, one.last);
}
std::string key_of(const Pair& one) {
    return range(one.package, one.first, one.last) + " with " + std::string(one.partner);
}
std::string key_of(const Mirror& one) {
    return std::string(one.host);
}
std::string key_of(const Principle& one) {
    return std::string(one.id);
}
std::string key_of(const ErrorText& one) {
    return std::string(one.id);
}
std::string key_of(const XidMeaning& one) {
    return std::to_string(one.code);
}
std::string key_of(const Recipe& one) {
    std::string out(one.id);
    for (const std::string_view system : one.systems) {
        out += (system == one.systems.front() ? " on " : ", ") + std::string(system);
    }
    return out;
}
std::string key_of(const auto& one) {
    return std::string(one.name);
}

} // namespace

std::string FactRow::line() const {
    std::string out;
    for (const auto& [name, value] : fields) {
        out += (out.empty() ? "" : ", ") + name + ": " + value;
    }
    return out;
}

std::vector<FactRow> fact_rows(const Knowledge& knowledge) {
    std::vector<FactRow> out;
    config::each_table<Knowledge>([&](std::string_view table, auto member) {
        for (const auto& record : knowledge.*member) {
            out.push_back(
                {.table = table, .key = key_of(record), .fields = fields_of(record), .fact = record.fact});
        }
    });
    return out;
}

std::vector<std::pair<std::string_view, std::size_t>> table_sizes(const Knowledge& knowledge) {
    std::vector<std::pair<std::string_view, std::size_t>> out;
    config::each_table<Knowledge>(
        [&](std::string_view table, auto member) { out.emplace_back(table, (knowledge.*member).size()); });
    return out;
}

} // namespace dockwright::cli

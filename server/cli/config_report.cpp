#include "cli/config_report.hpp"
#include "base/json_text.hpp"
#include "base/line_index.hpp"
#include "base/message.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace dockwright::cli {
namespace {

/// Where a value comes from, with the line of it.
class Places {
public:
    explicit Places(const config::Configuration* configuration) : configuration_(configuration) {
        if (configuration_ != nullptr) {
            for (const config::Source& source : configuration_->sources) {
                lines_.emplace_back(source.text);
            }
        }
    }

    std::string text(const config::Origin& origin) const {
        switch (origin.kind) {
        case config::Origin::Kind::standard: return "default";
        case config::Origin::Kind::editor: return "editor";
        case config::Origin::Kind::command_line: return "command line";
        case config::Origin::Kind::file: break;
        }
        return fmt::format("{}:{}", path(origin), position(origin.source, origin.span).line + 1);
    }

    std::string_view path(const config::Origin& origin) const {
        return configuration_->sources[origin.source].path;
    }

    Position position(std::size_t source, Span span) const { return lines_[source].position(span.begin); }

private:
    const config::Configuration* configuration_;
    std::vector<LineIndex> lines_;
};

void append_member(std::string& out, std::string_view key, std::string_view value) {
    out += out.ends_with('{') ? "\"" : ",\"";
    out += key;
    out += "\":";
    json_text::append(out, value);
}

void append_position(std::string& out, Position at) {
    out += fmt::format(",\"line\":{},\"column\":{}", at.line + 1, at.column + 1);
}

void append_value(std::string& out, const config::InForce& value, const Places& places) {
    out += '{';
    append_member(out, "key", value.key);
    append_member(out, "value", value.value);
    if (value.origin.kind == config::Origin::Kind::file) {
        append_member(out, "from", "file");
        append_member(out, "path", places.path(value.origin));
        append_position(out, places.position(value.origin.source, value.origin.span));
    } else {
        append_member(out, "from", places.text(value.origin));
    }
    out += '}';
}

void append_mistake(std::string& out, const config::Source& source, const config::Mistake& mistake,
                    Position at) {
    out += '{';
    append_member(out, "path", source.path);
    append_position(out, at);
    append_member(out, "kind", mistake.kind);
    append_member(out, "key", mistake.key);
    append_member(out, "message", mistake.message);
    if (!mistake.replacement.empty()) {
        append_member(out, "replacement", mistake.replacement);
    }
    out += '}';
}

/// `"name":[…]` with one element for each thing.
template <class Range, class Append>
void append_array(std::string& out, std::string_view name, const Range& range, Append append) {
    out += fmt::format(",\n\"{}\":[", name);
    std::string_view separator;
    for (const auto& each : range) {
        out += separator;
        separator = ",\n";
        append(each);
    }
    out += ']';
}

} // namespace

std::string text_of(const ConfigReport& report) {
    const Places places(report.found.configuration.get());
    std::size_t widest_key = 0;
    std::size_t widest_value = 0;
    for (const config::InForce& value : report.resolved.in_force()) {
        widest_key = std::max(widest_key, value.key.size());
        widest_value = std::max(widest_value, value.value.size());
    }
    std::string out;
    for (const config::InForce& value : report.resolved.in_force()) {
        out += fmt::format("{:{}}  {:{}}  {}\n", printable(value.key), widest_key, printable(value.value),
                           widest_value, printable(places.text(value.origin)));
    }
    if (!report.found.looked.empty()) {
        out += "\nlooked for, the nearest first:\n";
        for (const project::Looked& looked : report.found.looked) {
            out += fmt::format("  {}{}\n", printable(looked.path), looked.there ? " (read)" : "");
        }
    }
    return out;
}

std::string json_of(const ConfigReport& report) {
    const config::Configuration* configuration = report.found.configuration.get();
    const Places places(configuration);
    std::string out = "{";
    append_member(out, "file", report.file);
    append_array(out, "values", report.resolved.in_force(),
                 [&](const config::InForce& value) { append_value(out, value, places); });
    append_array(out, "looked", report.found.looked, [&](const project::Looked& looked) {
        out += '{';
        append_member(out, "path", looked.path);
        out += looked.there ? ",\"there\":true}" : ",\"there\":false}";
    });
    std::vector<std::pair<std::size_t, const config::Mistake*>> mistakes;
    for (std::size_t i = 0; configuration != nullptr && i < configuration->sources.size(); ++i) {
        for (const config::Mistake& mistake : configuration->sources[i].file.mistakes) {
            mistakes.emplace_back(i, &mistake);
        }
    }
    append_array(out, "problems", mistakes, [&](const auto& one) {
        append_mistake(out, configuration->sources[one.first], *one.second,
                       places.position(one.first, one.second->span));
    });
    return out + "}\n";
}

} // namespace dockwright::cli

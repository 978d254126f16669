#include "config/knowledge_record.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <charconv>

namespace dockwright::config {

using namespace knowledge;

const Entry* RecordReader::find(std::span<const Entry> own, std::span<const Entry> common,
                                std::string_view key) {
    for (const std::span<const Entry> entries : {own, common}) {
        const auto found = std::ranges::find_if(entries, [&](const Entry& e) { return e.key->text == key; });
        if (found != entries.end()) {
            return &*found;
        }
    }
    return nullptr;
}

void RecordReader::check_keys(std::span<const Entry> entries, std::span<const std::string_view> known) {
    for (const Entry& entry : entries) {
        if (std::ranges::find(known, entry.key->text) == known.end()) {
            take_.unknown_key(entry, known);
        }
    }
}

void RecordReader::missing(const Entry& from, std::string_view key) {
    const Span place = from.value->keys.empty() ? from.value->span : from.value->keys.front().span;
    take_.wrong("missing-key", place, from.path, message("This entry needs '{}'", {key}));
}

bool RecordReader::fact(std::span<const Entry> own, std::span<const Entry> common, const Fact* inherited,
                        const Entry& from, Fact& out) {
    if (inherited != nullptr) {
        out = *inherited;
    }
    bool good = true;
    if (const Entry* source = find(own, common, "source")) {
        good = text(*source, out.source);
    }
    if (const Entry* confidence = find(own, common, "confidence")) {
        good = value(*confidence, out.confidence, out) && good;
    }
    if (good && out.source.empty()) {
        const Span place = from.value->keys.empty() ? from.value->span : from.value->keys.front().span;
        take_.wrong("missing-source", place, from.path,
                    "This fact has no 'source': say in a few words where it was read");
        good = false;
    }
    return good;
}

bool RecordReader::text(const Entry& entry, std::string_view& out) {
    if (!entry.value->is_text() || entry.value->text.empty()) {
        take_.wrong_type(entry, "a text");
        return false;
    }
    out = tables_.keep(entry.value->text);
    return true;
}

bool RecordReader::number(const Entry& entry, std::uint64_t largest, std::uint64_t& out) {
    const std::string& text = entry.value->text;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, out);
    if (!entry.value->is_text() || read.ec != std::errc() || read.ptr != end || out > largest) {
        take_.wrong_type(entry, message("a whole number up to {}", {std::to_string(largest)}));
        return false;
    }
    return true;
}

bool RecordReader::version(const Entry& entry, Version& out) {
    const auto read = entry.value->is_text() ? Version::parse(entry.value->text) : std::nullopt;
    if (!read) {
        take_.wrong_type(entry, "a version such as 12.4.1");
        return false;
    }
    out = *read;
    return true;
}

bool RecordReader::value(const Entry& entry, bool& out, const Fact& /*fact*/) {
    const auto read = take_.boolean(entry);
    out = read && read->value;
    return read.has_value();
}

bool RecordReader::value(const Entry& entry, Pythons& out, const Fact& /*fact*/) {
    const bool read =
        items(entry, Node::Kind::sequence, "a list of Pythons such as [3.11, 3.12]", [&](const Entry& one) {
            Version python;
            if (!version(one, python)) {
                return false;
            }
            if (python == Version{{2, 7}, 2}) {
                out |= python_2_7;
            } else if (python.size == 2 && python.major() == 3 && python.minor() > 0 && python.minor() < 31) {
                out |= Pythons{1} << python.minor();
            } else {
                take_.wrong_type(one, "a list of Pythons such as [3.11, 3.12]");
                return false;
            }
            return true;
        });
    out = read && out == 0 ? no_python : out;
    return read;
}

bool RecordReader::value(const Entry& entry, std::span<const Requirement>& out, const Fact& /*fact*/) {
    std::vector<Requirement> read;
    const bool good =
        items(entry, Node::Kind::mapping, "a mapping such as {numpy: '<2'}", [&](const Entry& one) {
            read.push_back({.package = normal(one.key->text), .specifier = {}});
            return text(one, read.back().specifier);
        });
    out = tables_.keep(std::move(read));
    return good;
}

bool RecordReader::value(const Entry& entry, std::span<const Setting>& out, const Fact& /*fact*/) {
    std::vector<Setting> read;
    const bool good =
        items(entry, Node::Kind::mapping, "a mapping such as {LANG: C.UTF-8}", [&](const Entry& one) {
            read.push_back({.name = tables_.keep(one.key->text), .value = {}});
            return text(one, read.back().value);
        });
    out = tables_.keep(std::move(read));
    return good;
}

bool RecordReader::value(const Entry& entry, std::span<const Bundled>& out, const Fact& /*fact*/) {
    std::vector<Bundled> read;
    const bool good =
        items(entry, Node::Kind::mapping, "a mapping such as {torch: 2.4.1+cu121}", [&](const Entry& one) {
            std::string_view version;
            if (!text(one, version)) {
                return false;
            }
            read.push_back({.package = normal(one.key->text),
                            .version = version.substr(0, version.find('+')),
                            .variant = local_part(version)});
            return true;
        });
    out = tables_.keep(std::move(read));
    return good;
}

std::string_view RecordReader::normal(std::string_view package) {
    return tables_.keep(normalized(package));
}

void RecordReader::complete(Release& release) {
    release.package = normal(release.package);
    if (!release.last.known()) {
        release.last = release.first;
    }
}

void RecordReader::complete(Pair& pair) {
    pair.package = normal(pair.package);
    pair.partner = normal(pair.partner);
    if (!pair.last.known()) {
        pair.last = pair.first;
    }
}

void RecordReader::complete(PythonPackage& package) {
    package.name = normal(package.name);
}

} // namespace dockwright::config

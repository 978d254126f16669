#include "config/hadolint_file.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include <algorithm>
#include <array>

namespace dockwright::config {
namespace {

constexpr std::array<std::string_view, 9> keys = {
    "disable-ignore-pragma", "failure-threshold", "format",  "ignored",
    "label-schema",          "no-color",          "no-fail", "override",
    "strict-labels"};
constexpr std::array<std::string_view, 6> thresholds = {"error", "warning", "info",
                                                        "style", "ignore",  "none"};
constexpr std::array<std::string_view, 10> formats = {
    "tty", "json",   "checkstyle", "codeclimate", "gitlab_codeclimate",
    "gnu", "codacy", "sonarqube",  "sarif",       "junit"};
constexpr std::array<std::string_view, 4> severities = {"error", "warning", "info", "style"};
constexpr std::string_view registries = "trustedRegistries";

/// `DL` or `SC`, and digits.
bool is_code(std::string_view word) {
    return (word.starts_with("DL") || word.starts_with("SC")) && word.size() > 2 &&
           std::ranges::all_of(word.substr(2), ascii::is_digit);
}

class Reader {
public:
    explicit Reader(HadolintFile& out) : out_(out), take_(out.mistakes) {}

    void read(const Node& root) {
        if (root.kind == Node::Kind::null) {
            take_.wrong("empty-file", root.span, "", "The file is empty, and hadolint wants a key in it");
        } else if (root.kind != Node::Kind::mapping) {
            take_.wrong("wrong-type", root.span, "",
                        "The file must be a mapping, such as 'ignored: [DL3006]'");
        }
        for (const Entry& entry : take_.entries(root, "")) {
            if (entry.value->kind != Node::Kind::null) { // as if the key were not there
                read(entry);
            } else {
                known(entry);
            }
        }
    }

private:
    bool known(const Entry& entry) {
        std::vector<std::string_view> all(keys.begin(), keys.end());
        all.push_back(registries);
        const bool found = std::ranges::find(all, entry.key->text) != all.end();
        if (!found) {
            take_.unknown_key(entry, all);
        }
        return found;
    }

    void read(const Entry& entry) {
        const std::string_view key = entry.key->text;
        if (!known(entry)) {
            return;
        }
        if (key == "ignored") {
            out_.ignored = codes(entry);
        } else if (key == "override") {
            read_overrides(entry);
        } else if (key == registries) {
            out_.trusted_registries = take_.words(entry, false);
        } else if (key == "label-schema") {
            out_.label_schema = take_.labels(entry);
        } else if (key == "failure-threshold") {
            out_.failure_threshold = one_of(entry, thresholds);
        } else if (key == "format") {
            out_.format = one_of(entry, formats);
        } else {
            read_switch(entry);
        }
    }

    void read_switch(const Entry& entry) {
        const std::string_view key = entry.key->text;
        auto& into = key == "no-color"        ? out_.no_color
                     : key == "no-fail"       ? out_.no_fail
                     : key == "strict-labels" ? out_.strict_labels
                                              : out_.disable_ignore_pragma;
        into = take_.boolean(entry);
    }

    void read_overrides(const Entry& entry) {
        if (entry.value->kind != Node::Kind::mapping) {
            take_.wrong_type(entry, "a mapping of severities to lists of codes");
            return;
        }
        for (const Entry& severity : take_.entries(*entry.value, entry.path)) {
            const std::string_view key = severity.key->text;
            if (std::ranges::find(severities, key) == severities.end()) {
                take_.unknown_key(severity, severities);
            } else if (severity.value->kind != Node::Kind::null) {
                auto& into = key == "error"     ? out_.override_error
                             : key == "warning" ? out_.override_warning
                             : key == "info"    ? out_.override_info
                                                : out_.override_style;
                into = codes(severity);
            }
        }
    }

    std::optional<GivenWords> codes(const Entry& entry) {
        auto words = take_.words(entry, false);
        if (words) {
            for (const Given<std::string>& word : *words) {
                if (!is_code(word.value)) {
                    take_.wrong(
                        "unknown-rule", word.span, entry.path,
                        message("'{}' is none of hadolint's codes, such as DL3006 or SC2086", {word.value}));
                }
            }
        }
        return words;
    }

    template <std::size_t Count>
    std::optional<Given<std::string>> one_of(const Entry& entry,
                                             const std::array<std::string_view, Count>& words) {
        const auto chosen = take_.choice(entry, words);
        return chosen ? std::optional(Given<std::string>{std::string(words[chosen->value]), chosen->span})
                      : std::nullopt;
    }

    HadolintFile& out_;
    Taker take_;
};

} // namespace

HadolintFile read_hadolint_file(std::string_view text) {
    HadolintFile out;
    Yaml yaml = read_yaml(text);
    const bool readable = yaml.mistakes.empty() || yaml.root.kind != Node::Kind::null;
    out.mistakes = std::move(yaml.mistakes);
    if (readable) {
        Reader(out).read(yaml.root);
    }
    sort_by_place(out.mistakes);
    return out;
}

bool hadolint_refuses(const HadolintFile& file) {
    return std::ranges::any_of(file.mistakes, [](const Mistake& mistake) {
        return mistake.kind != "unknown-key" && mistake.kind != "unknown-rule" && mistake.kind != "alias";
    });
}

} // namespace dockwright::config

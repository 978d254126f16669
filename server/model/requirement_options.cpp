#include "model/requirement_options.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <span>

namespace dockwright::model {
namespace {

/// Python's shlex.split: quotes and backslashes as in a shell. Nothing: a quote or a backslash at the
/// end has nothing to go with.
std::optional<std::vector<std::string>> split(std::string_view text) {
    std::vector<std::string> words;
    bool inside = false;
    char quote = '\0';
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quote == '\0' && (c == ' ' || c == '\t' || c == '\r' || c == '\n')) {
            inside = false;
            continue;
        }
        if (!inside) {
            words.emplace_back();
            inside = true;
        }
        if (c == '\\' && quote != '\'') {
            if (++i == text.size()) {
                return std::nullopt;
            }
            const bool escapes = quote == '\0' || text[i] == quote || text[i] == '\\';
            words.back().append(escapes ? "" : "\\").push_back(text[i]);
        } else if (quote == '\0' && (c == '"' || c == '\'')) {
            quote = c;
        } else if (c == quote) {
            quote = '\0';
        } else {
            words.back().push_back(c);
        }
    }
    return quote == '\0' ? std::optional(std::move(words)) : std::nullopt;
}

enum class Kind : unsigned char {
    flag,
    no_index,
    ignored,
    hash,
    setting,
    requirements,
    constraints,
    editable,
    index,
    extra_index,
    links
};

struct Option {
    std::string_view name;
    Kind kind;
};

/// pip._internal.req.req_file and cmdoptions of pip 26, --global-option and --install-option of older
/// ones.
constexpr Option options[] = {
    {"--all-releases", Kind::ignored},
    {"--config-settings", Kind::setting},
    {"--constraint", Kind::constraints},
    {"--editable", Kind::editable},
    {"--extra-index-url", Kind::extra_index},
    {"--find-links", Kind::links},
    {"--global-option", Kind::ignored},
    {"--hash", Kind::hash},
    {"--index-url", Kind::index},
    {"--install-option", Kind::ignored},
    {"--no-binary", Kind::ignored},
    {"--no-index", Kind::no_index},
    {"--no-require-hashes", Kind::flag},
    {"--only-binary", Kind::ignored},
    {"--only-final", Kind::ignored},
    {"--pre", Kind::flag},
    {"--prefer-binary", Kind::flag},
    {"--pypi-url", Kind::index},
    {"--require-hashes", Kind::flag},
    {"--requirement", Kind::requirements},
    {"--trusted-host", Kind::ignored},
    {"--use-feature", Kind::ignored},
    {"-C", Kind::setting},
    {"-c", Kind::constraints},
    {"-e", Kind::editable},
    {"-f", Kind::links},
    {"-i", Kind::index},
    {"-r", Kind::requirements},
};

/// The option of that name, or the only one that begins so; null: none, or several.
const Option* find(std::string_view name) {
    const Option* found = nullptr;
    for (const Option& option : options) {
        if (option.name == name) {
            return &option;
        }
        if (name.starts_with("--") && option.name.starts_with(name)) {
            if (found != nullptr) {
                return nullptr;
            }
            found = &option;
        }
    }
    return found;
}

bool takes_value(Kind kind) {
    return kind != Kind::flag && kind != Kind::no_index;
}

bool is_hash(std::string_view value) {
    const std::string_view algorithm = value.substr(0, std::min(value.find(':'), value.size()));
    return value.size() > algorithm.size() &&
           (algorithm == "sha256" || algorithm == "sha384" || algorithm == "sha512");
}

bool take(RequirementOptions& out, Kind kind, std::string value) {
    switch (kind) {
    case Kind::flag:
    case Kind::ignored: break;
    case Kind::no_index: out.no_index = true; break;
    case Kind::hash: return is_hash(value);
    case Kind::setting: return value.contains('=');
    case Kind::requirements: out.requirements.push_back(std::move(value)); break;
    case Kind::constraints: out.constraints.push_back(std::move(value)); break;
    case Kind::editable: out.editables.push_back(std::move(value)); break;
    case Kind::index: out.indexes.push_back(std::move(value)); break;
    case Kind::extra_index: out.extra_indexes.push_back(std::move(value)); break;
    case Kind::links: out.links.push_back(std::move(value)); break;
    }
    return true;
}

/// One word that begins with a dash, and its value, which may be the next one.
bool take_option(RequirementOptions& out, std::span<const std::string>& words) {
    const std::string_view word = words.front();
    words = words.subspan(1);
    const bool is_long = word.starts_with("--");
    const std::size_t equals = is_long ? word.find('=') : std::string_view::npos;
    const Option* option = find(is_long ? word.substr(0, equals) : word.substr(0, 2));
    if (option == nullptr) {
        return false;
    }
    const bool joined = is_long ? equals != std::string_view::npos : word.size() > 2;
    if (!takes_value(option->kind)) {
        return !joined && take(out, option->kind, {});
    }
    if (joined) {
        return take(out, option->kind, std::string(word.substr(is_long ? equals + 1 : 2)));
    }
    if (words.empty()) {
        return false;
    }
    const std::string value = words.front();
    words = words.subspan(1);
    return take(out, option->kind, value);
}

} // namespace

std::optional<RequirementOptions> read_requirement_options(std::string_view text) {
    RequirementOptions out;
    const auto all = split(text);
    if (!all) {
        return std::nullopt;
    }
    for (std::span<const std::string> words = *all; !words.empty();) {
        if (words.front() == "--") {
            break;
        }
        if (!words.front().starts_with('-') || words.front() == "-") {
            words = words.subspan(1); // an operand, which pip does not look at
        } else if (!take_option(out, words)) {
            return std::nullopt;
        }
    }
    return out;
}

} // namespace dockwright::model

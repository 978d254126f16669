#include "model/packages/python_requirement.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <array>

namespace dockwright::model::packages {
namespace {

bool is_repository(std::string_view address) {
    return std::ranges::any_of(std::array{"git+", "hg+", "bzr+", "svn+"},
                               [&](std::string_view scheme) { return address.starts_with(scheme); });
}

bool is_file(std::string_view word) {
    if (word.starts_with('.') || word.starts_with('~') || word.starts_with("file:") || word.contains('/')) {
        return true;
    }
    return std::ranges::any_of(
        std::array{".whl", ".tar.gz", ".zip", ".tgz", ".tar.bz2", ".egg"},
        [&](std::string_view ending) { return word.substr(0, word.find('[')).ends_with(ending); });
}

Package::Source source_of(std::string_view address) {
    if (is_repository(address)) {
        return Package::Source::repository;
    }
    if (address.starts_with("file:")) {
        return Package::Source::file;
    }
    return address.contains("://") ? Package::Source::url : Package::Source::file;
}

/// The name behind `#egg=` or `&egg=`, or "".
std::string_view egg(std::string_view address) {
    const std::size_t at = address.find("egg=", std::min(address.find('#'), address.size()));
    if (at == std::string_view::npos) {
        return {};
    }
    const std::string_view name = address.substr(at + 4);
    return name.substr(0, name.find_first_of("&[=<>!~"));
}

/// `@v1` of `git+https://host/path@v1#egg=x`: an @ behind the path's beginning.
std::string_view revision(std::string_view address) {
    address = address.substr(0, address.find('#'));
    const std::size_t host = address.find("://");
    const std::size_t path = address.find('/', host == std::string_view::npos ? 0 : host + 3);
    const std::size_t at = address.rfind('@');
    return at != std::string_view::npos && at > path && path != std::string_view::npos ? address.substr(at)
                                                                                       : std::string_view{};
}

void take_extras(Package& package, std::string_view& rest) {
    if (rest.starts_with('[')) {
        const std::size_t close = std::min(rest.find(']'), rest.size());
        package.extras = rest.substr(1, close - 1);
        rest.remove_prefix(std::min(close + 1, rest.size()));
        rest = ascii::trimmed(rest);
    }
}

void read_address(Package& package, std::string_view word) {
    package.source = source_of(word);
    package.name = word;
    if (package.source == Package::Source::repository) {
        package.version = revision(word);
    }
    if (const std::string_view name = egg(word); !name.empty()) {
        package.name = name;
    } else if (package.source == Package::Source::file) {
        package.name = word.substr(0, word.find('['));
        std::string_view rest = word.substr(package.name.size());
        take_extras(package, rest);
    }
}

bool is_name(char c) {
    return ascii::is_name(c) || c == '.' || c == '-';
}

/// How many characters a name takes, variables in it included.
std::size_t name_size(std::string_view word) {
    std::size_t at = 0;
    while (at < word.size()) {
        if (word[at] == '$') {
            const bool braces = word.substr(at).starts_with("${");
            const bool command = word.substr(at).starts_with("$(");
            const char close = braces ? '}' : ')';
            at = braces || command ? std::min(word.find(close, at), word.size() - 1) + 1 : at + 1;
        } else if (is_name(word[at])) {
            ++at;
        } else {
            break;
        }
    }
    return at;
}

} // namespace

Package python_requirement(std::string_view word, Span span, bool plain) {
    Package out{.plain = plain, .span = span};
    word = ascii::trimmed(word);
    if (word.starts_with("$(") || word.starts_with('`')) {
        out.name = word;
        out.source = Package::Source::unknown;
        return out;
    }
    const std::size_t size = name_size(word);
    std::string_view rest = ascii::trimmed(word.substr(size));
    out.name = word.substr(0, size);
    const std::string_view behind_extras = rest.substr(rest.starts_with('[') ? rest.find(']') + 1 : 0);
    if (size > 0 && ascii::trimmed(behind_extras).starts_with('@') && !out.name.starts_with('.')) {
        take_extras(out, rest);
        out.version = rest;
        // `name@^1.2` is a version for poetry and uv.
        out.source = rest.contains('/') || rest.contains(':') ? source_of(ascii::trimmed(rest.substr(1)))
                                                              : Package::Source::index;
        return out;
    }
    if (is_repository(word) || word.contains("://") || is_file(word)) {
        read_address(out, word);
        return out;
    }
    take_extras(out, rest);
    const std::size_t semicolon = std::min(rest.find(';'), rest.size());
    out.version = ascii::trimmed(rest.substr(0, semicolon));
    if (semicolon < rest.size()) {
        out.marker = ascii::trimmed(rest.substr(semicolon + 1));
    }
    if (out.name.contains('$') || out.name.empty()) {
        out.source = Package::Source::unknown;
        out.name = out.name.empty() ? word : out.name;
    }
    return out;
}

} // namespace dockwright::model::packages

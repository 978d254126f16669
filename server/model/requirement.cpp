#include "model/requirement.hpp"
#include "base/ascii.hpp"
#include "model/python_grammar.hpp"
#include <algorithm>
#include <array>

namespace dockwright::model {
namespace {

constexpr std::array<std::string_view, 26> schemes = {
    "http",     "https",     "file",      "ftp",      "git+http", "git+https", "git+ssh",
    "git+git",  "git+file",  "hg+file",   "hg+http",  "hg+https", "hg+ssh",    "hg+static-http",
    "bzr+http", "bzr+https", "bzr+ssh",   "bzr+sftp", "bzr+ftp",  "bzr+lp",    "bzr+file",
    "svn+ssh",  "svn+http",  "svn+https", "svn+svn",  "svn+file"};

constexpr std::array<std::string_view, 11> archives = {
    ".zip", ".whl", ".tar.bz2", ".tbz", ".tar.gz", ".tgz", ".tar", ".tar.xz", ".txz", ".tlz", ".tar.lz"};

std::string_view scheme_of(std::string_view text) {
    const std::string_view scheme = text.substr(0, std::min(text.find(':'), text.size()));
    const bool known =
        scheme.size() < text.size() &&
        std::ranges::any_of(schemes, [&](std::string_view one) { return ascii::equal(one, scheme); });
    return known ? scheme : std::string_view{};
}

bool is_repository(std::string_view address) {
    return scheme_of(address).contains('+');
}

bool is_archive(std::string_view path) {
    return std::ranges::any_of(archives, [&](std::string_view ending) {
        return path.size() >= ending.size() && ascii::equal(path.substr(path.size() - ending.size()), ending);
    });
}

bool looks_like_path(std::string_view text) {
    return text.contains('/') || text.starts_with('.');
}

bool has_variable(std::string_view text) {
    const std::size_t at = text.find("${");
    return at != std::string_view::npos && text.find('}', at) != std::string_view::npos;
}

std::string without_blanks(std::string_view text) {
    std::string out(text);
    std::erase_if(out, ascii::is_space);
    return out;
}

/// `%2B` is `+`: addresses of wheels write it so.
std::string unquoted(std::string_view text) {
    const auto hex = [](char c) { return ascii::is_digit(c) ? c - '0' : ascii::lower(c) - 'a' + 10; };
    const auto is_hex = [](char c) {
        return ascii::is_digit(c) || (ascii::lower(c) >= 'a' && ascii::lower(c) <= 'f');
    };
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2])) {
            out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

/// The last part of an address's path, or of a file's.
std::string file_name(std::string_view address) {
    const std::string_view scheme = scheme_of(address);
    address = address.substr(0, scheme.empty() ? address.size() : address.find_first_of("?#"));
    while (address.ends_with('/')) {
        address.remove_suffix(1);
    }
    const std::string_view name = address.substr(address.rfind('/') + 1);
    return scheme.empty() ? std::string(name) : unquoted(name);
}

/// `name` of `git+https://host/owner/name.git@revision`.
std::string repository_name(std::string_view address) {
    const std::size_t host = address.find("://");
    const std::size_t path = address.find('/', host == std::string_view::npos ? 0 : host + 3);
    const std::size_t revision = path == std::string_view::npos ? path : address.find('@', path);
    std::string name = file_name(address.substr(0, revision));
    if (name.ends_with(".git")) {
        name.resize(name.size() - 4);
    }
    return name;
}

/// Behind `#egg=` or `&egg=`.
std::string_view egg(std::string_view address) {
    for (std::size_t at = address.find("egg="); at != std::string_view::npos;
         at = address.find("egg=", at + 1)) {
        if (at > 0 && (address[at - 1] == '#' || address[at - 1] == '&')) {
            const std::string_view value = address.substr(at + 4);
            return value.substr(0, value.find('&'));
        }
    }
    return {};
}

/// The name and version of `name-1.0`, as an sdist's file is called.
void read_sdist_name(ListedPackage& out, std::string_view stem) {
    const std::size_t dash = stem.rfind('-');
    if (dash == std::string_view::npos || dash == 0) {
        return;
    }
    const std::string_view version = stem.substr(dash + 1);
    if (python::version_size(version) == version.size() && !version.empty()) {
        out.name = stem.substr(0, dash);
        out.version = "==" + std::string(version);
    }
}

std::string_view without_archive(std::string_view file) {
    std::size_t longest = 0;
    for (const std::string_view ending : archives) {
        longest = file.ends_with(ending) ? std::max(longest, ending.size()) : longest;
    }
    return file.substr(0, file.size() - longest);
}

bool read_extras(std::string_view& rest, std::string& extras) {
    rest.remove_prefix(1);
    bool comma = true;
    while (true) {
        rest = ascii::trimmed(rest);
        if (rest.starts_with(']') && (!comma || extras.empty())) {
            rest.remove_prefix(1);
            return true;
        }
        const std::size_t size = comma ? python::name_size(rest) : 0;
        if (size == 0) {
            return false;
        }
        extras.append(extras.empty() ? "" : ",").append(rest.substr(0, size));
        rest = ascii::trimmed(rest.substr(size));
        comma = rest.starts_with(',');
        rest.remove_prefix(comma ? 1 : 0);
    }
}

/// `>=1, <2`, also in parentheses; false if something else stands there.
bool read_specifiers(std::string_view rest, std::string& version) {
    const bool enclosed = rest.starts_with('(');
    rest = ascii::trimmed(rest.substr(enclosed ? 1 : 0));
    while (const std::size_t size = python::specifier_size(rest)) {
        version += (version.empty() ? "" : ",") + without_blanks(rest.substr(0, size));
        rest = ascii::trimmed(rest.substr(size));
        if (!rest.starts_with(',')) {
            break;
        }
        rest = ascii::trimmed(rest.substr(1));
    }
    if (enclosed) {
        if (!rest.starts_with(')')) {
            return false;
        }
        rest = ascii::trimmed(rest.substr(1));
    }
    return rest.empty();
}

/// PEP 508 without its marker. Says in `out` what it can even where it fails.
bool read_named(std::string_view text, ListedPackage& out) {
    const std::size_t size = python::name_size(text);
    out.name = text.substr(0, size);
    std::string_view rest = ascii::trimmed(text.substr(size));
    if (size == 0 || (rest.starts_with('[') && !read_extras(rest, out.extras))) {
        return false;
    }
    rest = ascii::trimmed(rest);
    if (!rest.starts_with('@')) {
        out.version = without_blanks(rest);
        std::string version;
        const bool good = read_specifiers(rest, version);
        out.version = good ? version : out.version;
        return good;
    }
    rest = ascii::trimmed(rest.substr(1));
    out.url = rest;
    if (const auto there =
            rest.find_first_of(" \t") == std::string_view::npos ? read_address(rest) : std::nullopt) {
        out.version = there->version;
    }
    return !rest.empty() && rest.find_first_of(" \t") == std::string_view::npos;
}

/// The path without the `[extras]` at its end.
std::string_view take_path_extras(std::string_view path, std::string& extras) {
    const std::size_t open = path.rfind('[');
    if (path.ends_with(']') && open != std::string_view::npos && open > 0 && open + 2 < path.size()) {
        extras = without_blanks(path.substr(open + 1, path.size() - open - 2));
        path = ascii::trimmed(path.substr(0, open));
    }
    return path;
}

ListedPackage folder(std::string_view path) {
    ListedPackage out;
    path = take_path_extras(path, out.extras);
    out.name = path;
    out.url = path;
    return out;
}

std::optional<ListedPackage> read_without_marker(std::string_view text) {
    if (!scheme_of(text).empty()) {
        return read_address(text);
    }
    std::string extras;
    const std::string_view path = take_path_extras(text, extras);
    const std::size_t at = text.find('@');
    const bool named = at != std::string_view::npos && !looks_like_path(text.substr(0, at));
    if (is_archive(path) && !named) {
        auto out = read_address(path);
        if (out) {
            out->extras = extras;
        }
        return out;
    }
    ListedPackage out;
    if (read_named(text, out)) {
        return out;
    }
    if (looks_like_path(text) && !named) {
        return folder(text); // pip asks the disk; what the build will have there is not known
    }
    if (out.name.empty() && text.starts_with('$')) {
        out.name = text;
        out.version.clear();
    }
    return has_variable(text) && !out.name.empty() ? std::optional(std::move(out)) : std::nullopt;
}

} // namespace

std::optional<ListedPackage> read_address(std::string_view address) {
    ListedPackage out;
    out.url = address;
    const std::string file = file_name(address);
    if (file.ends_with(".whl")) {
        python::WheelName wheel;
        if (!python::read_wheel_name(file, wheel)) {
            return has_variable(address) ? std::optional(out) : std::nullopt;
        }
        out.name = wheel.name;
        out.version = "==" + std::string(wheel.version);
        return out;
    }
    if (const std::string_view name = egg(address); !name.empty()) {
        const std::size_t size = python::name_size(name);
        if (size == 0) {
            return std::nullopt;
        }
        out.name = name.substr(0, size);
        std::string_view rest = name.substr(size);
        if (rest.starts_with('[') && !read_extras(rest, out.extras)) {
            return std::nullopt;
        }
        return out;
    }
    if (is_repository(address)) {
        out.name = repository_name(address);
        out.name = out.name.empty() ? address : out.name;
        return out;
    }
    const std::string_view stem = without_archive(file);
    out.name = stem.empty() ? address : stem;
    // What GitHub packs is called after the tag.
    if (stem.size() < file.size() && !address.contains("/archive/")) {
        read_sdist_name(out, stem);
    }
    return out;
}

std::optional<ListedPackage> read_requirement(std::string_view text) {
    text = ascii::trimmed(text);
    const std::string_view separator = scheme_of(text).empty() ? ";" : "; ";
    const std::size_t semicolon = text.find(separator);
    std::string_view marker;
    if (semicolon != std::string_view::npos) {
        marker = ascii::trimmed(text.substr(semicolon + 1));
    }
    auto out = read_without_marker(ascii::trimmed(text.substr(0, semicolon)));
    if (!out || (!marker.empty() && !python::is_marker(marker) && !has_variable(marker))) {
        return std::nullopt;
    }
    out->marker = marker;
    return out;
}

std::optional<ListedPackage> read_editable(std::string_view text) {
    text = ascii::trimmed(text);
    const std::size_t semicolon = text.find(" ;");
    ListedPackage named;
    if (text.contains('@') && scheme_of(text).empty() &&
        read_named(ascii::trimmed(text.substr(0, semicolon)), named) && !named.url.empty()) {
        if (semicolon != std::string_view::npos) {
            named.marker = ascii::trimmed(text.substr(semicolon + 2));
        }
        return is_repository(named.url) || named.url.starts_with("file:") ? std::optional(named)
                                                                          : std::nullopt;
    }
    for (const std::string_view system : {"git:", "hg:", "svn:", "bzr:"}) {
        if (ascii::equal(text.substr(0, system.size()), system)) {
            return read_editable(std::string(system.substr(0, system.size() - 1)) + "+" + std::string(text));
        }
    }
    if (is_repository(text)) {
        return egg(text).empty() && !has_variable(text) ? std::nullopt : read_address(text);
    }
    if (!scheme_of(text).empty()) {
        return text.starts_with("file:") ? read_address(text) : std::nullopt;
    }
    return folder(text);
}

} // namespace dockwright::model

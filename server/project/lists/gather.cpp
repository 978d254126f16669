#include "project/lists/gather.hpp"
#include "base/ascii.hpp"
#include "model/requirement.hpp"
#include <algorithm>
#include <array>

namespace dockwright::project {
namespace {

constexpr std::size_t most_indexes = 1024;

/// `2.1.3` without what follows its first `count` numbers, and one more in the last of them.
std::string next_version(std::string_view version, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count && !version.empty(); ++i) {
        const std::size_t size = std::min(version.find_first_not_of("0123456789"), version.size());
        if (size == 0 || size > 9) {
            return {};
        }
        const unsigned long number = std::stoul(std::string(version.substr(0, size)));
        out += (i == 0 ? "" : ".") + std::to_string(i + 1 == count ? number + 1 : number);
        version.remove_prefix(size);
        version.remove_prefix(version.starts_with('.') ? 1 : 0);
    }
    return out;
}

std::size_t count_of_numbers(std::string_view version) {
    version = version.substr(0, std::min(version.find_first_not_of("0123456789."), version.size()));
    return static_cast<std::size_t>(std::ranges::count(version, '.')) + 1;
}

/// For `^`: up to and with the first number that isn't 0.
std::size_t numbers_that_stay(std::string_view version) {
    std::size_t out = 1;
    while (version.starts_with("0.")) {
        version.remove_prefix(2);
        ++out;
    }
    return out;
}

std::string one_specifier(std::string_view text) {
    text = ascii::trimmed(text);
    const bool caret = text.starts_with('^');
    const bool tilde = text.starts_with('~') && !text.starts_with("~=");
    if (text.empty() || text == "*") {
        return {};
    }
    if (caret || tilde) {
        const std::string_view version = ascii::trimmed(text.substr(1));
        const std::size_t count = caret ? std::min(numbers_that_stay(version), count_of_numbers(version))
                                        : std::min<std::size_t>(count_of_numbers(version), 2);
        const std::string end = next_version(version, count);
        return ">=" + std::string(version) + (end.empty() ? "" : ",<" + end);
    }
    std::string out(text);
    std::erase_if(out, ascii::is_space);
    return (ascii::is_digit(out.front()) ? "==" : "") + out;
}

} // namespace

void Gather::add(model::ListedPackage package) {
    if (list_.packages.size() < model::max_listed_packages && !package.name.empty()) {
        list_.packages.push_back(std::move(package));
    }
}

void Gather::add(model::PackageIndex::Kind kind, std::string_view url, std::uint32_t line,
                 std::string_view package) {
    if (!url.empty() && list_.indexes.size() < most_indexes) {
        list_.indexes.push_back(
            {.kind = kind, .url = std::string(url), .package = std::string(package), .line = line});
    }
}

void Gather::broken(std::uint32_t line) {
    list_.broken_line = list_.broken_line == 0 ? line : list_.broken_line;
}

void Gather::python(std::string_view version, std::uint32_t line) {
    list_.python = version;
    list_.python_line = line;
}

std::string_view Gather::url_of(std::string_view name) const {
    const auto found = urls_.find(name);
    return found == urls_.end() ? std::string_view{} : std::string_view(found->second);
}

bool is_usual_index(std::string_view url) {
    while (url.ends_with('/')) {
        url.remove_suffix(1);
    }
    return url == "https://pypi.org/simple" || url == "https://pypi.python.org/simple";
}

bool may_be_linux(std::string_view marker) {
    const std::string text = ascii::lowered(marker);
    const bool other =
        std::ranges::any_of(std::array{"== 'darwin'", "== \"darwin\"", "== 'win32'", "== \"win32\"",
                                       "== 'windows'", "== \"windows\"", "== 'nt'", "== \"nt\""},
                            [&](std::string_view word) { return text.contains(word); });
    return !other || text.contains("linux") || text.contains(" or ");
}

std::string as_specifier(std::string_view constraint) {
    if (constraint.contains('|')) {
        return std::string(constraint);
    }
    std::string out;
    while (true) {
        const std::size_t comma = std::min(constraint.find(','), constraint.size());
        const std::string one = one_specifier(constraint.substr(0, comma));
        out += (out.empty() || one.empty() ? "" : ",") + one;
        if (comma == constraint.size()) {
            return out;
        }
        constraint.remove_prefix(comma + 1);
    }
}

model::ListedPackage read_dependency(std::string_view name, const Tree& value) {
    model::ListedPackage out{.name = std::string(name)};
    out.line = value.line;
    if (value.is_text()) {
        out.version = as_specifier(value.text);
        return out;
    }
    out.version = as_specifier(value.text_of("version"));
    out.marker = value.text_of("markers");
    for (const Tree* extra : value.list_of("extras")) {
        out.extras += (out.extras.empty() ? "" : ",") + extra->text;
    }
    for (const std::string_view key : {"url", "file", "path"}) {
        if (const std::string_view address = value.text_of(key); !address.empty()) {
            out.url = address;
            if (const auto there = model::read_address(address); there && !there->version.empty()) {
                out.version = there->version;
            }
        }
    }
    if (const std::string_view git = value.text_of("git"); !git.empty()) {
        out.url = "git+" + std::string(git);
        for (const std::string_view key : {"rev", "tag", "branch", "ref"}) {
            const std::string_view revision = value.text_of(key);
            out.url += revision.empty() ? "" : "@" + std::string(revision);
        }
    }
    const Tree* optional = value.find("optional");
    out.optional_ = optional != nullptr && optional->is_true();
    return out;
}

} // namespace dockwright::project

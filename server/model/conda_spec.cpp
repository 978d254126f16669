#include "model/conda_spec.hpp"
#include "base/ascii.hpp"
#include "model/requirements.hpp"
#include <algorithm>

namespace dockwright::model {
namespace {

bool is_name(char c) {
    return ascii::is_name(c) || c == '-' || c == '.';
}

std::string without_blanks(std::string_view text) {
    std::string out(text);
    std::erase_if(out, ascii::is_space);
    return out;
}

/// Of `name-1.2-build.conda` name and version.
void read_file_name(ListedPackage& out, std::string_view file) {
    for (const std::string_view ending : {".conda", ".tar.bz2"}) {
        if (file.ends_with(ending)) {
            file.remove_suffix(ending.size());
        }
    }
    const std::size_t build = file.rfind('-');
    const std::size_t version =
        build == std::string_view::npos || build == 0 ? build : file.rfind('-', build - 1);
    if (version == std::string_view::npos || version == 0) {
        out.name = file;
        return;
    }
    out.name = file.substr(0, version);
    out.version = "=" + std::string(file.substr(version + 1, build - version - 1)) + "=" +
                  std::string(file.substr(build + 1));
}

/// The value of `key` in `[version='>=1', channel=x]`; "" if it isn't there.
std::string bracketed(std::string_view text, std::string_view key) {
    for (std::size_t at = text.find(key); at != std::string_view::npos; at = text.find(key, at + 1)) {
        std::string_view rest = ascii::trimmed(text.substr(at + key.size()));
        if ((at > 0 && is_name(text[at - 1])) || !rest.starts_with('=')) {
            continue;
        }
        rest = ascii::trimmed(rest.substr(1));
        const char quote = rest.empty() ? '\0' : rest.front();
        if (quote == '\'' || quote == '"') {
            rest.remove_prefix(1);
            return std::string(rest.substr(0, std::min(rest.find(quote), rest.size())));
        }
        return std::string(rest.substr(0, std::min(rest.find_first_of(",] "), rest.size())));
    }
    return {};
}

} // namespace

ListedPackage read_conda_spec(std::string_view text) {
    ListedPackage out;
    text = ascii::trimmed(text.substr(0, std::min(text.find(" #"), text.size())));
    if (text.contains("://")) {
        out.url = text;
        const std::string_view path = text.substr(0, std::min(text.find('#'), text.size()));
        read_file_name(out, path.substr(path.rfind('/') + 1));
        return out;
    }
    if (const std::size_t channel = text.find("::"); channel != std::string_view::npos) {
        out.channel = text.substr(0, channel);
        text = ascii::trimmed(text.substr(channel + 2));
    }
    const auto* end = std::ranges::find_if_not(text, is_name);
    const auto size = static_cast<std::size_t>(end - text.begin());
    out.name = text.substr(0, size);
    std::string_view rest = ascii::trimmed(text.substr(size));
    const std::size_t open = std::min(rest.find('['), rest.size());
    const std::string_view inside = rest.substr(open);
    rest = ascii::trimmed(rest.substr(0, open));
    if (const std::string channel = bracketed(inside, "channel"); !channel.empty()) {
        out.channel = channel;
    }
    // `name 1.2 build` is `name=1.2=build`, without the looseness of one `=`.
    out.version = without_blanks(rest.empty() ? bracketed(inside, "version") : std::string(rest));
    if (!out.version.empty() && (ascii::is_digit(out.version.front()))) {
        const std::size_t blank = rest.find_first_of(" \t");
        const bool build = blank != std::string_view::npos && !rest.contains(',') && !rest.contains('|');
        out.version =
            "==" + (build ? std::string(rest.substr(0, blank)) + "=" + without_blanks(rest.substr(blank))
                          : out.version);
    }
    return out;
}

PackageList read_conda_list(std::string_view bytes, std::string_view path) {
    PackageList out{.path = std::string(path), .kind = PackageFile::Kind::requirements};
    const std::string text = decode_text(bytes);
    std::uint32_t number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = ascii::trimmed(std::string_view(text).substr(begin, end - begin));
        begin = end + 1;
        ++number;
        if (line.empty() || line.starts_with('#') || line.starts_with('@')) {
            continue;
        }
        ListedPackage package = read_conda_spec(line);
        package.line = number;
        if (package.name.empty()) {
            out.broken_line = out.broken_line == 0 ? number : out.broken_line;
        } else if (out.packages.size() < max_listed_packages) {
            out.packages.push_back(std::move(package));
        }
    }
    return out;
}

} // namespace dockwright::model

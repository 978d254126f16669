#include "model/requirements.hpp"
#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "model/requirement.hpp"
#include "model/requirement_options.hpp"
#include <algorithm>

namespace dockwright::model {
namespace {

/// Where Python's str.splitlines ends a line: how many bytes that end has, or 0.
std::size_t line_end(std::string_view text, std::size_t at) {
    switch (text[at]) {
    case '\n':
    case '\v':
    case '\f':
    case '\x1c':
    case '\x1d':
    case '\x1e': return 1;
    case '\r': return text.substr(at).starts_with("\r\n") ? 2 : 1;
    case '\xc2': return text.substr(at).starts_with("\xc2\x85") ? 2 : 0;
    case '\xe2':
        return text.substr(at).starts_with("\xe2\x80\xa8") || text.substr(at).starts_with("\xe2\x80\xa9") ? 3
                                                                                                          : 0;
    default: return 0;
    }
}

/// How many bytes of Python's white space stand there, a single character's.
std::size_t space_size(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) < 0x80) {
        return ascii::is_space(c) || (c >= '\x1c' && c <= '\x1f') ? 1 : 0;
    }
    const utf8::Character character = utf8::decode(text, at);
    return utf8::is_space(character.code) ? character.size : 0;
}

std::string_view stripped(std::string_view text) {
    std::size_t begin = 0;
    while (begin < text.size() && space_size(text, begin) > 0) {
        begin += space_size(text, begin);
    }
    std::size_t end = begin;
    for (std::size_t i = begin; i < text.size();) {
        const std::size_t space = space_size(text, i);
        i += std::max<std::size_t>(space, 1);
        end = space > 0 ? end : i;
    }
    return text.substr(begin, end - begin);
}

/// A `#` at the beginning of a line or behind white space, and that white space.
std::size_t comment_begin(std::string_view line) {
    std::size_t space = 0; // where the white space in front begins
    bool behind = true;
    for (std::size_t i = 0; i < line.size();) {
        if (line[i] == '#' && behind) {
            return space;
        }
        const std::size_t size = space_size(line, i);
        space = size > 0 && behind ? space : i;
        behind = size > 0;
        i += std::max<std::size_t>(size, 1);
    }
    return std::string_view::npos;
}

bool is_comment(std::string_view line) {
    return comment_begin(line) == 0 && !line.empty();
}

std::string_view without_backslashes(std::string_view line) {
    const std::size_t begin = std::min(line.find_first_not_of('\\'), line.size());
    line.remove_prefix(begin);
    return line.substr(0, line.find_last_not_of('\\') + 1);
}

/// `${NAME}` of letters in capitals, digits and `_`; what is not known or empty stays.
std::string expanded(std::string_view line, Variables variables) {
    std::string out;
    for (std::size_t at = line.find("${"); at != std::string_view::npos; at = line.find("${")) {
        out.append(line.substr(0, at));
        line.remove_prefix(at);
        const std::size_t close = std::min(line.find('}'), line.size());
        const std::string_view name = line.substr(2, close < 2 ? 0 : close - 2);
        const auto found = std::ranges::find(variables, name, &Variables::value_type::first);
        const bool is_name = std::ranges::all_of(
            name, [](char c) { return ascii::is_upper(c) || ascii::is_digit(c) || c == '_'; });
        const bool known =
            close < line.size() && is_name && found != variables.end() && !found->second.empty();
        out.append(known ? std::string_view(found->second) : line.substr(0, 2));
        line.remove_prefix(known ? close + 1 : 2);
    }
    return out.append(line);
}

class Reader {
public:
    Reader(PackageList& out, Variables variables) : out_(out), variables_(variables) {}

    /// Each line of the text, lines that continue put together as pip does.
    void read(std::string_view text) {
        std::string joined;
        std::uint32_t first = 0;
        std::uint32_t number = 1;
        for (std::size_t begin = 0; begin < text.size();) {
            std::size_t end = begin;
            while (end < text.size() && line_end(text, end) == 0) {
                ++end;
            }
            const std::string_view line = text.substr(begin, end - begin);
            const bool comment = is_comment(line);
            first = joined.empty() && !continues_ ? number : first;
            continues_ = line.ends_with('\\') && !comment;
            joined.append(comment ? " " : "").append(continues_ ? without_backslashes(line) : line);
            if (!continues_) {
                take(joined, first);
                joined.clear();
            }
            number += end < text.size() && (text[end] == '\n' || text[end] == '\r') ? 1U : 0U;
            begin = end < text.size() ? end + line_end(text, end) : end;
        }
        take(joined, first);
    }

private:
    void take(std::string_view line, std::uint32_t number) {
        line = stripped(line.substr(0, comment_begin(line)));
        if (line.empty()) {
            return;
        }
        const std::string text = line.contains("${") ? expanded(line, variables_) : std::string(line);
        if (!read_line(text, number) && out_.broken_line == 0) {
            out_.broken_line = number;
        }
    }

    /// Options begin at a word with a dash, words being what blanks part. False: pip refuses it.
    bool read_line(std::string_view line, std::uint32_t number) {
        std::size_t begin = 0;
        while (begin < line.size() && line[begin] != '-') {
            begin = std::min(line.find(' ', begin), line.size() - 1) + 1;
        }
        const auto options = begin < line.size() ? read_requirement_options(line.substr(begin))
                                                 : std::optional(RequirementOptions{});
        if (!options) {
            return false;
        }
        const std::string_view requirement =
            line.substr(0, begin > 0 && begin < line.size() ? begin - 1 : begin);
        if (!requirement.empty()) {
            return add(read_requirement(requirement), number);
        }
        if (!options->editables.empty()) {
            // A constraint can't be editable.
            return add(read_editable(options->editables.front()), number) &&
                   out_.kind != PackageFile::Kind::constraints;
        }
        add(*options, number);
        return true;
    }

    bool add(std::optional<ListedPackage> package, std::uint32_t number) {
        if (!package) {
            return false;
        }
        package->line = number;
        if (out_.packages.size() < max_listed_packages) {
            out_.packages.push_back(std::move(*package));
        }
        return true;
    }

    /// pip follows one nested file of a line, and then looks at nothing else on it.
    void add(const RequirementOptions& options, std::uint32_t number) {
        if (!options.requirements.empty()) {
            include(out_.included, options.requirements.front());
            return;
        }
        if (!options.constraints.empty()) {
            const std::string_view file = options.constraints.front();
            out_.unseen_constraints = out_.unseen_constraints || file.contains("://");
            include(out_.constraints, file);
            return;
        }
        const auto is_index = [](const ListedIndex& index) {
            return index.kind != PackageIndex::Kind::links;
        };
        if (!options.indexes.empty() || options.no_index) {
            std::erase_if(out_.indexes, is_index); // also the extra ones further up
        }
        no_index_ = no_index_ || options.no_index;
        if (!no_index_ && !options.indexes.empty()) {
            add(PackageIndex::Kind::index, options.indexes.back(), number);
        }
        for (std::size_t i = 0; !no_index_ && i < options.extra_indexes.size(); ++i) {
            add(PackageIndex::Kind::extra, options.extra_indexes[i], number);
        }
        if (!options.links.empty()) {
            add(PackageIndex::Kind::links, options.links.front(), number);
        }
    }

    void add(PackageIndex::Kind kind, std::string url, std::uint32_t number) {
        if (out_.indexes.size() < 256) {
            out_.indexes.push_back({.kind = kind, .url = std::move(url), .package = {}, .line = number});
        }
    }

    void include(std::vector<std::string>& files, std::string_view file) const {
        if (file.contains("://") || file.empty() || files.size() >= 64) {
            return;
        }
        const std::string folder = out_.path.substr(0, out_.path.rfind('/') + 1);
        files.push_back(clean_path(file.starts_with('/') ? std::string(file) : folder + std::string(file)));
    }

    PackageList& out_;
    Variables variables_;
    bool continues_ = false;
    bool no_index_ = false;
};

} // namespace

std::string decode_text(std::string_view bytes) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    const bool little = bytes.starts_with("\xFF\xFE");
    if (!little && !bytes.starts_with("\xFE\xFF")) {
        return std::string(bytes.substr(bytes.starts_with(mark) ? mark.size() : 0));
    }
    const auto unit = [&](std::size_t at) {
        const auto low = static_cast<unsigned char>(bytes[at + (little ? 0 : 1)]);
        const auto high = static_cast<unsigned char>(bytes[at + (little ? 1 : 0)]);
        return static_cast<char32_t>(high * 256U + low);
    };
    std::string out;
    for (std::size_t i = 2; i + 1 < bytes.size(); i += 2) {
        char32_t code = unit(i);
        if (code >= 0xD800 && code < 0xDC00 && i + 3 < bytes.size() && unit(i + 2) >= 0xDC00 &&
            unit(i + 2) < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10U) + (unit(i + 2) - 0xDC00);
            i += 2;
        }
        utf8::append(out, code);
    }
    return out;
}

PackageList read_requirements(std::string_view text, std::string_view path, PackageFile::Kind kind,
                              Variables variables) {
    PackageList out{.path = std::string(path), .kind = kind};
    Reader(out, variables).read(decode_text(text));
    return out;
}

} // namespace dockwright::model

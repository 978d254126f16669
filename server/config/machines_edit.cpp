#include "base/ascii.hpp"
#include "base/message.hpp"
#include "base/text_edit.hpp"
#include "config/machines.hpp"
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

/// Edits of the text itself, so that comments, order and quotes stay as the person wrote them. What the
/// new text means is read again before it is given out: a layout that was not foreseen is left alone.
namespace dockwright::config {
namespace {

std::string scalar(std::string_view value) {
    constexpr std::array<std::string_view, 9> special = {"true", "false", "null", "yes", "no",
                                                         "on",   "off",   "y",    "n"};
    const bool plain =
        ascii::is_alpha(value.front()) &&
        std::ranges::all_of(value, [](char c) { return ascii::is_name(c) || c == '-'; }) &&
        std::ranges::none_of(special, [&](std::string_view word) { return ascii::equal(word, value); });
    if (plain) {
        return std::string(value);
    }
    std::string out = "\"";
    for (const char c : value) {
        (c == '"' || c == '\\' ? out += '\\' : out) += c;
    }
    return out + '"';
}

using Lines = std::vector<std::pair<std::string, std::string>>;

void add_line(Lines& out, std::string_view key, std::string_view value) {
    if (!value.empty()) {
        out.emplace_back(key, scalar(value));
    }
}

std::string block_entry(const KnownMachine& machine, const std::string& indent, std::string_view line_end) {
    Lines lines;
    add_line(lines, "name", machine.name);
    add_line(lines, "host", machine.host);
    add_line(lines, "context", machine.context);
    if (machine.tls != MachineTls{}) {
        lines.emplace_back("tls", "");
        add_line(lines, "  ca", machine.tls.ca);
        add_line(lines, "  cert", machine.tls.cert);
        add_line(lines, "  key", machine.tls.key);
    }
    add_line(lines, "data", machine.data);
    add_line(lines, "results", machine.results);
    add_line(lines, "note", machine.note);
    std::string out;
    for (const auto& [key, value] : lines) {
        out += indent + (out.empty() ? "- " : "  ") + key + ":" + (value.empty() ? "" : " ") + value;
        out += line_end;
    }
    return out;
}

std::string flow_entry(const KnownMachine& machine) {
    const auto mapping = [](const Lines& lines) {
        std::string out;
        for (const auto& [key, value] : lines) {
            out += (out.empty() ? "{" : ", ") + key + ": " + value;
        }
        return out + "}";
    };
    Lines lines;
    add_line(lines, "name", machine.name);
    add_line(lines, "host", machine.host);
    add_line(lines, "context", machine.context);
    if (machine.tls != MachineTls{}) {
        Lines tls;
        add_line(tls, "ca", machine.tls.ca);
        add_line(tls, "cert", machine.tls.cert);
        add_line(tls, "key", machine.tls.key);
        lines.emplace_back("tls", mapping(tls));
    }
    add_line(lines, "data", machine.data);
    add_line(lines, "results", machine.results);
    add_line(lines, "note", machine.note);
    return mapping(lines);
}

/// A text and where its lines begin and end.
class Layout {
public:
    explicit Layout(std::string_view text) : text_(text) {}

    std::string_view line_end() const { return text_.find("\r\n") == std::string_view::npos ? "\n" : "\r\n"; }
    /// Behind the line's end.
    std::size_t next_line(std::size_t at) const {
        const std::size_t end = text_.find('\n', at);
        return end == std::string_view::npos ? text_.size() : end + 1;
    }
    std::size_t line_begin(std::size_t at) const {
        const std::size_t end = at == 0 ? std::string_view::npos : text_.rfind('\n', at - 1);
        return end == std::string_view::npos ? 0 : end + 1;
    }
    std::size_t column(std::size_t at) const { return at - line_begin(at); }
    /// Behind the lines of a block that stand deeper than `column`, with comments and text blocks.
    std::size_t block_end(std::size_t at, std::size_t column) const {
        std::size_t end = next_line(at);
        for (std::size_t begin = end; begin < text_.size(); begin = next_line(begin)) {
            const std::size_t word = std::min(text_.find_first_not_of(' ', begin), text_.size());
            const bool blank = word == text_.size() || text_[word] == '\n' || text_[word] == '\r';
            if (!blank && word - begin <= column) {
                break;
            }
            end = blank ? end : next_line(begin);
        }
        return end;
    }
    /// The begin of the line whose dash opens the entry.
    std::size_t dash_line(std::size_t at, std::size_t column) const {
        for (std::size_t begin = line_begin(at);; begin = line_begin(begin - 1)) {
            if (text_.find_first_not_of(' ', begin) == begin + column &&
                text_.substr(begin + column).starts_with('-')) {
                return begin;
            }
            if (begin == 0) {
                return at;
            }
        }
    }
    /// The first of these signs from there on that is in no comment; the end if there is none.
    std::size_t find_sign(std::size_t at, std::string_view signs) const {
        for (; at < text_.size() && signs.find(text_[at]) == std::string_view::npos; ++at) {
            if (text_[at] == '#' && at > 0 && ascii::is_space(text_[at - 1])) {
                at = next_line(at) - 1;
            }
        }
        return std::min(at, text_.size());
    }
    char before(std::size_t at) const {
        const std::string_view head = ascii::trimmed(text_.substr(0, at));
        return head.empty() ? '\0' : head.back();
    }

private:
    std::string_view text_;
};

struct Place {
    const Node* key = nullptr;
    const Node* list = nullptr;
};

Place find_list(const Node& root) {
    for (std::size_t i = 0; i < root.keys.size(); ++i) {
        if (root.keys[i].text == "machines") {
            return {.key = &root.keys[i], .list = &root.items[i]};
        }
    }
    return {};
}

std::vector<KnownMachine> values_of(const MachinesFile& file) {
    std::vector<KnownMachine> out;
    out.reserve(file.machines.size());
    for (const Given<KnownMachine>& one : file.machines) {
        out.push_back(one.value);
    }
    return out;
}

std::optional<Problem> broken(const Yaml& yaml) {
    if (yaml.mistakes.empty()) {
        return std::nullopt;
    }
    return Problem{.kind = "machines-file-broken",
                   .message =
                       message("the file of machines can't be read: {}", {yaml.mistakes.front().message}),
                   .next_step = "Mend it in an editor first"};
}

bool means(std::string_view text, const std::vector<KnownMachine>& wanted, std::size_t most_wrong) {
    const MachinesFile file = read_machines(text);
    return values_of(file) == wanted && file.mistakes.size() <= most_wrong;
}

/// One edit that puts the machine there.
TextEdit addition(std::string_view text, const Node& root, const KnownMachine& machine) {
    const Layout layout(text);
    const std::string line_end(layout.line_end());
    const auto at_line = [&](std::size_t at, const std::string& lines) {
        const bool unfinished = at > 0 && text[at - 1] != '\n';
        return TextEdit{.span = span(at, at), .text = (unfinished ? line_end : "") + lines};
    };
    const auto [key, list] = find_list(root);
    const std::string entry = block_entry(machine, "  ", line_end);
    if (key == nullptr) {
        return at_line(text.size(), "machines:" + line_end + entry);
    }
    if (list->kind == Node::Kind::sequence && !list->items.empty()) {
        const std::size_t begin = list->span.begin.index();
        const std::size_t end = list->items.back().span.end.index();
        if (text[begin] == '[') {
            const std::size_t closing = layout.find_sign(end, "]");
            return {.span = span(closing, closing),
                    .text = (layout.before(closing) == ',' ? " " : ", ") + flow_entry(machine)};
        }
        const std::size_t column = layout.column(begin);
        return at_line(layout.block_end(end, column),
                       block_entry(machine, std::string(column, ' '), line_end));
    }
    if (list->kind == Node::Kind::sequence) {
        const std::size_t begin = list->span.begin.index();
        const std::size_t closing = layout.find_sign(begin, "]");
        const std::string_view rest = text.substr(closing + 1, layout.next_line(closing) - closing - 1);
        return {.span = span(begin, layout.next_line(closing)),
                .text = std::string(ascii::trimmed(rest)) + line_end + entry};
    }
    return at_line(layout.next_line(key->span.end.index()), entry);
}

/// One edit that takes that entry of the list away.
TextEdit removal(std::string_view text, const Node& list, std::size_t i) {
    const Layout layout(text);
    const std::size_t begin = list.items[i].span.begin.index();
    const std::size_t end = list.items[i].span.end.index();
    if (text[list.span.begin.index()] != '[') {
        const std::size_t column = layout.column(list.span.begin.index());
        return {.span = span(layout.dash_line(begin, column), layout.block_end(end, column)), .text = {}};
    }
    if (i + 1 < list.items.size()) {
        return {.span = span(begin, list.items[i + 1].span.begin.index()), .text = {}};
    }
    const std::size_t closing = layout.find_sign(end, "]");
    const std::size_t comma = i == 0 ? begin : text.rfind(',', begin);
    return {.span = span(std::min(comma, begin), closing), .text = {}};
}

} // namespace

std::expected<std::string, Problem> add_machine(std::string_view text, const KnownMachine& machine) {
    const Yaml yaml = read_yaml(text);
    if (auto problem = broken(yaml)) {
        return std::unexpected(std::move(*problem));
    }
    const std::string lines = block_entry(machine, "  ", "\n");
    const MachinesFile alone = read_machines("machines:\n" + lines);
    if (values_of(alone) != std::vector{machine} || !alone.mistakes.empty()) {
        return std::unexpected(Problem{.kind = "machine-wrong",
                                       .message = alone.mistakes.empty()
                                                      ? "that machine can't be written down"
                                                      : alone.mistakes.front().message,
                                       .next_step = "Name the machine, and its engine as ssh://USER@HOST"});
    }
    const MachinesFile before = read_machines(text);
    std::vector<KnownMachine> wanted = values_of(before);
    if (std::ranges::any_of(wanted,
                            [&](const KnownMachine& one) { return ascii::equal(one.name, machine.name); })) {
        return std::unexpected(Problem{.kind = "machine-exists",
                                       .message = message("there is a machine '{}' already", {machine.name}),
                                       .next_step = "Take another name, or remove that one first"});
    }
    wanted.push_back(machine);
    const std::array edits = {addition(text, yaml.root, machine)};
    std::string out = dockwright::apply(text, edits);
    if (!means(out, wanted, before.mistakes.size())) {
        return std::unexpected(Problem{
            .kind = "machines-file-unusual",
            .message = "the file of machines is laid out so that nothing can be added without changing more",
            .next_step = "Add these lines in an editor, under 'machines:'\n" + lines});
    }
    return out;
}

std::expected<std::string, Problem> remove_machine(std::string_view text, std::string_view name) {
    const Yaml yaml = read_yaml(text);
    if (auto problem = broken(yaml)) {
        return std::unexpected(std::move(*problem));
    }
    const MachinesFile before = read_machines(text);
    std::vector<KnownMachine> wanted = values_of(before);
    std::erase_if(wanted, [&](const KnownMachine& one) { return ascii::equal(one.name, name); });
    const Place place = find_list(yaml.root);
    std::string out(text);
    std::size_t found = 0;
    for (std::size_t i = 0; place.list != nullptr && i < place.list->items.size(); ++i) {
        const Node& entry = place.list->items[i];
        for (std::size_t k = 0; k < entry.keys.size(); ++k) {
            if (entry.keys[k].text == "name" && ascii::equal(entry.items[k].text, name)) {
                const std::array edits = {removal(text, *place.list, i)};
                out = found == 0 ? dockwright::apply(text, edits) : out;
                ++found;
                break;
            }
        }
    }
    if (found == 0) {
        return std::unexpected(Problem{.kind = "machine-not-found",
                                       .message = message("there is no machine '{}'", {printable(name)}),
                                       .next_step = "See which there are in the file of machines"});
    }
    if (found > 1 || !means(out, wanted, before.mistakes.size())) {
        return std::unexpected(Problem{
            .kind = "machines-file-unusual",
            .message = message("the file of machines is laid out so that '{}' can't be removed without "
                               "changing more",
                               {printable(name)}),
            .next_step = "Remove its entry in an editor"});
    }
    return out;
}

} // namespace dockwright::config

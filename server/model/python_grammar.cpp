#include "model/python_grammar.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <array>

namespace dockwright::model::python {
namespace {

constexpr bool is_alnum(char c) {
    return ascii::is_alpha(c) || ascii::is_digit(c);
}

/// What a regular expression's \b looks at; a byte of a longer character counts as a letter.
constexpr bool is_word(char c) {
    return ascii::is_name(c) || static_cast<unsigned char>(c) >= 0x80;
}

constexpr bool is_separator(char c) {
    return c == '-' || c == '_' || c == '.';
}

/// A place in a text that only goes forward.
class Scan {
public:
    explicit Scan(std::string_view text) : text_(text) {}

    std::size_t at() const { return at_; }
    void go_back(std::size_t to) { at_ = to; }
    bool at_end() const { return at_ == text_.size(); }
    std::string_view rest() const { return text_.substr(at_); }
    char next() const { return at_end() ? '\0' : text_[at_]; }

    bool take(std::string_view what) {
        const bool there = ascii::equal(rest().substr(0, what.size()), what);
        at_ += there ? what.size() : 0;
        return there;
    }
    /// A word with no letter of another on either side.
    bool take_word(std::string_view what) {
        const std::size_t end = at_ + what.size();
        const bool apart =
            (at_ == 0 || !is_word(text_[at_ - 1])) && (end >= text_.size() || !is_word(text_[end]));
        const bool there = apart && rest().starts_with(what);
        at_ += there ? what.size() : 0;
        return there;
    }
    template <class Words>
    bool take_any(const Words& words) {
        return std::ranges::any_of(words, [this](std::string_view word) { return take(word); });
    }
    template <class Is>
    std::size_t skip(Is is) {
        const std::size_t begin = at_;
        while (!at_end() && is(text_[at_])) {
            ++at_;
        }
        return at_ - begin;
    }
    std::size_t digits() { return skip(ascii::is_digit); }
    void separator() { at_ += is_separator(next()) ? 1U : 0U; }
    bool blanks() {
        return skip([](char c) { return c == ' ' || c == '\t'; }) > 0;
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
};

constexpr std::array<std::string_view, 8> pre_releases = {"alpha", "beta", "preview", "pre",
                                                          "a",     "b",    "c",       "rc"};
constexpr std::array<std::string_view, 3> post_releases = {"post", "rev", "r"};
constexpr std::array<std::string_view, 1> dev_releases = {"dev"};

/// `[-_.]?WORD[-_.]?[0-9]*`
template <class Words>
bool phase(Scan& scan, const Words& words) {
    const std::size_t begin = scan.at();
    scan.separator();
    if (!scan.take_any(words)) {
        scan.go_back(begin);
        return false;
    }
    scan.separator();
    scan.digits();
    return true;
}

/// Epoch and numbers; how many numbers.
std::size_t release(Scan& scan) {
    scan.take("v");
    const std::size_t begin = scan.at();
    if (scan.digits() == 0 || !scan.take("!")) {
        scan.go_back(begin);
    }
    std::size_t count = 0;
    for (std::size_t end = scan.at(); scan.digits() > 0; scan.take(".")) {
        ++count;
        end = scan.at();
        if (scan.next() != '.' || scan.rest().size() < 2 || !ascii::is_digit(scan.rest()[1])) {
            scan.go_back(end);
            break;
        }
    }
    return count;
}

void phases(Scan& scan) {
    phase(scan, pre_releases);
    const std::size_t begin = scan.at();
    if (!scan.take("-") || scan.digits() == 0) {
        scan.go_back(begin);
        phase(scan, post_releases);
    }
    phase(scan, dev_releases);
}

void local(Scan& scan) {
    std::size_t begin = scan.at();
    if (!scan.take("+") || scan.skip(is_alnum) == 0) {
        scan.go_back(begin);
        return;
    }
    do {
        begin = scan.at();
        scan.separator();
    } while (scan.at() > begin && scan.skip(is_alnum) > 0);
    scan.go_back(begin);
}

constexpr std::array<std::string_view, 8> operators = {"===", "==", "~=", "!=", "<=", ">=", "<", ">"};

/// Which one stands there, or "".
std::string_view take_operator(Scan& scan) {
    const auto* found = std::ranges::find_if(operators, [&](std::string_view o) { return scan.take(o); });
    return found == operators.end() ? std::string_view{} : *found;
}

constexpr std::array<std::string_view, 17> marker_variables = {"python_version",
                                                               "python_full_version",
                                                               "os_name",
                                                               "os.name",
                                                               "sys_platform",
                                                               "sys.platform",
                                                               "platform_release",
                                                               "platform_system",
                                                               "platform_version",
                                                               "platform.version",
                                                               "platform_machine",
                                                               "platform.machine",
                                                               "extra",
                                                               "extras",
                                                               "dependency_groups",
                                                               "implementation_name",
                                                               "implementation_version"};
constexpr std::array<std::string_view, 3> marker_pythons = {
    "platform_python_implementation", "platform.python_implementation", "python_implementation"};

bool marker_operand(Scan& scan) {
    scan.blanks();
    if (const char quote = scan.next(); quote == '"' || quote == '\'') {
        scan.take({&quote, 1});
        scan.skip([quote](char c) { return c != quote; });
        return scan.take({&quote, 1});
    }
    const auto word = [&](std::string_view name) { return scan.take_word(name); };
    return std::ranges::any_of(marker_variables, word) || std::ranges::any_of(marker_pythons, word);
}

bool marker_comparison(Scan& scan) {
    if (!marker_operand(scan)) {
        return false;
    }
    scan.blanks();
    if (scan.take_word("not")) {
        if (!scan.blanks() || !scan.take_word("in")) {
            return false;
        }
    } else if (!scan.take_word("in") && take_operator(scan).empty()) {
        return false;
    }
    return marker_operand(scan);
}

} // namespace

std::size_t name_size(std::string_view text) {
    if (text.empty() || !is_alnum(text.front())) {
        return 0;
    }
    Scan scan(text);
    scan.skip([](char c) { return is_alnum(c) || is_separator(c); });
    std::size_t size = scan.at();
    while (size > 0 && (!is_word(text[size - 1]) || (size < text.size() && is_word(text[size])))) {
        --size;
    }
    return size;
}

std::size_t version_size(std::string_view text) {
    Scan scan(text);
    if (release(scan) == 0) {
        return 0;
    }
    phases(scan);
    local(scan);
    return scan.at();
}

std::size_t specifier_size(std::string_view text) {
    Scan scan(text);
    const std::string_view which = take_operator(scan);
    if (which.empty()) {
        return 0;
    }
    scan.skip(ascii::is_space);
    if (which == "===") {
        scan.skip([](char c) { return !ascii::is_space(c) && c != ';' && c != ')'; });
        return scan.at();
    }
    const std::size_t numbers = release(scan);
    if (numbers == 0 || (which == "~=" && numbers == 1)) {
        return 0;
    }
    const bool equals = which == "==" || which == "!=";
    if (equals && scan.take(".*")) {
        return scan.at();
    }
    phases(scan);
    if (equals) {
        local(scan);
    }
    return scan.at();
}

bool is_marker(std::string_view text) {
    Scan scan(text);
    std::size_t depth = 0;
    while (true) {
        for (scan.blanks(); scan.take("("); scan.blanks()) {
            ++depth;
        }
        if (!marker_comparison(scan)) {
            return false;
        }
        for (scan.blanks(); depth > 0 && scan.take(")"); scan.blanks()) {
            --depth;
        }
        if (!scan.take_word("and") && !scan.take_word("or")) {
            return depth == 0 && scan.at_end();
        }
    }
}

bool read_wheel_name(std::string_view file, WheelName& out) {
    if (!file.ends_with(".whl")) {
        return false;
    }
    file.remove_suffix(4);
    const auto dashes = std::ranges::count(file, '-');
    const std::size_t name = file.find('-');
    if (dashes < 4 || dashes > 5) {
        return false;
    }
    const std::size_t version = file.find('-', name + 1);
    out = {file.substr(0, name), file.substr(name + 1, version - name - 1)};
    const bool build = dashes == 4 || (version + 1 < file.size() && ascii::is_digit(file[version + 1]));
    return build && !out.name.empty() && !out.name.contains("__") &&
           std::ranges::all_of(out.name, [](char c) { return is_word(c) || c == '.'; }) &&
           version_size(out.version) == out.version.size();
}

} // namespace dockwright::model::python

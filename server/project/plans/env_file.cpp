#include "project/plans/env_file.hpp"
#include "base/ascii.hpp"
#include "project/context.hpp"
#include "project/small_file.hpp"
#include <algorithm>

namespace dockwright::project {
namespace {

class Reader {
public:
    Reader(std::string_view text, const Lookup& above) : rest_(text), out_{.above = above, .own = {}} {}

    Pairs read() && {
        while (!rest_.empty()) {
            line();
        }
        return std::move(out_.own);
    }

private:
    void line() {
        std::string_view line = ascii::trimmed(rest_.substr(0, rest_.find('\n')));
        if (line.starts_with("export ")) {
            line = ascii::trimmed(line.substr(7));
        }
        const std::size_t sign = line.find_first_of("=:");
        const std::string_view name = ascii::trimmed(line.substr(0, sign));
        if (line.starts_with('#') || sign == std::string_view::npos || !is_name(name)) {
            skip_line();
            return;
        }
        rest_.remove_prefix(static_cast<std::size_t>(line.data() - rest_.data()) + sign + 1);
        while (!rest_.empty() && rest_.front() != '\n' && ascii::is_space(rest_.front())) {
            rest_.remove_prefix(1);
        }
        const bool quoted = rest_.starts_with('\'') || rest_.starts_with('"');
        const auto value = quoted ? quoted_value() : plain_value();
        skip_line();
        if (value) {
            out_.own.emplace_back(name, *value);
        }
    }

    static bool is_name(std::string_view name) {
        return !name.empty() &&
               std::ranges::all_of(name, [](char c) { return ascii::is_name(c) || c == '.' || c == '-'; });
    }

    std::optional<std::string> plain_value() const {
        std::string_view value = rest_.substr(0, rest_.find('\n'));
        for (std::size_t i = 1; i < value.size(); ++i) {
            if (value[i] == '#' && ascii::is_space(value[i - 1])) {
                value = value.substr(0, i);
            }
        }
        return interpolated(ascii::trimmed(value), out_.lookup());
    }

    /// It may go over several lines.
    std::optional<std::string> quoted_value() {
        const char quote = rest_.front();
        std::string out;
        for (std::size_t i = 1; i < rest_.size(); ++i) {
            const char c = rest_[i];
            if (c == quote) {
                rest_.remove_prefix(i);
                return quote == '"' ? interpolated(out, out_.lookup()) : std::optional(out);
            }
            const char next = c == '\\' && i + 1 < rest_.size() ? rest_[i + 1] : '\0';
            const bool escapes =
                next != '\0' &&
                (next == quote || (quote == '"' && std::string_view("\\ntr$").contains(next)));
            if (!escapes) {
                out += c;
                continue;
            }
            out += next == 'n'   ? "\n"
                   : next == 't' ? "\t"
                   : next == 'r' ? "\r"
                   : next == '$' ? "$$" // a dollar, when names are replaced
                                 : std::string_view(&next, 1);
            ++i;
        }
        return std::nullopt; // it has no end
    }

    void skip_line() { rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size() - 1) + 1); }

    std::string_view rest_;
    Variables out_;
};

} // namespace

Pairs read_env_file(std::string_view text, const Lookup& above) {
    return Reader(text, above).read();
}

Pairs env_file_in(const std::filesystem::path& folder) {
    const auto text = read_small_file(folder / ".env", largest_file);
    return text ? read_env_file(*text) : Pairs{};
}

Lookup lookup_in(const Pairs& variables) {
    return {.get = [](const void* context, std::string_view name) -> std::optional<std::string> {
                const Pairs& known = *static_cast<const Pairs*>(context);
                for (auto pair = known.rbegin(); pair != known.rend(); ++pair) {
                    if (pair->first == name) {
                        return pair->second;
                    }
                }
                return std::nullopt;
            },
            .context = &variables};
}

Lookup Variables::lookup() const {
    return {.get = [](const void* context, std::string_view name) -> std::optional<std::string> {
                const Variables& all = *static_cast<const Variables*>(context);
                auto known = all.above.get != nullptr ? all.above.get(all.above.context, name) : std::nullopt;
                const Lookup beside = lookup_in(all.own);
                return known ? known : beside.get(beside.context, name);
            },
            .context = this};
}

} // namespace dockwright::project

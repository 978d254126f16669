#include "actions/run/variables.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include <algorithm>
#include <charconv>
#include <cmath>

namespace dockwright::actions {
namespace {

constexpr std::string_view blanks = " \t";

std::string_view without_blanks_before(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    return text;
}

} // namespace

std::expected<std::optional<std::string>, Problem> read_variable(std::string_view text, const Lookup& here) {
    const std::size_t equals = text.find('=');
    const std::string name(text.substr(0, equals));
    if (name.empty() || name.find_first_of(" \t\n\r\v\f") != std::string::npos ||
        text.find('\0') != std::string_view::npos) {
        return std::unexpected(
            Problem{.kind = "variable-wrong",
                    .message = message("'{}' sets no variable", {printable(text.substr(0, 200))}),
                    .next_step = "Write NAME=value, without blanks in the name"});
    }
    if (equals != std::string_view::npos) {
        return std::optional(std::string(text));
    }
    std::optional<std::string> value = here ? here(name) : std::nullopt;
    return value ? std::optional(name + "=" + *value) : std::nullopt;
}

std::expected<std::vector<std::string>, Problem> read_variables(std::string_view text, std::string_view path,
                                                                const Lookup& here) {
    if (text.starts_with("\xef\xbb\xbf")) {
        text.remove_prefix(3);
    }
    std::vector<std::string> out;
    for (std::size_t number = 1; !text.empty(); ++number) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        line = without_blanks_before(line);
        line.remove_suffix(line.ends_with('\r') ? 1 : 0);
        if (line.empty() || line.starts_with('#')) {
            continue;
        }
        auto variable = read_variable(line, here);
        if (!variable) {
            variable.error().message =
                message("line {} of {} sets no variable", {std::to_string(number), printable(path)});
            return std::unexpected(std::move(variable.error()));
        }
        if (auto& set = *variable) {
            out.push_back(std::move(*set));
        }
    }
    return out;
}

std::optional<std::uint64_t> read_size(std::string_view text) {
    double value = 0;
    const char* const end = text.data() + text.size();
    const auto [behind, ec] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
    std::string unit = ascii::lowered({behind, static_cast<std::size_t>(end - behind)});
    for (const std::string_view suffix : {"ib", "b"}) {
        if (unit.size() > 1 && unit.ends_with(suffix)) {
            unit.resize(unit.size() - suffix.size());
        }
    }
    constexpr std::string_view units = "bkmgt";
    const std::size_t power = unit.empty() ? 0 : units.find(unit);
    if (ec != std::errc() || unit.size() > 1 || power == std::string_view::npos) {
        return std::nullopt;
    }
    const double bytes = value * std::pow(1024.0, static_cast<double>(power));
    constexpr double most = 9.0e18;
    return bytes >= 1 && bytes < most ? std::optional(static_cast<std::uint64_t>(bytes)) : std::nullopt;
}

} // namespace dockwright::actions

#include "lsp/arguments.hpp"
#include "base/message.hpp"
#include <charconv>
#include <string_view>

namespace dockwright::lsp {
namespace {

template <typename Number>
std::expected<Number, Problem> number_of(std::string_view name, std::string_view text) {
    Number number{};
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (ec != std::errc{} || end != text.data() + text.size()) {
        return std::unexpected(
            Problem{.kind = "wrong-use",
                    .message = message("{} must be a number, not '{}'", {name, printable(text)}),
                    .next_step = "dockwright lsp --help"});
    }
    return number;
}

} // namespace

std::expected<Arguments, Problem> read_arguments(std::span<const std::string> arguments) {
    Arguments read;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view argument = arguments[i];
        const std::size_t equals = std::min(argument.find('='), argument.size());
        const std::string_view name = argument.substr(0, equals);
        const auto value = [&]() -> std::string_view {
            if (equals < argument.size()) {
                return argument.substr(equals + 1);
            }
            return i + 1 < arguments.size() ? std::string_view(arguments[++i]) : std::string_view();
        };
        if (name == "--help" || name == "-h") {
            read.help = true;
        } else if (name == "--pipe") {
            read.pipe = value();
        } else if (name == "--socket") {
            const auto port = number_of<std::uint16_t>(name, value());
            if (!port) {
                return std::unexpected(port.error());
            }
            read.port = *port;
        } else if (name == "--clientProcessId") {
            const auto process = number_of<std::int64_t>(name, value());
            if (!process) {
                return std::unexpected(process.error());
            }
            read.client_process = *process;
        }
    }
    return read;
}

} // namespace dockwright::lsp

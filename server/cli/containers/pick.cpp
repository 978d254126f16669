#include "cli/containers/pick.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "cli/with_engine.hpp"
#include <charconv>

namespace dockwright::cli {
namespace {

using actions::ContainerRow;
using Chosen = std::expected<std::string, Problem>;

std::string names_of(const std::vector<ContainerRow>& rows) {
    std::string out;
    for (const ContainerRow& row : rows) {
        out += (out.empty() ? "" : ", ") + printable(row.name);
    }
    return out;
}

std::string read_line(std::FILE* in) {
    std::string line;
    for (int c = std::fgetc(in); c != EOF && c != '\n' && line.size() < 100; c = std::fgetc(in)) {
        line += static_cast<char>(c);
    }
    return line;
}

Chosen ask_which(const std::vector<ContainerRow>& rows, const Streams& streams, const Wanted& wanted) {
    print(streams.out, table(rows, true) + message("Which one (1-{})? ", {std::to_string(rows.size())}));
    std::fflush(streams.out);
    const std::string line = read_line(streams.in);
    const std::string_view text = ascii::trimmed(line);
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 1 || number > rows.size()) {
        return std::unexpected(
            Problem{.kind = "nothing-chosen",
                    .message = message("'{}' is none of the numbers", {printable(text)}),
                    .next_step = message("Name the container: {} NAME", {wanted.command})});
    }
    return rows[number - 1].id;
}

} // namespace

Chosen pick(const EngineOptions& options, const Streams& streams, const Wanted& wanted) {
    using Rows = std::vector<ContainerRow>;
    std::string engine;
    const actions::Answer<Rows> rows =
        with_engine<Rows>(options, [&](std::shared_ptr<engine::Client> client) {
            engine = client->endpoint().description();
            return actions::candidates(std::move(client), wanted.among);
        });
    if (!rows) {
        return std::unexpected(rows.error());
    }
    if (rows->empty()) {
        return std::unexpected(Problem{
            .kind = wanted.among == actions::Among::running_with_gpu ? "no-gpu-container" : "no-container",
            .message = message("no {} at {}", {wanted.what, engine}),
            .next_step = wanted.where_none});
    }
    if (rows->size() == 1 && wanted.only_one) {
        return rows->front().id;
    }
    if (!streams.interactive || options.json) {
        const bool one = rows->size() == 1;
        const std::string_view how_many = one ? "one " : "several ";
        const std::string verb =
            wanted.what.starts_with("running ") ? (one ? "runs" : "run") : (one ? "is there" : "are there");
        std::string what = wanted.what.starts_with("running ") ? wanted.what.substr(8) : wanted.what;
        what += one ? "" : "s";
        return std::unexpected(Problem{.kind = "container-ambiguous",
                                       .message = message("{}{} {} ({}), and there is no terminal to ask at",
                                                          {how_many, what, verb, names_of(*rows)}),
                                       .next_step = message("Name one: {} NAME", {wanted.command})});
    }
    return ask_which(*rows, streams, wanted);
}

} // namespace dockwright::cli

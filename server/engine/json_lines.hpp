#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::engine {

/// Why a stream of JSON can't be read on.
enum class JsonFault : std::uint8_t {
    /// Something stands between the values, or brackets don't match.
    garbage,
    /// One value is larger than the limit, or nested deeper than any engine nests.
    too_large,
    /// The stream ended inside a value.
    cut_short,
};

/// A clause for a problem's sentence.
std::string_view describe(JsonFault fault);

/// Cuts a stream of JSON objects and arrays (progress, events, stats) into the text of each. Engines
/// put CR LF, LF or nothing behind a value, so it goes by brackets, not by lines. It does not check
/// the JSON inside the brackets: a parser does that with each text. No I/O.
class JsonLines {
public:
    static constexpr std::size_t default_limit = std::size_t{1} << 20U;

    explicit JsonLines(std::size_t limit = default_limit) : limit_(limit) {}

    /// Appends the text of every value that `bytes` complete, also of those before a fault. A fault
    /// stays.
    std::optional<JsonFault> feed(std::string_view bytes, std::vector<std::string>& values);

    /// To be asked when the connection has ended.
    std::optional<JsonFault> finish() const;

private:
    enum class Step : std::uint8_t { goes_on, complete, wrong, too_deep };

    Step take(char byte);

    std::size_t limit_;
    std::string begun_;
    std::string closers_; // of the brackets that are open, the innermost last
    bool in_string_ = false;
    bool escaped_ = false;
    std::optional<JsonFault> fault_;
};

} // namespace dockwright::engine

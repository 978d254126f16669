#pragma once
#include "base/span.hpp"
#include "base/text_edit.hpp"
#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::lint {

struct Rule;

enum class Severity : std::uint8_t { error, warning, info, style };
std::string_view name(Severity severity);

/// A peers' code (`DL3006`, `DuplicateStageName`) that a finding stands for, and where that peer
/// would point.
struct Code {
    std::string_view code;
    Span span;
};

/// At most so many codes share one meaning; stored inline, so that a rule is a constant.
class Codes {
public:
    static constexpr std::size_t most = 24;
    constexpr Codes() = default;
    constexpr Codes(std::initializer_list<std::string_view> codes) {
        for (const std::string_view code : codes) {
            codes_[size_++] = code;
        }
    }
    constexpr auto begin() const { return codes_.begin(); }
    constexpr auto end() const { return codes_.begin() + size_; }
    constexpr std::size_t size() const { return size_; }
    constexpr bool contains(std::string_view code) const {
        for (const std::string_view own : *this) {
            if (own == code) {
                return true;
            }
        }
        return false;
    }

private:
    std::array<std::string_view, most> codes_{};
    std::uint8_t size_ = 0;
};

/// How far a fix can be trusted. Safe: the build gives the same image, or what was plainly meant.
/// Unsafe: a person should look first.
enum class Safety : std::uint8_t { safe, unsafe };
std::string_view name(Safety safety);

struct Fix {
    Safety safety = Safety::safe;
    std::string title; ///< what it does, as a command: "Use COPY"
    std::vector<TextEdit> edits;
};

struct Related {
    Span span;
    std::string message;
};

/// Where a finding stands that is in a file beside the Dockerfile.
struct Beside {
    std::string path;       ///< as seen from the Dockerfile's folder
    std::uint32_t line = 0; ///< from 1
    std::string message;    ///< as it is said there
};

/// How an editor may draw it.
enum class Tag : std::uint8_t { none, unnecessary, deprecated };

struct Finding {
    const Rule* rule = nullptr;
    Severity severity = Severity::warning;
    Span span;
    std::string message;     ///< no full stop at the end
    std::vector<Code> codes; ///< that hold here
    /// Only a peer finds this; it is shown in that peer's preset alone.
    bool peer_only = false;
    std::vector<Fix> fixes; ///< the best first
    std::vector<Related> related;
    std::optional<Beside> beside; ///< the span is then where the Dockerfile meets it
};

} // namespace dockwright::lint

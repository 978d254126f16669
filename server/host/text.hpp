#pragma once
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What the readers of this folder share: foreign text, line by line and bounded.
namespace dockwright::host {

/// More GPUs than any machine has; what comes behind is not read.
inline constexpr std::size_t max_gpus = 128;
inline constexpr std::size_t max_gpu_processes = 4096;
/// Of one field: a name, a version.
inline constexpr std::size_t max_field = 256;

/// Cuts off the first line and gives it without its end (LF or CR LF).
std::string_view take_line(std::string_view& rest);

/// Cuts off the first word and gives it; words are separated by blanks. Empty: there is none.
std::string_view take_word(std::string_view& rest);

/// The text without blanks around, at most `max_field` bytes of it.
std::string field(std::string_view text);

/// The first three lines that say something, as one line, printable and at most 600 bytes before escaping.
std::string first_words(std::string_view text);

/// The whole text as a decimal number that fits.
template <typename Number>
std::optional<Number> number(std::string_view text) {
    Number value{};
    const char* const end = text.data() + text.size();
    const auto [behind, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && behind == end ? std::optional(value) : std::nullopt;
}

} // namespace dockwright::host

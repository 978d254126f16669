#include "engine/base64.hpp"
#include <cstdint>

namespace dockwright::engine::base64 {
namespace {

constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

} // namespace

std::optional<std::string> decoded(std::string_view wrapped) {
    std::string text(wrapped);
    std::erase_if(text, [](char c) { return c == '\n' || c == '\r'; });
    if (text.size() % 4 != 0) {
        return std::nullopt;
    }
    const std::size_t padding = text.ends_with("==") ? 2U : text.ends_with('=') ? 1U : 0U;
    text.resize(text.size() - padding);
    std::string out;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char digit : text) {
        const std::size_t value = digits.find(digit);
        if (value == std::string_view::npos) {
            return std::nullopt;
        }
        bits = (bits << 6U | static_cast<std::uint32_t>(value)) & 0xFFFU;
        count += 6;
        if (count >= 8) {
            count -= 8;
            out += static_cast<char>(bits >> count & 0xFFU);
        }
    }
    return out;
}

std::string url_encoded(std::string_view bytes) {
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::string_view part = bytes.substr(at, 3);
        std::uint32_t bits = 0;
        for (std::size_t index = 0; index < 3; ++index) {
            bits = bits << 8U | (index < part.size() ? static_cast<unsigned char>(part[index]) : 0U);
        }
        for (std::size_t index = 0; index < 4; ++index) {
            const char digit = digits[bits >> (18 - 6 * index) & 0x3FU];
            out += index > part.size() ? '=' : digit == '+' ? '-' : digit == '/' ? '_' : digit;
        }
    }
    return out;
}

} // namespace dockwright::engine::base64

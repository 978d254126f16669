#include "lint/secret_values.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <array>
#include <bitset>
#include <ranges>
#include <string>

namespace dockwright::lint::secret_values {
namespace {

enum class Letters : std::uint8_t { upper, name };

/// A prefix and how many characters of which kind stand behind it.
struct Shape {
    std::string_view prefix;
    std::string_view kind;
    Letters letters;
    std::size_t least;
    std::size_t most;
};

/// From the makers' pages on their tokens: AWS IAM "unique identifiers", GitHub "about authentication",
/// GitLab "token overview", Slack "tokens", Stripe "API keys", Google "API keys", PyPI "API tokens", npm
/// "access tokens", Hugging Face "user access tokens", Docker Hub "access tokens", OpenAI and Anthropic
/// keys as they are seen.
constexpr Shape shapes[] = {
    {"AKIA", "an AWS access key", Letters::upper, 16, 16},
    {"ASIA", "an AWS access key", Letters::upper, 16, 16},
    {"AIza", "a Google API key", Letters::name, 35, 35},
    {"dckr_pat_", "a Docker Hub token", Letters::name, 20, 64},
    {"ghp_", "a GitHub token", Letters::name, 36, 251},
    {"gho_", "a GitHub token", Letters::name, 36, 251},
    {"ghs_", "a GitHub token", Letters::name, 36, 251},
    {"ghu_", "a GitHub token", Letters::name, 36, 251},
    {"github_pat_", "a GitHub token", Letters::name, 60, 255},
    {"glpat-", "a GitLab token", Letters::name, 20, 64},
    {"hf_", "a Hugging Face token", Letters::name, 30, 40},
    {"npm_", "an npm token", Letters::name, 36, 36},
    {"pypi-AgEIcHlwaS5vcmc", "a PyPI token", Letters::name, 50, 250},
    {"sk-ant-", "an Anthropic key", Letters::name, 40, 120},
    {"sk-proj-", "an OpenAI key", Letters::name, 40, 200},
    {"sk-", "an OpenAI key", Letters::name, 48, 64},
    {"sk_live_", "a Stripe key", Letters::name, 24, 120},
    {"xoxb-", "a Slack token", Letters::name, 40, 120},
    {"xoxp-", "a Slack token", Letters::name, 40, 120},
};

/// No token is shorter.
constexpr std::size_t shortest = std::ranges::min(
    shapes | std::views::transform([](const Shape& shape) { return shape.prefix.size() + shape.least; }));

constexpr bool is_of(Letters letters, char c) {
    switch (letters) {
    case Letters::upper: return ascii::is_upper(c) || ascii::is_digit(c);
    case Letters::name: return ascii::is_name(c) || c == '-';
    }
    return false;
}

/// Made up to show a shape: few different characters, or words that say so.
bool is_example(std::string_view text) {
    std::bitset<256> seen;
    for (const char c : text) {
        seen.set(static_cast<unsigned char>(c));
    }
    const std::string lowered = ascii::lowered(text);
    constexpr std::string_view words[] = {"example",     "xxxx",     "your",  "12345678", "abcdefgh",
                                          "placeholder", "changeme", "dummy", "fake"};
    return seen.count() < 8 ||
           std::ranges::any_of(words, [&](std::string_view word) { return lowered.contains(word); });
}

/// A key with a header: PEM, RFC 7468. Only its first line is looked for, with something behind it.
std::optional<Token> private_key_in(std::string_view text) {
    if (!text.contains("PRIVATE KEY-----")) { // rarer than what it begins with
        return std::nullopt;
    }
    const std::size_t begin = text.find("-----BEGIN ");
    if (begin == std::string_view::npos) {
        return std::nullopt;
    }
    const std::size_t end = text.find("PRIVATE KEY-----", begin);
    if (end == std::string_view::npos || end - begin > 40) {
        return std::nullopt;
    }
    const std::string_view behind = text.substr(end + 16);
    const bool has_body =
        std::ranges::count_if(behind.substr(0, 80), [](char c) { return ascii::is_name(c); }) > 40;
    return has_body ? std::optional(Token{"a private key", begin, end + 16 - begin}) : std::nullopt;
}

constexpr auto table_of(auto holds) {
    std::array<bool, 256> out{};
    for (unsigned c = 0; c < out.size(); ++c) {
        out[c] = holds(static_cast<char>(static_cast<unsigned char>(c)));
    }
    return out;
}
constexpr auto in_word = table_of([](char c) { return ascii::is_name(c) || c == '-'; });
constexpr auto begins_shape = table_of([](char c) {
    return std::ranges::any_of(shapes, [&](const Shape& shape) { return shape.prefix.front() == c; });
});

/// That begins a word.
std::optional<Token> token_at(std::string_view text, std::size_t at) {
    if (!begins_shape[static_cast<unsigned char>(text[at])]) {
        return std::nullopt;
    }
    for (const Shape& shape : shapes) {
        if (!text.substr(at).starts_with(shape.prefix)) {
            continue;
        }
        const std::size_t begin = at + shape.prefix.size();
        std::size_t end = begin;
        while (end < text.size() && is_of(shape.letters, text[end])) {
            ++end;
        }
        const std::string_view body = text.substr(begin, end - begin);
        if (body.size() >= shape.least && body.size() <= shape.most &&
            std::ranges::any_of(body, ascii::is_digit) && !is_example(body)) {
            return Token{shape.kind, at, end - at};
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<Token> token_in(std::string_view text) {
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = begin;
        while (end < text.size() && in_word[static_cast<unsigned char>(text[end])]) {
            ++end;
        }
        if (end - begin >= shortest) {
            if (const auto found = token_at(text, begin)) {
                return found;
            }
        }
        begin = end + 1;
    }
    return private_key_in(text);
}

bool is_placeholder(std::string_view value) {
    constexpr std::string_view known[] = {"admin",        "changeit",
                                          "changeme",     "default",
                                          "demo",         "dev",
                                          "docker",       "example",
                                          "foobar",       "guest",
                                          "hello",        "mysql",
                                          "nopass",       "none",
                                          "oauth2",       "oauth2accesstoken",
                                          "pass",         "passwd",
                                          "password",     "postgres",
                                          "qwerty",       "redis",
                                          "root",         "rootpass",
                                          "rootpassword", "secret",
                                          "test",         "testing",
                                          "token",        "toor",
                                          "user",         "username",
                                          "vagrant",      "x-access-token",
                                          "x-oauth-basic"};
    if (value.size() > 1 && (value.front() == '"' || value.front() == '\'') &&
        value.back() == value.front()) {
        value = value.substr(1, value.size() - 2);
    }
    std::string lowered = ascii::lowered(value);
    while (!lowered.empty() && (ascii::is_digit(lowered.back()) || lowered.back() == '!')) {
        lowered.pop_back(); // password123
    }
    const bool named = std::ranges::find(known, std::string_view(lowered)) != std::end(known);
    const bool open = value.find_first_of("$<>{}`%*") != std::string_view::npos;
    constexpr std::string_view parts[] = {"your",      "example",     "changeme", "change_me",
                                          "change-me", "placeholder", "dummy",    "xxx",
                                          "todo",      "replace",     "test",     "insert"};
    return value.size() < 6 || lowered.empty() || named || open ||
           is_example(std::string(value) + "0123zyx") ||
           std::ranges::any_of(parts, [&](std::string_view part) { return lowered.contains(part); });
}

} // namespace dockwright::lint::secret_values

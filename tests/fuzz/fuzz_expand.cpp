#include "syntax/expand.hpp"
#include <cstdlib>

namespace {

std::optional<std::string_view> value_of(void* /*context*/, std::string_view name) {
    if (name == "A") {
        return "/usr/local/bin:/usr/bin";
    }
    return name == "E" ? std::optional<std::string_view>("") : std::nullopt;
}

} // namespace

/// The first byte chooses how, the rest is a word to expand.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string text(data + 1, data + size);
    const unsigned how = data[0];
    const auto result = dockwright::syntax::expand(text, {value_of, nullptr},
                                                   {.escape = (how & 1U) != 0 ? '`' : '\\',
                                                    .keep_quotes = (how & 2U) != 0,
                                                    .keep_escapes = (how & 4U) != 0,
                                                    .ignore_quotes = (how & 8U) != 0,
                                                    .keep_unset = (how & 16U) != 0});
    if (result && result->text.size() > (1U << 20U) + size) {
        std::abort();
    }
    return 0;
}

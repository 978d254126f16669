#include "cli/rule_words.hpp"

namespace dockwright::cli {

std::string_view preset_word(const lint::Rule& rule) {
    switch (rule.level) {
    case lint::Level::recommended: return "recommended";
    case lint::Level::strict: return "strict";
    case lint::Level::all: return "all";
    }
    return {};
}

std::string_view fixes_word(const lint::Rule& rule) {
    switch (rule.fixes) {
    case lint::Fixes::none: return "none";
    case lint::Fixes::sometimes: return "sometimes";
    case lint::Fixes::always: return "always";
    }
    return {};
}

std::string codes_list(const lint::Rule& rule) {
    std::string out;
    for (const std::string_view code : rule.also) {
        out += out.empty() ? "" : ", ";
        out += code;
    }
    return out;
}

} // namespace dockwright::cli

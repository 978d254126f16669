#include "gpu/requirement.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <string>

namespace dockwright::gpu {

using knowledge::Version;

namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) { return ascii::lower(c); });
    return out;
}

std::optional<bool> compare(std::string_view operation, int order) {
    if (operation == "=") {
        return order == 0;
    }
    if (operation == "!=") {
        return order != 0;
    }
    if (operation == "<" || operation == "<=") {
        return order < 0 || (operation == "<=" && order == 0);
    }
    if (operation == ">" || operation == ">=") {
        return order > 0 || (operation == ">=" && order == 0);
    }
    return std::nullopt;
}

std::optional<bool> condition(std::string_view text, const Properties& properties) {
    const auto begin = text.find_first_of("=!<>");
    if (begin == std::string_view::npos) {
        return std::nullopt;
    }
    auto end = begin;
    while (end < text.size() && std::string_view("=!<>").find(text[end]) != std::string_view::npos) {
        ++end;
    }
    const std::string name = lower(text.substr(0, begin));
    const std::string_view operation = text.substr(begin, end - begin);
    const std::string_view value = text.substr(end);
    if (name == "brand") {
        if (operation != "=" && operation != "!=") {
            return std::nullopt;
        }
        return properties.brand.empty() ? std::optional(true)
                                        : compare(operation, lower(value) == properties.brand ? 0 : 1);
    }
    const Version* have = name == "cuda"     ? &properties.cuda
                          : name == "driver" ? &properties.driver
                          : name == "arch"   ? &properties.arch
                                             : nullptr;
    const auto want = Version::parse(value);
    if (have == nullptr || !want) {
        return std::nullopt;
    }
    if (!have->known()) {
        return true;
    }
    const auto order = *have <=> *want;
    return compare(operation, order < 0 ? -1 : order > 0 ? 1 : 0);
}

template <class Each>
std::optional<bool> parts(std::string_view text, char separator, Each each) {
    while (true) {
        const auto end = text.find(separator);
        const std::string_view part = text.substr(0, end);
        if (!part.empty()) {
            if (const std::optional<bool> stop = each(part)) {
                return stop;
            }
        }
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        text.remove_prefix(end + 1);
    }
}

} // namespace

std::optional<bool> holds(std::string_view expression, const Properties& properties) {
    bool broken = false;
    bool any = false;
    const auto found = parts(expression, ' ', [&](std::string_view alternative) -> std::optional<bool> {
        any = true;
        bool all = true;
        parts(alternative, ',', [&](std::string_view one) -> std::optional<bool> {
            const auto is = condition(one, properties);
            broken = broken || !is;
            all = all && is.value_or(false);
            return std::nullopt;
        });
        return all ? std::optional(true) : std::nullopt;
    });
    if (broken) {
        return std::nullopt;
    }
    return !any || found.value_or(false);
}

} // namespace dockwright::gpu

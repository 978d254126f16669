#include "cli/selectors.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "lint/peers.hpp"
#include "lint/selectors.hpp"
#include <algorithm>
#include <optional>

namespace dockwright::cli {
namespace {

/// `DL` or `SC` and digits; as many as `count`, if that is given.
bool is_numbered(std::string_view name, std::optional<std::size_t> count = std::nullopt) {
    const std::string_view head = name.substr(0, 2);
    const std::string_view digits = name.substr(head.size());
    return (ascii::equal(head, "DL") || ascii::equal(head, "SC")) && !digits.empty() &&
           (!count || digits.size() == *count) && std::ranges::all_of(digits, ascii::is_digit);
}

/// The name as the rules spell it, or nothing if none has it.
std::optional<std::string> known(std::string_view name) {
    for (const lint::Rule* rule : lint::rules::all()) {
        if (ascii::equal(rule->id, name)) {
            return std::string(rule->id);
        }
        for (const std::string_view code : rule->also) {
            if (ascii::equal(code, name)) {
                return std::string(code);
            }
        }
    }
    std::string group = ascii::lowered(name);
    return lint::is_known_selector(group) ? std::optional(std::move(group)) : std::nullopt;
}

std::string nearest_of(std::string_view selector) {
    std::string out;
    // Between numbers nearness means nothing.
    const auto near =
        is_numbered(selector) ? std::vector<std::string_view>{} : lint::nearest_selectors(selector);
    for (const std::string_view candidate : near) {
        out += out.empty() ? "Did you mean '" : "' or '";
        out += candidate;
    }
    return out + (out.empty() ? "See 'dockwright rules'" : "'? See 'dockwright rules'");
}

Problem not_judged_yet(std::string_view option, std::string_view code) {
    return {"unknown-rule",
            message("{}Dockwright does not judge what stands inside RUN yet, so it has no {}",
                    {option, ascii::uppered(code)}),
            "See 'dockwright rules'"};
}

Problem unknown_selector(std::string_view option, std::string_view selector) {
    if (is_numbered(selector, 4)) {
        return not_judged_yet(std::string(option) + ": ", selector);
    }
    return {"unknown-rule", message("{}: there is no rule, group or code '{}'", {option, selector}),
            nearest_of(selector)};
}

std::optional<lint::Peer> peer_behind(lint::Preset preset) {
    switch (preset) {
    case lint::Preset::hadolint: return lint::Peer::hadolint;
    case lint::Preset::buildkit: return lint::Peer::buildkit;
    default: return std::nullopt;
    }
}

/// The peer's codes of the rules that a known name stands for; of a code of the peer, itself.
Selectors codes_of(const std::string& name, lint::Peer peer) {
    Selectors out;
    for (const lint::Rule* rule : lint::rules::all()) {
        const bool by_code = rule->also.contains(name);
        if (!by_code && rule->id != name && lint::name(rule->group) != name) {
            continue;
        }
        for (const std::string_view code : rule->also) {
            if (lint::peer_of(code) == peer && (code == name || !by_code || lint::peer_of(name) != peer)) {
                out.emplace_back(code);
            }
        }
    }
    return out;
}

} // namespace

std::expected<Selectors, Problem> selected(const Selectors& written, lint::Preset preset) {
    Selectors out;
    const std::optional<lint::Peer> peer = peer_behind(preset);
    for (const std::string& selector : written) {
        const std::optional<std::string> name = known(selector);
        if (!name) {
            return std::unexpected(unknown_selector("--select", selector));
        }
        if (!peer) {
            out.push_back(*name);
            continue;
        }
        const Selectors codes = codes_of(*name, *peer);
        if (codes.empty()) {
            return std::unexpected(Problem{
                "not-in-preset",
                message("--select '{}' is not a rule of the preset {}", {selector, lint::name(preset)}),
                "Take another preset, or leave it out"});
        }
        out.insert(out.end(), codes.begin(), codes.end());
    }
    return out;
}

std::expected<Selectors, Problem> ignored(const Selectors& written) {
    Selectors out;
    for (const std::string& selector : written) {
        if (auto name = known(selector)) {
            out.push_back(std::move(*name));
        } else if (!is_numbered(selector, 4)) {
            return std::unexpected(unknown_selector("--ignore", selector));
        }
    }
    return out;
}

Problem unknown_rule(std::string_view name) {
    if (is_numbered(name, 4)) {
        return not_judged_yet("", name);
    }
    return {"unknown-rule", message("There is no rule or code '{}'", {name}), nearest_of(name)};
}

} // namespace dockwright::cli

#include "base/ascii.hpp"
#include "base/message.hpp"
#include "host/check.hpp"
#include <algorithm>
#include <span>

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"registry-access"};
// As registries say it and engines pass it on.
constexpr std::string_view limit_words[] = {"toomanyrequests", "too many requests", "pull rate limit"};
constexpr std::string_view login_words[] = {"unauthorized", "authentication required", "denied",
                                            "incorrect username or password"};

bool says(const RegistryTrial& one, std::span<const std::string_view> words) {
    const std::string said = ascii::lowered(one.words);
    return std::ranges::any_of(words, [&](std::string_view word) { return said.contains(word); });
}

Finding used_up(const RegistryTrial& one) {
    Finding out = warning(message("{} allows no further pull for now", {printable(one.host)}),
                          "It counts pulls by address or account; all machines behind one address share "
                          "the count. After some hours it starts anew");
    if (!one.login) {
        Repair login;
        login.title = "Log in, which gives more pulls";
        login.commands = {"docker login " + printable(one.host)};
        out.repairs = {std::move(login)};
    }
    return out;
}

Finding refused(const RegistryTrial& one) {
    Repair login;
    login.title = "Log in anew";
    login.commands = {"docker login " + printable(one.host)};
    Finding out = warning(message("{} refuses the login that Docker has for it", {printable(one.host)}),
                          "Pulls from there fail, also of public images");
    out.repairs = {std::move(login)};
    return out;
}

/// Registries say how many pulls are left in headers that no engine passes on, so only their end is seen.
Finding run(const Facts& facts, const knowledge::Knowledge& /*knowledge*/) {
    for (const RegistryTrial& one : facts.registries) {
        if (says(one, limit_words)) {
            return used_up(one);
        }
    }
    for (const RegistryTrial& one : facts.registries) {
        if (one.login && says(one, login_words)) {
            return refused(one);
        }
    }
    for (const RegistryTrial& one : facts.registries) {
        if (one.reachable.value_or(false)) {
            return ok(message("{} refuses no pull for now", {printable(one.host)}));
        }
    }
    return unknown("No registry was asked, so it is not known whether it allows pulls");
}

} // namespace

extern constexpr Check pull_limit{
    .id = "pull-limit", .title = "Pulls that registries allow", .place = 720, .needs = needs, .run = run};

} // namespace dockwright::host::checks

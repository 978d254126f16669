#include "actions/image_problem.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include <algorithm>
#include <array>

namespace dockwright::actions {
namespace {

namespace kind = image_problem_kind;

constexpr std::size_t longest_quote = 300;
constexpr std::string_view hub = "docker.io";

struct Sign {
    std::string_view text; ///< lower case
    std::string_view kind;
};

/// The first that is found decides: a refusal for a full disk names no registry, and "denied" stands in
/// many a sentence about images that don't exist.
constexpr std::array signs{
    Sign{"no space left on device", kind::disk_full},
    Sign{"disk quota exceeded", kind::disk_full},
    Sign{"toomanyrequests", kind::limit_reached},
    Sign{"too many requests", kind::limit_reached},
    Sign{"pull rate limit", kind::limit_reached},
    Sign{"no matching manifest", kind::no_platform},
    Sign{"no image found in manifest list", kind::no_platform},
    Sign{"no image found in image index", kind::no_platform},
    Sign{"does not match the specified platform", kind::no_platform},
    Sign{"does not provide the specified platform", kind::no_platform},
    Sign{"manifest unknown", kind::not_in_registry},
    Sign{"name unknown", kind::not_in_registry},
    Sign{"repository does not exist", kind::not_in_registry},
    Sign{"repository name not known", kind::not_in_registry},
    Sign{"server gave http response to https client", kind::not_trusted},
    Sign{"x509:", kind::not_trusted},
    Sign{"unauthorized", kind::login_needed},
    Sign{"authentication required", kind::login_needed},
    Sign{"no basic auth credentials", kind::login_needed},
    Sign{"authorization failed", kind::login_needed},
    Sign{"access to the resource is denied", kind::login_needed},
    Sign{"insufficient_scope", kind::login_needed},
    Sign{"access denied", kind::login_needed},
    Sign{"403 forbidden", kind::login_needed},
    Sign{"connection refused", kind::not_reached},
    Sign{"no such host", kind::not_reached},
    Sign{"i/o timeout", kind::not_reached},
    Sign{"tls handshake timeout", kind::not_reached},
    Sign{"client.timeout exceeded", kind::not_reached},
    Sign{"context deadline exceeded", kind::not_reached},
    Sign{"network is unreachable", kind::not_reached},
    Sign{"no route to host", kind::not_reached},
    Sign{"connection reset by peer", kind::not_reached},
    Sign{"proxyconnect", kind::not_reached},
    Sign{"name resolution", kind::not_reached},
    Sign{"server misbehaving", kind::not_reached},
    Sign{"pinging container registry", kind::not_reached},
    Sign{": eof", kind::not_reached},
    Sign{"not found", kind::not_in_registry},
};

std::string_view kind_of(std::string_view said) {
    const std::string low = ascii::lowered(said.substr(0, 4096));
    const auto* const found =
        std::ranges::find_if(signs, [&](const Sign& sign) { return low.contains(sign.text); });
    return found == signs.end() ? std::string_view() : found->kind;
}

/// A refusal by status comes as our own sentence around the engine's words: `… answered 500: WORDS`.
std::string_view words_of(std::string_view said) {
    constexpr std::string_view answered = " answered ";
    const std::size_t at = said.find(answered);
    if (!said.starts_with("the container engine at ") || at == std::string_view::npos) {
        return said;
    }
    const std::size_t colon = said.find(": ", at);
    return colon == std::string_view::npos ? said : said.substr(colon + 2);
}

std::string quoted(std::string_view foreign) {
    foreign = ascii::trimmed(words_of(foreign));
    return foreign.size() > longest_quote ? printable(foreign.substr(0, longest_quote)) + "…"
                                          : printable(foreign);
}

/// How a person logs in to it.
std::string login_command(std::string_view registry) {
    return registry == hub ? "docker login" : message("docker login {}", {printable(registry)});
}

Problem login_problem(const ImageTransfer& transfer) {
    const std::string registry = printable(transfer.image.registry);
    const std::string name = printable(engine::familiar_name(transfer.image));
    if (!transfer.login.anonymous) {
        return {.kind = kind::login_needed,
                .message = message("the login that this machine has for {} may not {} '{}'",
                                   {registry, transfer.direction == Transfer::pull ? "read" : "write", name}),
                .next_step =
                    message("Check the name, ask its owner for access, or log in as somebody who has "
                            "it: {}",
                            {login_command(transfer.image.registry)})};
    }
    const std::string why = transfer.login.trouble ? " (" + transfer.login.trouble->message + ")" : "";
    return {
        .kind = kind::login_needed,
        .message = message("'{}' needs a login at {}, and this machine knows none{}", {name, registry, why}),
        .next_step = message("Log in here, then try again: {}", {login_command(transfer.image.registry)})};
}

Problem absent(const ImageTransfer& transfer) {
    const engine::ImageReference& image = transfer.image;
    const std::string name = printable(engine::familiar_name(image));
    const bool may_be_private = transfer.direction == Transfer::pull && transfer.login.anonymous;
    return {.kind = kind::not_in_registry,
            .message = message("{} has no image '{}'{}",
                               {printable(image.registry), name,
                                may_be_private ? ", or shows it only to those who have logged in" : ""}),
            .next_step = message(
                "Check the spelling of name and tag{}",
                {may_be_private ? "; if it is private: " + login_command(image.registry) : std::string()})};
}

Problem limited(const ImageTransfer& transfer, const knowledge::Knowledge& knowledge) {
    const bool on_hub = transfer.image.registry == hub;
    std::string next_step = transfer.login.anonymous
                                ? message("Log in, which gives more ({}), or wait some hours",
                                          {login_command(transfer.image.registry)})
                                : std::string("Wait some hours");
    if (on_hub && !working_hub_mirror(knowledge).empty()) {
        next_step +=
            message(", or pull through a mirror: dockwright pull --mirror {} {}",
                    {working_hub_mirror(knowledge), printable(engine::familiar_name(transfer.image))});
    }
    return {.kind = kind::limit_reached,
            .message = message("{} counts pulls, and the limit for this machine's address{} is reached",
                               {printable(transfer.image.registry),
                                transfer.login.anonymous ? ", without a login," : " or login"}),
            .next_step = std::move(next_step)};
}

Problem unreached(const ImageTransfer& transfer, std::string_view said,
                  const knowledge::Knowledge& knowledge) {
    const std::string name = printable(engine::familiar_name(transfer.image));
    std::string next_step = "Check the engine machine's network and proxy, and the registry's name";
    if (transfer.image.registry == hub && !working_hub_mirror(knowledge).empty()) {
        const std::string_view mirror = working_hub_mirror(knowledge);
        next_step =
            message("Check the network and proxy of the engine's machine; where Docker Hub is not reached, "
                    "use a mirror: dockwright pull --mirror {} {}, or for all pulls "
                    "\"registry-mirrors\": [\"https://{}\"] in daemon.json",
                    {mirror, name, mirror});
    }
    return {.kind = kind::not_reached,
            .message = message("the engine can't reach {} for '{}': {}",
                               {printable(transfer.image.registry), name, quoted(said)}),
            .next_step = std::move(next_step)};
}

Problem untrusted(const ImageTransfer& transfer, std::string_view said) {
    const std::string registry = printable(transfer.image.registry);
    return {.kind = kind::not_trusted,
            .message = message("the engine has no secure connection to {}: {}", {registry, quoted(said)}),
            .next_step =
                message("Put the registry's certificate into /etc/docker/certs.d/{}/ca.crt; or, in a "
                        "network that you trust, \"insecure-registries\": [\"{}\"] into daemon.json",
                        {registry, registry})};
}

Problem without_platform(const ImageTransfer& transfer, std::string_view said) {
    const std::string wanted = transfer.platform.empty() ? std::string("the engine's machine")
                                                         : "the platform " + printable(transfer.platform);
    return {.kind = kind::no_platform,
            .message = message("'{}' is not made for {}: {}",
                               {printable(engine::familiar_name(transfer.image)), wanted, quoted(said)}),
            .next_step =
                "Choose another tag, or name a platform that it has with --platform (linux/amd64; what "
                "isn't the machine's own runs slowly and never with a GPU)"};
}

} // namespace

std::string_view working_hub_mirror(const knowledge::Knowledge& knowledge) {
    const auto dead = std::ranges::find_if(knowledge.mirrors, [](const knowledge::Mirror& one) {
        return one.kind == "docker" && !one.works && !one.instead.empty();
    });
    return dead == knowledge.mirrors.end() ? std::string_view() : dead->instead;
}

Problem image_problem(const ImageTransfer& transfer, std::string_view said,
                      const knowledge::Knowledge& knowledge) {
    const std::string_view found = kind_of(said);
    if (found == kind::disk_full) {
        return {.kind = kind::disk_full,
                .message = message("no space is left on the disk of the engine: {}", {quoted(said)}),
                .next_step = "See what takes it and what can go: dockwright df"};
    }
    if (found == kind::limit_reached) {
        return limited(transfer, knowledge);
    }
    if (found == kind::no_platform) {
        return without_platform(transfer, said);
    }
    if (found == kind::not_in_registry) {
        return absent(transfer);
    }
    if (found == kind::login_needed) {
        return login_problem(transfer);
    }
    if (found == kind::not_reached) {
        return unreached(transfer, said, knowledge);
    }
    if (found == kind::not_trusted) {
        return untrusted(transfer, said);
    }
    const bool pulls = transfer.direction == Transfer::pull;
    return {.kind = pulls ? kind::not_pulled : kind::not_pushed,
            .message = message("'{}' could not be {}: {}", {printable(engine::familiar_name(transfer.image)),
                                                            pulls ? "pulled" : "pushed", quoted(said)}),
            .next_step = "The engine's log says more: sudo journalctl -u docker"};
}

} // namespace dockwright::actions

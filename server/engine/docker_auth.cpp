#include "engine/docker_auth.hpp"
#include "base/ascii.hpp"
#include "base/json_text.hpp"
#include "base/message.hpp"
#include "engine/base64.hpp"
#include "engine/problems.hpp"
#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <utility>

namespace dockwright::engine {
namespace {

namespace json = boost::json;

std::unexpected<Problem> unreadable(std::string_view from, std::string_view why) {
    return std::unexpected(
        Problem{.kind = problem_kind::config_unreadable,
                .message = message("the logins in {} can't be read: {}", {printable(from), why}),
                .next_step = "Mend it, or log in again: docker login"});
}

/// "" where the member is absent or null; nothing where it is no text.
std::optional<std::string> text_of(const json::object& object, std::string_view name) {
    const json::value* const value = object.if_contains(name);
    if (value == nullptr || value->is_null()) {
        return std::string();
    }
    const json::string* const text = value->if_string();
    return text != nullptr ? std::optional(std::string(*text)) : std::nullopt;
}

/// `user:password` in base64; docker takes zero bytes off the password.
bool take_auth(Credentials& credentials, const std::string& encoded) {
    const std::optional<std::string> both = base64::decoded(encoded);
    const std::size_t colon = both ? both->find(':') : std::string::npos;
    if (!both || colon == std::string::npos) {
        return false;
    }
    credentials.username = both->substr(0, colon);
    std::string_view password = std::string_view(*both).substr(colon + 1);
    password.remove_prefix(std::min(password.find_first_not_of('\0'), password.size()));
    password = password.substr(0, password.find_last_not_of('\0') + 1); // npos + 1 is 0
    credentials.password = password;
    return !credentials.username.empty();
}

std::optional<Credentials> credentials_of(std::string_view key, const json::value& value) {
    const json::object* const entry = value.if_object();
    if (entry == nullptr) {
        return value.is_null() ? std::optional(Credentials{.server_address = std::string(key)})
                               : std::nullopt;
    }
    Credentials credentials{.server_address = std::string(key)};
    constexpr std::array members{std::pair{"username", &Credentials::username},
                                 std::pair{"password", &Credentials::password},
                                 std::pair{"identitytoken", &Credentials::identity_token},
                                 std::pair{"registrytoken", &Credentials::registry_token}};
    for (const auto& [name, member] : members) {
        std::optional<std::string> text = text_of(*entry, name);
        if (!text) {
            return std::nullopt;
        }
        credentials.*member = std::move(*text);
    }
    const std::optional<std::string> auth = text_of(*entry, "auth");
    if (!auth || (!auth->empty() && !take_auth(credentials, *auth))) {
        return std::nullopt;
    }
    return credentials;
}

/// The object of this name; nothing if it is something else.
std::optional<json::object> object_of(const json::object& object, std::string_view name) {
    const json::value* const value = object.if_contains(name);
    if (value == nullptr || value->is_null()) {
        return json::object();
    }
    return value->is_object() ? std::optional(value->get_object()) : std::nullopt;
}

/// Older clients wrote keys as addresses: `https://registry.example/v1/` is `registry.example`.
std::string_view host_of(std::string_view key) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (key.starts_with(scheme)) {
            key.remove_prefix(scheme.size());
        }
    }
    return key.substr(0, key.find('/'));
}

const Credentials* stored_for(const DockerAuths& auths, std::string_view key) {
    if (const auto exact = auths.stored.find(key); exact != auths.stored.end()) {
        return &exact->second;
    }
    const auto by_host =
        std::ranges::find_if(auths.stored, [&](const auto& entry) { return host_of(entry.first) == key; });
    return by_host != auths.stored.end() ? &by_host->second : nullptr;
}

/// Goes into the name of a program that is looked for on PATH.
bool is_helper_name(std::string_view name) {
    return !name.empty() &&
           std::ranges::all_of(name, [](char c) { return ascii::is_name(c) || c == '-' || c == '.'; });
}

void append_object(std::string& out, const Credentials& credentials) {
    const std::array members{std::pair{"username", std::string_view(credentials.username)},
                             std::pair{"password", std::string_view(credentials.password)},
                             std::pair{"identitytoken", std::string_view(credentials.identity_token)},
                             std::pair{"registrytoken", std::string_view(credentials.registry_token)},
                             std::pair{"serveraddress", std::string_view(credentials.server_address)}};
    out += '{';
    bool first = true;
    for (const auto& [name, value] : members) {
        if (!credentials.is_anonymous() && !value.empty()) {
            out += std::exchange(first, false) ? "" : ",";
            json_text::append(out, name);
            out += ':';
            json_text::append(out, value);
        }
    }
    out += '}';
}

} // namespace

std::expected<DockerAuths, Problem> read_docker_auths(std::string_view text, std::string_view from) {
    DockerAuths auths;
    if (ascii::trimmed(text).empty()) {
        return auths; // docker makes nothing of an empty file
    }
    boost::system::error_code ec;
    const json::value root = json::parse(text, ec);
    if (!ec && root.is_null()) {
        return auths;
    }
    const json::object* const object = ec ? nullptr : root.if_object();
    if (object == nullptr) {
        return unreadable(from, "it isn't JSON");
    }
    std::optional<std::string> store = text_of(*object, "credsStore");
    const std::optional<json::object> helpers = object_of(*object, "credHelpers");
    const std::optional<json::object> stored = object_of(*object, "auths");
    if (!store || !helpers || !stored) {
        return unreadable(from, "auths, credHelpers or credsStore isn't of the kind that docker writes");
    }
    auths.store = std::move(*store);
    for (const auto& [key, value] : *helpers) {
        if (!value.is_string()) {
            return unreadable(from, "a credential helper's name isn't text");
        }
        auths.helpers.emplace(key, std::string(value.get_string()));
    }
    for (const auto& [key, value] : *stored) {
        std::optional<Credentials> credentials = credentials_of(key, value);
        if (!credentials) {
            auths.damaged.emplace_back(key);
            continue;
        }
        auths.stored.insert_or_assign(std::string(key), std::move(*credentials));
    }
    const bool bad_name = std::ranges::any_of(auths.helpers, [](const auto& entry) {
        return !entry.second.empty() && !is_helper_name(entry.second);
    });
    if (bad_name || (!auths.store.empty() && !is_helper_name(auths.store))) {
        return unreadable(from, "a credential helper's name isn't the name of a program");
    }
    return auths;
}

CredentialSource find_credentials(const DockerAuths& config, const DockerAuths* overriding,
                                  std::string_view key) {
    CredentialSource source{.key = std::string(key)};
    const Credentials* here = overriding != nullptr ? stored_for(*overriding, key) : nullptr;
    if (here == nullptr) {
        const auto own = config.helpers.find(key);
        // An entry without a name means the file, whatever keeps the others.
        source.helper = own != config.helpers.end() ? own->second : config.store;
        here = source.helper.empty() ? stored_for(config, key) : nullptr;
    }
    if (here != nullptr) {
        source.credentials = *here;
    }
    return source;
}

std::expected<Credentials, Problem> read_helper_answer(std::string_view helper, std::string_view key,
                                                       int exit_status, std::string_view output) {
    // docker-credential-helpers, credentials/error.go; docker itself goes by these words.
    constexpr std::string_view not_found = "credentials not found in native keychain";
    Credentials credentials{.server_address = std::string(key)};
    if (exit_status != 0 && ascii::trimmed(output) == not_found) {
        return credentials;
    }
    const auto failed = [&](std::string_view why) {
        return std::unexpected(
            Problem{.kind = "credential-helper-failed",
                    .message = message("the program docker-credential-{}, which keeps the login of {}, {}",
                                       {printable(helper), printable(key), why}),
                    .next_step = "Unlock the keychain that it uses, or log in again: docker login"});
    };
    if (exit_status != 0) {
        return failed("failed");
    }
    boost::system::error_code ec;
    const json::value root = json::parse(output, ec);
    const json::object* const object = ec ? nullptr : root.if_object();
    std::optional<std::string> username = object != nullptr ? text_of(*object, "Username") : std::nullopt;
    std::optional<std::string> secret = object != nullptr ? text_of(*object, "Secret") : std::nullopt;
    if (!username || !secret) {
        return failed("answered something that isn't a login");
    }
    if (*username == "<token>") {
        credentials.identity_token = std::move(*secret);
    } else {
        credentials.username = std::move(*username);
        credentials.password = std::move(*secret);
    }
    return credentials;
}

std::string registry_auth(const Credentials& credentials) {
    std::string text;
    append_object(text, credentials);
    return base64::url_encoded(text);
}

std::string registry_config(const std::map<std::string, Credentials, std::less<>>& by_key) {
    std::string text = "{";
    for (const auto& [key, credentials] : by_key) {
        text += text.size() > 1 ? "," : "";
        json_text::append(text, key);
        text += ':';
        append_object(text, credentials);
    }
    return base64::url_encoded(text + '}');
}

} // namespace dockwright::engine

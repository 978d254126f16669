#include "lint/secret_names.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <span>
#include <string>

namespace dockwright::lint::secret_names {
namespace {

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view one) { return ascii::equal(word, one); });
}

/// Whether a word between underscores is one of these.
bool has_word(std::string_view name, std::span<const std::string_view> words) {
    while (true) {
        const std::size_t end = name.find('_');
        if (is_one_of(name.substr(0, end), words)) {
            return true;
        }
        if (end == std::string_view::npos) {
            return false;
        }
        name.remove_prefix(end + 1);
    }
}

bool has_part(std::string_view name, std::span<const std::string_view> parts) {
    const std::string lowered = ascii::lowered(name);
    return std::ranges::any_of(parts, [&](std::string_view part) { return lowered.contains(part); });
}

} // namespace

bool is_secret(std::string_view name) {
    constexpr std::string_view secrets[] = {"password", "passwd", "passphrase", "pword",
                                            "pass",     "secret", "secrets",    "token",
                                            "apikey",   "sshkey", "credential", "credentials"};
    constexpr std::string_view keys[] = {"api_key", "private_key", "access_key", "secret_key", "auth_key"};
    constexpr std::string_view about[] = {
        "public", "file",    "files",         "path",   "dir",    "directory", "version", "length",
        "size",   "type",    "mode",          "url",    "uri",    "host",      "port",    "name",
        "user",   "disable", "enable",        "allow",  "empty",  "random",    "reset",   "expiry",
        "expire", "ttl",     "timeout",       "header", "issuer", "policy",    "server",  "salt",
        "hash",   "hashed",  "authorization", "limit",  "max",    "min"};
    return (has_word(name, secrets) || has_part(name, keys)) && !has_word(name, about);
}

bool is_buildkit(std::string_view name) {
    constexpr std::string_view secrets[] = {"apikey",   "auth",  "credential", "credentials", "key",
                                            "password", "pword", "passwd",     "secret",      "token"};
    constexpr std::string_view harmless[] = {"public", "file", "version"};
    return has_word(name, secrets) && !has_word(name, harmless);
}

bool is_hadolint(std::string_view name) {
    constexpr std::string_view parts[] = {"password", "secret",   "token",     "api_key",
                                          "private",  "username", "client_key"};
    constexpr std::string_view known[] = {"AWS_ACCESS_KEY_ID",  "CI_DEPLOY_USER",      "DOCKER_EMAIL",
                                          "FACEBOOK_APP_ID",    "HEROKU_API_USER",     "OKTA_AUTHN_GROUPID",
                                          "OKTA_CLIENT_ORGURL", "OKTA_OAUTH2_CLIENTID"};
    return has_part(name, parts) || is_one_of(name, known);
}

} // namespace dockwright::lint::secret_names

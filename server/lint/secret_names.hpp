#pragma once
#include <string_view>

/// Whether a variable's name speaks of a secret, by three judges who do not agree.
namespace dockwright::lint::secret_names {

/// Ours: a word of the name is one of password, secret, token, credentials … and none says that
/// only something about it is held (a file, a length, a URL, a public key).
bool is_secret(std::string_view name);

/// BuildKit's SecretsUsedInArgOrEnv: a word between underscores is one of ten, `key` and `auth`
/// among them, and none is `public`, `file` or `version`.
bool is_buildkit(std::string_view name);

/// hadolint's DL3064 as observed from 2.15.1: a part of the name, within words too, is one of
/// seven, or the whole name is a known one.
bool is_hadolint(std::string_view name);

} // namespace dockwright::lint::secret_names

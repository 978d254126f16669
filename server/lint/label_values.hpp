#pragma once
#include <string_view>

/// What a label's value may be: the types of Options::labels. `lenient` is as hadolint 2.15.1
/// reads it, found out by running it; else as the type's own standard has it.
namespace dockwright::lint {

enum class Reading : bool { strict, lenient };

/// An absolute URI (RFC 3986).
bool is_url(std::string_view text);
/// Three numbers and what follows them (semver.org, 2.0.0). Lenient: numbers may begin with 0,
/// what follows may be empty.
bool is_semver(std::string_view text, Reading reading);
/// 7 or 40 lower hexadecimal digits: a Git commit, short or whole.
bool is_hash(std::string_view text);
/// RFC 3339, a date and a time with its zone. Lenient: years of any length, any zone's numbers, no
/// colon in them, blanks around.
bool is_rfc3339(std::string_view text, Reading reading);
/// An SPDX licence expression (SPDX 2.3, annex D). Lenient: a single id, of an older list.
bool is_spdx(std::string_view text, Reading reading);
/// An address without a name beside it (RFC 5322). Comments and blanks may stand around its parts.
bool is_email(std::string_view text);

} // namespace dockwright::lint

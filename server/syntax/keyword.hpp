#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace dockwright::syntax {

/// The instructions that BuildKit knows. `unknown` is any other first word.
enum class Keyword : std::uint8_t {
    add,
    arg,
    cmd,
    copy,
    entrypoint,
    env,
    expose,
    from,
    healthcheck,
    label,
    maintainer,
    onbuild,
    run,
    shell,
    stopsignal,
    user,
    volume,
    workdir,
    unknown
};

/// The keyword of a first word, in any case.
Keyword keyword(std::string_view word);

/// Upper case, as documentation writes it; "" for `unknown`.
std::string_view name(Keyword keyword);

/// All known names, upper case and sorted.
std::span<const std::string_view> keyword_names();

} // namespace dockwright::syntax

#pragma once
#include "model/document.hpp"
#include <optional>
#include <string_view>

namespace dockwright::model {

/// What one `RUN --mount` says of where it comes from and lies, whichever of their names the options have.
/// Values are as written, without quotes; "" is one that is not given. What is wrong with them, nobody says
/// here.
struct Mount {
    std::string_view type = "bind";
    std::string_view target; ///< `target`, `dst`, `destination`
    std::string_view source; ///< `source`, `src`
    std::string_view from;

    /// What lies in it stays out of the image, and the RUN may write it.
    bool keeps_out() const { return type == "cache" || type == "tmpfs"; }
};

/// Nothing for another flag.
std::optional<Mount> mount_of(const Document& document, const syntax::Flag& flag);

/// The flag by which a RUN has a cache mount there; null if none has.
const syntax::Flag* cache_mount_on(const Document& document, std::string_view target);

} // namespace dockwright::model

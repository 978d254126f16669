#include "model/mount.hpp"
#include "base/ascii.hpp"
#include "model/quotes.hpp"
#include <algorithm>
#include <initializer_list>

namespace dockwright::model {
std::optional<Mount> mount_of(const Document& document, const syntax::Flag& flag) {
    if (flag.name != "mount") {
        return std::nullopt;
    }
    const auto is = [](const syntax::MountOption& option, std::initializer_list<std::string_view> names) {
        return std::ranges::any_of(names,
                                   [&](std::string_view name) { return ascii::equal(option.key, name); });
    };
    Mount out;
    for (const syntax::MountOption& option : document.syntax().options_of(flag)) {
        const std::string_view value = without_quotes(option.value);
        if (is(option, {"type"})) {
            out.type = value;
        } else if (is(option, {"target", "dst", "destination"})) {
            out.target = value;
        } else if (is(option, {"source", "src"})) {
            out.source = value;
        } else if (is(option, {"from"})) {
            out.from = value;
        }
    }
    return out;
}

const syntax::Flag* cache_mount_on(const Document& document, std::string_view target) {
    for (const Instruction& run : document.all(Keyword::run)) {
        for (const syntax::Flag& flag : document.flags(run)) {
            const auto mount = mount_of(document, flag);
            if (mount && mount->type == "cache" && mount->target == target) {
                return &flag;
            }
        }
    }
    return nullptr;
}

} // namespace dockwright::model

#include "config/complete.hpp"
#include "config/configuration.hpp"
#include "config/explain.hpp"
#include <cstdlib>

namespace {

using namespace dockwright;

void check(std::string_view text, const std::vector<config::Mistake>& mistakes) {
    for (const config::Mistake& mistake : mistakes) {
        const bool inside = mistake.span.begin <= mistake.span.end && mistake.span.end.index() <= text.size();
        if (!inside || mistake.message.empty()) {
            std::abort();
        }
    }
}

/// The settings refer to the texts of the configuration: they must live as long.
void resolve(config::DockwrightFile file, std::string text) {
    config::Source source{
        .path = "c", .folder = "/w", .text = std::move(text), .hadolint = false, .file = std::move(file)};
    auto configuration = std::make_shared<config::Configuration>();
    configuration->sources.push_back(std::move(source));
    const config::Resolved resolved(std::move(configuration), "/w/a/Dockerfile.gpu",
                                    {.select = {"untagged-base-image"}});
    for (const std::string_view host : resolved.settings().options.trusted_registries) {
        if (host.empty()) {
            std::abort();
        }
    }
}

} // namespace

/// Bytes as both kinds of configuration: read, joined, completed and explained at the place that the
/// first two bytes say.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size < 2) {
        return 0;
    }
    const std::string text(data + 2, data + size);
    const Offset at = offset((data[0] * std::size_t{256} + data[1]) % (text.size() + 1));
    config::DockwrightFile own = config::read_dockwright_file(text);
    check(text, own.mistakes);
    resolve(std::move(own), text);
    config::HadolintFile hadolint = config::read_hadolint_file(text);
    check(text, hadolint.mistakes);
    resolve(config::from_hadolint(std::move(hadolint)), text);
    const config::Completions found = config::complete(text, at);
    const auto explained = config::explain(text, at);
    if (!found.replaced.touches(at) || (explained && !explained->span.touches(at))) {
        std::abort();
    }
    return 0;
}

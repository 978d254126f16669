#include "config/complete.hpp"
#include "lsp/binder.hpp"

namespace dockwright::lsp::features {
namespace {

void offer(ServerCapabilities& capabilities, const Client& /*client*/) {
    capabilities.completion_provider = CompletionOptions{};
}

/// In the order in which they come: editors would sort them by their labels.
std::string sort_text(std::size_t index) {
    const std::string number = std::to_string(index);
    return std::string(number.size() < 4 ? 4 - number.size() : 0, '0') + number;
}

std::optional<std::vector<CompletionItem>> complete(const Snapshot& snapshot,
                                                    const CompletionParams& params) {
    if (snapshot.open.role() != OpenDocument::Role::configuration) {
        return std::nullopt;
    }
    config::Completions found = config::complete(snapshot.open.text(), snapshot.offset(params.position));
    const Range range = snapshot.range(found.replaced);
    std::vector<CompletionItem> items;
    items.reserve(found.all.size());
    for (config::Completion& one : found.all) {
        CompletionItem item{.label = std::move(one.label),
                            .kind = one.is_key ? CompletionItemKind::property : CompletionItemKind::value,
                            .sort_text = sort_text(items.size()),
                            .text_edit = TextEdit{.range = range, .new_text = std::move(one.text)}};
        if (!one.about.empty()) {
            item.documentation = std::move(one.about);
        }
        items.push_back(std::move(item));
    }
    return items;
}

void bind(Binder& binder) {
    binder.on<CompletionRequest>(complete);
}

} // namespace

extern constexpr Feature completion{.name = "completion", .capability = offer, .bind = bind};

} // namespace dockwright::lsp::features

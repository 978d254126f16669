#include "config/complete.hpp"
#include "ide/complete.hpp"
#include "lsp/binder.hpp"

namespace dockwright::lsp::features {
namespace {

/// Behind these there may stand something new in a Dockerfile, but not in a configuration.
constexpr std::string_view triggers[] = {":", "=", ",", ";"};

void offer(ServerCapabilities& capabilities, const Client& /*client*/) {
    capabilities.completion_provider =
        CompletionOptions{.trigger_characters = {{std::begin(triggers), std::end(triggers)}}};
}

/// In the order in which they come: editors would sort them by their labels.
std::string sort_text(std::size_t index) {
    const std::string number = std::to_string(index);
    return std::string(number.size() < 4 ? 4 - number.size() : 0, '0') + number;
}

CompletionItemKind kind_of(ide::Completion::Kind kind) {
    switch (kind) {
    case ide::Completion::Kind::image: return CompletionItemKind::module;
    case ide::Completion::Kind::address: return CompletionItemKind::reference;
    case ide::Completion::Kind::variable: return CompletionItemKind::variable;
    case ide::Completion::Kind::tag:
    case ide::Completion::Kind::version:
    case ide::Completion::Kind::value: break;
    }
    return CompletionItemKind::value;
}

CompletionList configuration_list(const Snapshot& snapshot, Offset at) {
    config::Completions found = config::complete(snapshot.open.text(), at);
    const Range range = snapshot.range(found.replaced);
    CompletionList list;
    list.items.reserve(found.all.size());
    for (config::Completion& one : found.all) {
        CompletionItem item{.label = std::move(one.label),
                            .kind = one.is_key ? CompletionItemKind::property : CompletionItemKind::value,
                            .sort_text = sort_text(list.items.size()),
                            .text_edit = TextEdit{.range = range, .new_text = std::move(one.text)}};
        if (!one.about.empty()) {
            item.documentation = std::move(one.about);
        }
        list.items.push_back(std::move(item));
    }
    return list;
}

CompletionList dockerfile_list(const Snapshot& snapshot, Offset at) {
    ide::Completions found = ide::complete(snapshot.gpu(), at);
    const Range range = snapshot.range(found.replaced);
    CompletionList list{.is_incomplete = found.cut, .items = {}};
    list.items.reserve(found.all.size());
    for (ide::Completion& one : found.all) {
        CompletionItem item{.label = one.text,
                            .kind = kind_of(one.kind),
                            .sort_text = sort_text(list.items.size()),
                            .text_edit = TextEdit{.range = range, .new_text = std::move(one.text)}};
        if (!one.detail.empty() && snapshot.client.label_details) {
            item.label_details = CompletionItemLabelDetails{.description = std::move(one.detail)};
        } else if (!one.detail.empty()) {
            item.detail = std::move(one.detail);
        }
        if (!one.about.empty()) {
            item.documentation = std::move(one.about);
        }
        list.items.push_back(std::move(item));
    }
    return list;
}

std::optional<CompletionList> complete(const Snapshot& snapshot, const CompletionParams& params) {
    const bool typed =
        params.context && params.context->trigger_kind == CompletionTriggerKind::trigger_character;
    const Offset at = snapshot.offset(params.position);
    switch (snapshot.open.role()) {
    case OpenDocument::Role::dockerfile: return dockerfile_list(snapshot, at);
    case OpenDocument::Role::configuration:
        return typed ? std::nullopt : std::optional(configuration_list(snapshot, at));
    case OpenDocument::Role::hadolint_configuration:
    case OpenDocument::Role::plan_file: break;
    }
    return std::nullopt;
}

void bind(Binder& binder) {
    binder.on<CompletionRequest>(complete);
}

} // namespace

extern constexpr Feature completion{.name = "completion", .capability = offer, .bind = bind};

} // namespace dockwright::lsp::features

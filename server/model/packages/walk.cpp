#include "model/packages/walk.hpp"
#include <algorithm>

namespace dockwright::model::packages {

Span part_of(const Argument& argument, std::string_view part) {
    if (argument.text.size() != argument.span.size()) {
        return argument.span;
    }
    const auto begin = argument.span.begin + static_cast<std::size_t>(part.data() - argument.text.data());
    return {begin, begin + part.size()};
}

std::uint32_t index_of(Arguments arguments, const Argument& argument) {
    return static_cast<std::uint32_t>(&argument - arguments.data());
}

PackageAction action_of(std::span<const Verb> verbs, std::string_view name) {
    const auto found = std::ranges::lower_bound(verbs, name, {}, &Verb::name);
    return found != verbs.end() && found->name == name ? found->action : PackageAction::other;
}

const Valued* Walk::valued(std::string_view name) const {
    const auto found = std::ranges::lower_bound(valued_, name, {}, &Valued::name);
    return found != valued_.end() && found->name == name ? &*found : nullptr;
}

bool Walk::take_value(Item& item) {
    if (at_ == arguments_.size()) {
        return false;
    }
    const Argument& argument = arguments_[at_++];
    item.value = argument.text;
    item.span = argument.span;
    item.plain = argument.plain;
    return true;
}

void Walk::long_option(const Argument& argument, Item& item) {
    const std::size_t equals = std::min(argument.text.find('='), argument.text.size());
    item.option = argument.text.substr(0, equals);
    const Valued* found = valued(item.option);
    if (equals < argument.text.size()) {
        item.kind = found != nullptr ? found->kind : 'x';
        item.value = argument.text.substr(equals + 1);
        item.span = part_of(argument, item.value);
        item.plain = argument.plain;
    } else if (found != nullptr && take_value(item)) {
        item.kind = found->kind;
    }
}

void Walk::letter(Item& item) {
    const Argument& argument = *cluster_;
    item.argument = cluster_;
    const char name[] = {'-', argument.text[letter_]};
    const Valued* found = valued({name, 2});
    item.span = argument.span;
    ++letter_;
    if (found == nullptr) {
        // Letters are told apart by their Valued alone; one without a value has no other reader.
        item.option = argument.text.substr(letter_ - 1, 1);
    } else {
        item.option = found->name;
        item.kind = found->kind;
        item.value = argument.text.substr(letter_);
        item.span = part_of(argument, item.value);
        item.plain = argument.plain;
        if (item.value.starts_with('=')) {
            item.value.remove_prefix(1);
        }
        if (item.value.empty() && !take_value(item)) {
            item.kind = ' ';
        }
        letter_ = argument.text.size();
    }
    if (letter_ == argument.text.size()) {
        cluster_ = nullptr;
    }
}

bool Walk::next(Item& item) {
    item = {};
    if (cluster_ != nullptr) {
        letter(item);
        return true;
    }
    if (at_ == arguments_.size()) {
        return false;
    }
    const Argument& argument = arguments_[at_++];
    item.argument = &argument;
    item.span = argument.span;
    item.plain = argument.plain;
    if (operands_only_ || !is_option(argument)) {
        item.value = argument.text;
    } else if (argument.text == "--") {
        operands_only_ = true;
        return next(item);
    } else if (argument.text.starts_with("--")) {
        long_option(argument, item);
    } else {
        cluster_ = &argument;
        letter_ = 1;
        letter(item);
    }
    return true;
}

} // namespace dockwright::model::packages

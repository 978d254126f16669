#include "shell/commands.hpp"
#include <algorithm>
#include <utility>

/// Redirections, and the here-documents that some of them announce.
namespace dockwright::shell {
namespace {

bool continues(std::string_view line) {
    const std::size_t last = line.find_last_not_of('\\');
    return (line.size() - (last == std::string_view::npos ? 0 : last + 1)) % 2 != 0;
}

} // namespace

/// The lines of the here-documents that the line before announced.
void CommandReader::here_documents() {
    // What a document expands may announce more of them.
    for (const Pending& pending : std::exchange(pending_, {})) {
        const std::size_t begin = at_;
        std::size_t end = at_;
        bool continued = false; // the line before goes on in this one, which is no delimiter then
        while (!done()) {
            const std::size_t line = at_;
            const std::size_t stop = std::min(text_.find('\n', at_), text_.size());
            at_ = std::min(stop + 1, text_.size());
            std::string_view text = text_.substr(line, stop - line);
            if (pending.tabs) {
                text.remove_prefix(std::min(text.find_first_not_of('\t'), text.size()));
            }
            if (!continued && text == pending.delimiter) {
                break;
            }
            continued = pending.expands && continues(text);
            end = at_;
        }
        const std::size_t behind = at_;
        at_ = begin;
        const Range parts = pending.expands ? document_parts(end) : Range{};
        attach(pending, text_.substr(begin, end - begin), parts);
        at_ = behind;
    }
}

/// Its redirection is among the last ones: on the stack still, or in its row already.
void CommandReader::attach(const Pending& pending, std::string_view document, Range parts) {
    const auto is_it = [&](const Redirection& r) {
        return r.target.span == pending.target && r.operation.starts_with("<<");
    };
    for (auto* all : {&scratch_.redirections.items, &script_.redirections}) {
        const auto found = std::find_if(all->rbegin(), all->rend(), is_it);
        if (found != all->rend()) {
            found->document = document;
            found->document_parts = parts;
            return;
        }
    }
}

std::string_view CommandReader::redirection_operator() const {
    static constexpr std::string_view operators[] = {"&>>", "<<<", "<<-", "&>", "<<", ">>",
                                                     "<&",  ">&",  "<>",  ">|", "<",  ">"};
    if (const char first = peek(); first != '<' && first != '>' && first != '&') {
        return {};
    }
    for (const std::string_view operation : operators) {
        const bool bash_only = operation.starts_with('&') ? !features_.both_redirections
                                                          : operation == "<<<" && !features_.here_strings;
        if (looking_at(operation) && !bash_only) {
            return operation;
        }
    }
    return {};
}

bool CommandReader::redirection() {
    const char first = peek();
    if (first != '<' && first != '>' && first != '&' && first != '{' && !ascii::is_digit(first)) {
        return false;
    }
    const std::size_t begin = at_;
    while (ascii::is_digit(peek())) {
        ++at_;
    }
    if (features_.arrays && at_ == begin && peek() == '{') {
        const std::size_t close = text_.find('}', at_);
        if (close != std::string_view::npos && is_name(text_.substr(at_ + 1, close - at_ - 1)) &&
            close + 1 < text_.size() && (text_[close + 1] == '<' || text_[close + 1] == '>')) {
            at_ = close + 1;
        }
    }
    const std::string_view operation = redirection_operator();
    if (operation.empty() || at_process(at_) || (operation.starts_with('&') && at_ > begin)) {
        at_ = begin;
        return false;
    }
    Redirection redirection{.operation = operation, .descriptor = from(begin)};
    at_ += operation.size();
    blanks();
    if (done() || (is_meta(peek()) && !at_process(at_))) {
        if (done()) {
            problem(Problem::Kind::missing, begin, at_ - begin, "file");
        } else {
            stray(at_);
        }
    } else {
        redirection.target = read_word();
    }
    redirection.span = span_from(begin);
    if (operation == "<<" || operation == "<<-") {
        redirection.expands = redirection.target.text.find_first_of("'\"\\") == std::string_view::npos;
        pending_.push_back({redirection.target.span, unquoted(redirection.target.text), operation == "<<-",
                            redirection.expands});
    }
    scratch_.redirections.items.push_back(redirection);
    return true;
}

void CommandReader::trailing_redirections(Node& node, std::size_t base) {
    // What follows the last one, comments too, is not of the node: it is left to be read again.
    std::size_t end = at_;
    std::size_t comments = script_.comments.size();
    for (blanks(); redirection(); blanks()) {
        end = at_;
        comments = script_.comments.size();
    }
    at_ = end;
    script_.comments.resize(comments);
    node.redirections = scratch_.redirections.keep(script_.redirections, base);
}

} // namespace dockwright::shell

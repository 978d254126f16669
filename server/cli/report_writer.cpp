#include "cli/report_writer.hpp"
#include "base/json_text.hpp"
#include "cli/terminal.hpp"

namespace dockwright::cli {
namespace {

/// Written when so much has gathered, so that memory does not grow with the number of files.
constexpr std::size_t large_write = 1U << 20U;

} // namespace

ReportWriter::ReportWriter(const OutputTo& to, bool to_errors)
    : format_(*to.format), to_errors_(to_errors && to.file.empty()) {
    if (!to.file.empty()) {
        file_.emplace(to.file);
    }
}

std::optional<Problem> ReportWriter::open() {
    text_ += format_.append_head == nullptr ? format_.begin : std::string_view{};
    return file_ ? file_->open() : std::nullopt;
}

void ReportWriter::take(const Piece& piece, std::size_t findings) {
    if (piece.text.empty()) {
        return;
    }
    if (format_.most_bytes != 0 && text_.size() + piece.text.size() > format_.most_bytes) {
        left_out_ += findings;
        return;
    }
    text_ += first_ ? std::string_view{} : format_.separator;
    first_ = false;
    append_numbered(piece);
    if (text_.size() > large_write && format_.append_head == nullptr) {
        flush();
    }
}

void ReportWriter::append_numbered(const Piece& piece) {
    std::size_t done = 0;
    for (const RuleNumber& number : piece.numbers) {
        text_.append(piece.text, done, number.at - done);
        done = number.at;
        const auto [known, is_new] =
            numbers_.try_emplace(number.rule, static_cast<std::uint32_t>(numbered_.size()));
        if (is_new) {
            numbered_.push_back(number.rule);
        }
        json_text::append(text_, known->second);
    }
    text_.append(piece.text, done);
}

bool ReportWriter::finish(const Counts& counts, bool failed) {
    const WholeRun run{.counts = counts, .numbered = numbered_, .left_out = left_out_, .failed = failed};
    if (format_.append_head != nullptr) {
        std::string head;
        format_.append_head(head, run);
        head += format_.begin;
        text_.insert(0, head);
    }
    if (format_.append_tail != nullptr) {
        format_.append_tail(text_, run);
    }
    text_ += format_.end;
    flush();
    if (const auto problem = file_ && !unwritable_ ? file_->commit() : std::nullopt) {
        say(*problem);
        unwritable_ = true;
    }
    return !unwritable_;
}

void ReportWriter::flush() {
    if (file_) {
        file_->write(text_);
    } else if (to_errors_) {
        write_error(text_);
    } else {
        unwritable_ = unwritable_ || !write_output(text_);
    }
    text_.clear();
}

} // namespace dockwright::cli

#include "base/line_index.hpp"
#include "base/message.hpp"
#include "base/text_edit.hpp"
#include "cli/gpu/check.hpp"
#include "cli/unified_diff.hpp"
#include "gpu/host_text.hpp"
#include "gpu/image/provides.hpp"

namespace dockwright::cli {
namespace {

std::string_view paint_of(gpu::Verdict verdict) {
    switch (verdict) {
    case gpu::Verdict::runs: return "\033[1;32m";
    case gpu::Verdict::runs_with_caveat: return "\033[1;33m";
    case gpu::Verdict::unknown: return "\033[1;35m";
    case gpu::Verdict::fails:
    case gpu::Verdict::build_fails: return "\033[1;31m";
    }
    return {};
}

/// One block for each machine, for a person.
class Writer {
public:
    Writer(std::string& out, const Checked& checked, bool color)
        : out_(out), checked_(checked), text_(checked.subject.document->text()), lines_(text_),
          color_(color) {}

    void host(const CheckedHost& host) {
        head(host);
        if (const std::string brings = sentence(gpu::provides(checked_.image)); !brings.empty()) {
            line("  has ", brings);
        } else if (!checked_.image.base_known) {
            line("  ", "nothing is known of what its base image holds; --engine asks an engine that has it");
        }
        for (const gpu::Reason& reason : host.judgement.reasons) {
            this->reason(reason);
        }
        repairs(host.repairs, host.repairs.size() == 1 ? "repair:" : "repairs:");
    }

    void repairs(const std::vector<gpu::Repair>& repairs, std::string_view title) {
        if (!repairs.empty()) {
            line("  ", title);
        }
        for (std::size_t i = 0; i < repairs.size(); ++i) {
            repair(i + 1, repairs[i]);
        }
    }

private:
    std::string painted(std::string_view paint, std::string_view text) const {
        return color_ ? std::string(paint) + std::string(text) + "\033[0m" : std::string(text);
    }
    std::string dim(std::string_view text) const { return painted("\033[2m", text); }

    void line(std::string_view before, std::string_view foreign) {
        out_ += std::string(before) + printable(foreign) + "\n";
    }

    void head(const CheckedHost& host) {
        const gpu::Verdict verdict = host.judgement.verdict;
        std::string subject = checked_.subject.name;
        if (checked_.subject.document->stages().size() > 1) {
            subject += ", stage " + stage_name(*checked_.subject.document, host.judgement.stage);
        }
        subject += host.host == nullptr ? ", whatever the machine" : ", on " + gpu::describe(*host.host);
        line(painted(paint_of(verdict), gpu::name(verdict)) + "  ", subject);
    }

    void reason(const gpu::Reason& reason) {
        std::string place;
        if (!reason.place.file.empty()) {
            place = message("{}:{}: ", {reason.place.file, std::to_string(reason.place.line)});
        } else if (!checked_.subject.is_image) {
            const std::uint32_t number = lines_.line(reason.place.span.begin) + 1;
            place = message("{}:{}: ", {checked_.subject.name, std::to_string(number)});
        }
        out_ += "  " + printable(place + reason.message);
        out_ += dim(message(" [{}]", {gpu::name(reason.cause)})) + "\n";
        if (!reason.fact.source.empty()) {
            const bool recalled = reason.fact.confidence == knowledge::Confidence::recalled;
            out_ += dim(message("      source: {}{}",
                                {printable(reason.fact.source), recalled ? " (not looked up)" : ""})) +
                    "\n";
        }
    }

    void repair(std::size_t number, const gpu::Repair& repair) {
        line("    " + std::to_string(number) + ". ",
             repair.title + (repair.caveat.empty() ? "" : " (" + repair.caveat + ")"));
        if (!repair.edits.empty()) {
            changes(dockwright::apply(text_, repair.edits));
        }
        for (const std::string& command : repair.commands) {
            line("         ", command);
        }
    }

    void changes(const std::string& after) {
        std::string difference;
        append_unified_diff(difference, "", text_, after, false);
        const LineIndex lines(difference);
        for (std::uint32_t i = 2; i < lines.line_count(); ++i) { // behind the two names
            const std::string_view changed = lines.line_span(i).of(difference);
            if (changed.starts_with('-')) {
                out_ += "       " + painted("\033[31m", printable(changed)) + "\n";
            } else if (changed.starts_with('+')) {
                out_ += "       " + painted("\033[32m", printable(changed)) + "\n";
            }
        }
    }

    std::string& out_;
    const Checked& checked_;
    std::string_view text_;
    LineIndex lines_;
    bool color_;
};

} // namespace

void append_text(std::string& out, const Checked& checked, bool color) {
    Writer writer(out, checked, color);
    for (const CheckedHost& host : checked.hosts) {
        out += &host == &checked.hosts.front() ? "" : "\n";
        writer.host(host);
    }
    if (!checked.for_all.empty()) {
        out += "\n";
        writer.repairs(checked.for_all, "to run on all of these machines:");
    }
}

} // namespace dockwright::cli

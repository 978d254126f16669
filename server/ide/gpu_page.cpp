#include "ide/gpu_page.hpp"
#include "base/message.hpp"
#include "gpu/host_text.hpp"
#include "gpu/machine.hpp"
#include "ide/card.hpp"
#include "ide/changed_lines.hpp"
#include "ide/gpu_words.hpp"
#include <algorithm>

namespace dockwright::ide {
namespace {

using Kind = Block::Kind;
using gpu::Verdict;
using lint::Judged;

void add(RichText& text, Kind kind, Line line) {
    if (!line.empty()) {
        text.push_back({kind, std::move(line)});
    }
}

void add_code(RichText& text, std::string code, Kind kind = Kind::code) {
    text.push_back({kind, {{Run::Style::code, std::move(code)}}});
}

std::string machine_of(const Judged& judged) {
    return judged.host != nullptr ? gpu::describe(*judged.host) : "any machine";
}

std::string_view answer(Verdict verdict) {
    switch (verdict) {
    case Verdict::runs: return "It runs";
    case Verdict::runs_with_caveat: return "It runs, with a caveat";
    case Verdict::unknown: return "Not known";
    case Verdict::fails: return "It fails";
    case Verdict::build_fails: return "The image can't be built";
    }
    return "";
}

/// Where a reason is seen: the line, and what stands there if that is short.
Line place_line(const GpuView& view, const LineIndex& lines, const gpu::Place& place) {
    if (!place.file.empty()) {
        return line("Where: `{}`, line {}", {place.file, std::to_string(place.line)});
    }
    const std::string number = std::to_string(lines.line(place.span.begin) + 1);
    std::string_view quoted = place.span.of(view.document.text());
    quoted = quoted.substr(0, quoted.find('\n'));
    return quoted.empty() ? line("Where: line {}", {number}) : line("Where: line {}, `{}`", {number, quoted});
}

void add_reason(RichText& text, const GpuView& view, const LineIndex& lines, const gpu::Reason& reason) {
    add(text, Kind::item, joined(line("*{}*: ", {short_text(reason.cause)}), prose(reason.message)));
    const bool grave = reason.weight != gpu::Weight::note;
    if (grave) {
        add(text, Kind::nested, joined(line("What that means: "), prose(gpu::text(reason.cause))));
    }
    add(text, Kind::nested, place_line(view, lines, reason.place));
    add(text, Kind::nested, source_line(reason.fact));
}

void add_repair(RichText& text, const GpuView& view, const gpu::Repair& repair) {
    Line title = joined(line("*{}*", {repair.title}), line(": then it {}", {sentence(repair.gives, "")}));
    if (!repair.caveat.empty()) {
        title = joined(joined(std::move(title), line("; ")), prose(repair.caveat));
    }
    add(text, Kind::paragraph, std::move(title));
    if (!repair.edits.empty()) {
        add_code(text, changed_lines(view.document.text(), repair.edits), Kind::change);
    }
    for (const std::string& command : repair.commands) {
        add_code(text, command);
    }
}

void add_repairs(RichText& text, const GpuView& view, const Judged& judged) {
    const gpu::Question question{.document = view.document,
                                 .surroundings = view.surroundings,
                                 .knowledge = view.knowledge,
                                 .host = judged.host,
                                 .stage = judged.judgement.stage};
    const auto repairs = gpu::repairs(question, judged.judgement);
    if (repairs.empty()) {
        return;
    }
    add(text, Kind::subheading, line("What would make it run"));
    for (const gpu::Repair& repair : repairs) {
        add_repair(text, view, repair);
    }
}

bool holds(const Judged* judged, const gpu::Reason& reason) {
    return judged != nullptr && std::ranges::any_of(judged->judgement.reasons, [&](const gpu::Reason& other) {
               return other.cause == reason.cause && other.place.span == reason.place.span &&
                      other.message == reason.message;
           });
}

/// What holds on any machine has been told: `everywhere`, null if nothing does.
void add_machine(RichText& text, const GpuView& view, const LineIndex& lines, const Judged& judged,
                 const Judged* everywhere) {
    const gpu::Judgement& judgement = judged.judgement;
    add(text, Kind::heading, line("On {}", {machine_of(judged)}));
    const std::string_view because = judgement.reasons.empty() ? "." : ":";
    add(text, Kind::paragraph,
        line("{} *{}*{}", {sign(judgement.verdict), answer(judgement.verdict), because}));
    bool told = false;
    for (const gpu::Reason& reason : judgement.reasons) {
        if (holds(everywhere, reason)) {
            told = true;
        } else {
            add_reason(text, view, lines, reason);
        }
    }
    if (told) {
        add(text, Kind::item, line("what is wrong on any machine, as told above"));
    }
    if (judgement.verdict != Verdict::runs) {
        add_repairs(text, view, judged);
    }
}

void add_summary(RichText& text, const std::vector<const Judged*>& verdicts) {
    for (const Judged* one : verdicts) {
        const gpu::Judgement& judgement = one->judgement;
        const std::string machine = one->host != nullptr ? gpu::describe(*one->host) : std::string();
        Line words = line("{} {}", {sign(judgement.verdict), sentence(judgement.verdict, machine)});
        if (!judgement.reasons.empty() && judgement.verdict != Verdict::runs) {
            words = joined(std::move(words), line(": {}", {short_text(judgement.reasons.front().cause)}));
        }
        add(text, Kind::item, std::move(words));
    }
}

void add_contents(RichText& text, const GpuView& view, std::uint32_t stage) {
    RichText held = contents(view, view.images[stage]);
    if (held.empty()) {
        return;
    }
    add(text, Kind::heading, line("What the image provides"));
    std::ranges::move(held, std::back_inserter(text));
    if (!view.images[stage].complete) {
        add(text, Kind::paragraph,
            line("This list may lack something: a part of the image or of its build is not known."));
    }
}

/// A name for the stage, and what it is built on.
Line stage_line(const GpuView& view, const LineIndex& lines, const model::Stage& stage) {
    const std::string number =
        std::to_string(lines.line(view.document.instructions()[stage.from].span.begin) + 1);
    const std::string_view base = stage.image.name.empty() ? stage.image.written : stage.image.name;
    if (stage.name.empty()) {
        return line("The stage of line {}, built on `{}`.", {number, base});
    }
    return line("The stage `{}` of line {}, built on `{}`.", {stage.name, number, base});
}

/// Something to say even though nothing is wrong.
bool tells(const Judged& judged) {
    return judged.host != nullptr || !judged.judgement.reasons.empty();
}

} // namespace

RichText gpu_page(const GpuView& view, const LineIndex& lines, std::optional<std::uint32_t> wanted) {
    RichText text;
    add(text, Kind::title, line("Will it run on the GPU?"));
    const auto stages = view.document.stages();
    if (stages.empty()) {
        add(text, Kind::paragraph, line("This file has no FROM, so there is nothing to judge."));
        return text;
    }
    const auto last = static_cast<std::uint32_t>(stages.size() - 1);
    const model::Stage& stage = stages[std::min(wanted.value_or(last), last)];
    add(text, Kind::paragraph, stage_line(view, lines, stage));
    const auto judged = view.judged_of(stage.index);
    const bool meant = std::ranges::any_of(judged, [](const Judged* one) {
        return one->judgement.meant_for_gpu || !one->judgement.reasons.empty();
    });
    if (!meant) {
        add(text, Kind::paragraph,
            line(stage.shipped
                     ? "Nothing in it asks for a GPU."
                     : "It is a step on the way: what it leaves is not kept, so it is not judged."));
        add_contents(text, view, stage.index);
        return text;
    }
    add_summary(text, view.verdicts_of(stage.index));
    if (view.targets.empty()) {
        add(text, Kind::paragraph,
            line("No machine is named, so only what is wrong on every machine is told. Name yours in "
                 "`.dockwright.yaml`:"));
        add_code(text, "targets:\n  - RTX 3090, 535.104.05");
    }
    add_contents(text, view, stage.index);
    const Judged* everywhere = nullptr;
    for (const Judged* one : judged) {
        if (tells(*one)) {
            add_machine(text, view, lines, *one, everywhere);
            everywhere = one->host == nullptr ? one : everywhere;
        }
    }
    return text;
}

} // namespace dockwright::ide

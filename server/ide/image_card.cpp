#include "base/message.hpp"
#include "gpu/host_text.hpp"
#include "gpu/image/base_image.hpp"
#include "ide/card.hpp"
#include "ide/gpu_words.hpp"
#include "ide/image_tags.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::ide {
namespace {

using gpu::ImageState;
using knowledge::TagState;
using Kind = Block::Kind;

constexpr std::size_t most_variables = 4;

void add(RichText& text, Line line, Kind kind = Kind::item) {
    if (!line.empty()) {
        text.push_back({kind, std::move(line)});
    }
}

Line codes(std::string_view before, std::span<const std::string> values) {
    Line out;
    for (const std::string& value : values) {
        const bool first = out.empty();
        out = joined(std::move(out), line("{}`{}`", {first ? before : ", ", value}));
    }
    return out;
}

/// What becomes of a build that asks for the tag.
Line tag_line(const ImageState& state, const model::ReferenceParts& parts) {
    if (!parts.digest.empty()) {
        return line("pinned by its digest: it never changes");
    }
    const bool is_cuda = state.family != nullptr && state.family->repositories.front() == "nvidia/cuda";
    if (!is_cuda) {
        return state.base_known || state.family == nullptr ? Line() : line("this tag is not in our tables");
    }
    if (state.cuda_tag == nullptr) {
        if (!state.base_known) {
            return line("this tag is not in our tables; there is no `latest`");
        }
        return state.mirrored ? line("not built by NVIDIA under this tag; the mirror may have it")
                              : line("there is no such tag, so that the build fails");
    }
    switch (state.cuda_tag->state) {
    case TagState::active: return line("the tag is kept up to date");
    case TagState::seen: return line("the tag exists");
    case TagState::listed: return line("the tag is past its end of life: no updates, and it may vanish");
    case TagState::gone: return line("the tag has been deleted, so that the build fails");
    }
    return {};
}

bool is_living(const ImageState& state) {
    return state.cuda_tag != nullptr &&
           (state.cuda_tag->state == TagState::active || state.cuda_tag->state == TagState::seen);
}

void add_tag(RichText& text, const GpuView& view, const ImageState& state,
             const model::ReferenceParts& parts) {
    Line about = tag_line(state, parts);
    if (!about.empty() && parts.digest.empty() && !is_living(state)) {
        const auto near = living_cuda_tags(view.knowledge, parts.tag);
        about = joined(std::move(about), codes("; living ones near it: ", near));
    }
    add(text, std::move(about));
}

/// Who runs what in it, and that it has ended.
void add_run(RichText& text, const knowledge::ImageFamily& family, std::string_view user) {
    Line how = user.empty() ? line("runs as root") : line("runs as `{}`", {user});
    if (!family.entrypoint.empty()) {
        how = joined(std::move(how), line(", starts `{}`", {family.entrypoint}));
    }
    if (!family.workdir.empty()) {
        how = joined(std::move(how), line(" in `{}`", {family.workdir}));
    }
    for (const std::uint16_t port : family.ports) {
        how = joined(std::move(how), line(", port {}", {std::to_string(port)}));
    }
    add(text, std::move(how));
    if (!family.ended.empty()) {
        Line ended = line("nothing new since {}", {family.ended});
        if (!family.replacement.empty()) {
            ended = joined(std::move(ended), line("; instead: `{}`", {family.replacement}));
        }
        add(text, std::move(ended));
    }
}

void add_environment(RichText& text, const ImageState& state) {
    std::vector<std::string> variables;
    for (const gpu::EnvironmentValue& variable : state.environment) {
        if (variable.name != "PATH" && variable.value) {
            variables.push_back(variable.name + "=" + *variable.value);
        }
    }
    if (variables.size() > most_variables) {
        variables.resize(most_variables);
        variables.emplace_back("…");
    }
    add(text, codes("sets ", variables));
}

void add_verdicts(RichText& text, const GpuView& view, std::uint32_t stage) {
    for (const lint::Judged* judged : view.verdicts_of(stage)) {
        const gpu::Judgement& judgement = judged->judgement;
        const std::string machine = judged->host != nullptr ? gpu::describe(*judged->host) : std::string();
        Line out = line("{} *{}*", {sign(judgement.verdict), sentence(judgement.verdict, machine)});
        if (!judgement.reasons.empty() && judgement.verdict != gpu::Verdict::runs) {
            out = joined(joined(std::move(out), line(": ")), prose(judgement.reasons.front().message));
        }
        add(text, std::move(out), Kind::paragraph);
    }
}

const knowledge::Fact& fact_of(const ImageState& state) {
    return state.cuda_tag != nullptr ? state.cuda_tag->fact
           : state.tag != nullptr    ? state.tag->fact
                                     : state.family->fact;
}

void add_heading(RichText& text, const ImageState& state, std::string_view name) {
    if (state.family != nullptr) {
        add(text, line("*{}* `{}`", {state.family->title, name}), Kind::paragraph);
    } else if (state.base_known) {
        add(text, line("`{}`, as the container engine has it", {name}), Kind::paragraph);
    } else {
        add(text, line("`{}` is not in our tables: what it holds is not known", {name}), Kind::paragraph);
    }
}

Card card_of_image(const GpuView& view, const model::Stage& stage) {
    const model::Image& image = stage.image;
    const ImageState state = base_state(image.name, view.surroundings, view.knowledge);
    RichText text;
    add_heading(text, state, image.name);
    add_verdicts(text, view, stage.index);
    if (state.family != nullptr) {
        add(text, prose(state.family->text), Kind::paragraph);
    }
    std::ranges::move(contents(view, state), std::back_inserter(text));
    add_tag(text, view, state, image.parts);
    if (state.family != nullptr || state.base_known) {
        const knowledge::ImageFamily none;
        add_run(text, state.family != nullptr ? *state.family : none, state.user);
    }
    add_environment(text, state);
    if (state.family != nullptr) {
        add(text, source_line(fact_of(state)), Kind::paragraph);
    }
    return {.span = image.span, .text = std::move(text)};
}

Card card_of_stage(const GpuView& view, const model::Stage& stage, const model::Stage& below) {
    RichText text;
    add(text, line("The stage `{}` of this file, built on `{}`", {stage.image.name, below.image.name}),
        Kind::paragraph);
    add_verdicts(text, view, stage.index);
    std::ranges::move(contents(view, view.images[below.index]), std::back_inserter(text));
    return {.span = stage.image.span, .text = std::move(text)};
}

} // namespace

std::optional<Card> image_card(const GpuView& view, Offset at) {
    for (const model::Stage& stage : view.document.stages()) {
        if (stage.image.written.empty() || !stage.image.span.touches(at)) {
            continue;
        }
        if (const auto below = stage.image.stage) {
            return card_of_stage(view, stage, view.document.stages()[*below]);
        }
        if (stage.image.is_scratch()) {
            return Card{.span = stage.image.span,
                        .text = {{Kind::paragraph, line("*scratch*: an empty image, without a shell and "
                                                        "without glibc")}}};
        }
        if (!stage.image.known) {
            return Card{.span = stage.image.span,
                        .text = {{Kind::paragraph, line("Which image this is depends on a build argument "
                                                        "without a default")}}};
        }
        return card_of_image(view, stage);
    }
    return std::nullopt;
}

} // namespace dockwright::ide

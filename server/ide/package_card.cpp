#include "base/ascii.hpp"
#include "base/message.hpp"
#include "gpu/image/system_packages.hpp"
#include "gpu/machine.hpp"
#include "ide/card.hpp"
#include "ide/gpu_words.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::ide {
namespace {

using gpu::ImageState;
using gpu::Installed;
using gpu::Unresolved;
using knowledge::Libraries;
using Kind = Block::Kind;
using model::Package;
using model::PackageCommand;
using model::PackageManager;

constexpr std::size_t most_requirements = 4;
constexpr std::size_t most_listed = 12;

void add(RichText& text, Line line, Kind kind = Kind::item) {
    if (!line.empty()) {
        text.push_back({kind, std::move(line)});
    }
}

Line why_not(const GpuView& view, const Installed& one, const knowledge::Version& python) {
    switch (one.unresolved) {
    case Unresolved::none: return {};
    case Unresolved::python_refused:
        return line("it refuses Python {}: nothing is installed", {to_string(python)});
    case Unresolved::no_wheel:
        return python.known() ? line("there is no wheel of it for Python {} here", {to_string(python)})
                              : line("there is no such version, or no wheel of it here");
    case Unresolved::never_released: return line("there is no such version: nothing is installed");
    case Unresolved::old_libc: return line("its wheels need a newer distribution (glibc)");
    case Unresolved::other_index: return line("it lies on another index than the one that is asked");
    case Unresolved::name_ended: return line("the package has ended under this name");
    case Unresolved::not_in_tables:
        return knowledge::package(view.knowledge, one.name) == nullptr
                   ? line("it is not in our tables: what it needs is not known")
                   : line("this version is not in our tables: which CUDA and Python it needs is not known");
    }
    return {};
}

Line cuda_line(const knowledge::Variant& variant) {
    const std::string cuda = variant.cuda.known() ? " " + to_string(variant.cuda) : std::string();
    Line out;
    switch (variant.libraries) {
    case Libraries::none:
        return cuda.empty() ? line("without CUDA: it computes on the processor") : line("CUDA{}", {cuda});
    case Libraries::itself: out = line("brings CUDA{} itself, so the image needs none", {cuda}); break;
    case Libraries::torch: out = line("uses the CUDA{} of torch", {cuda}); break;
    case Libraries::image: out = line("needs CUDA{} in the image", {cuda}); break;
    }
    return variant.cudnn.known() ? joined(std::move(out), line("; cuDNN {}", {to_string(variant.cudnn)}))
                                 : out;
}

void add_variant(RichText& text, const GpuView& view, const knowledge::Variant& variant) {
    add(text, cuda_line(variant));
    if (!variant.cuda.known()) {
        return;
    }
    std::string gpus = generations(view.knowledge, variant.targets);
    if (!gpus.empty() && variant.ptx != 0) {
        gpus += "; for newer ones it is compiled at the first start";
    }
    add(text, gpus.empty() ? Line() : line("GPUs: {}", {gpus}));
    const std::string drivers = variant.min_driver.known()
                                    ? "driver ≥ " + gpu::driver_text(variant.min_driver)
                                    : ide::text(drivers_needed(view.knowledge, variant.cuda));
    add(text, drivers.empty() ? Line() : line("needs a machine with {}", {drivers}));
}

void add_release(RichText& text, const knowledge::Release& release, const knowledge::Version& python) {
    const std::string pythons = ide::text(release.pythons);
    if (!pythons.empty()) {
        const std::string here = python.known() ? message(" (here {})", {to_string(python)}) : std::string();
        add(text, line("wheels for Python {}{}", {pythons, here}));
    }
    std::vector<std::string> asked;
    for (const knowledge::Requirement& one : release.requires_) {
        asked.push_back(std::string(one.package) + " " + std::string(one.specifier));
    }
    if (asked.size() > most_requirements) {
        asked.resize(most_requirements);
        asked.emplace_back("…");
    }
    add(text, asked.empty() ? Line() : line("asks for {}", {separated(asked, ", ")}));
}

void add_package(RichText& text, const GpuView& view, std::string_view name) {
    const knowledge::PythonPackage* package = knowledge::package(view.knowledge, name);
    if (package == nullptr) {
        return;
    }
    add(text, prose(package->text), Kind::paragraph);
    if (package->min_capability != 0) {
        add(text, line("needs a GPU of compute capability {} or newer",
                       {gpu::capability_text(package->min_capability)}));
    }
    if (!package->last.empty()) {
        add(text, line("the last version under this name is {}", {package->last}));
    }
    if (!package->replacement.empty()) {
        add(text, line("instead: `{}`", {package->replacement}));
    }
}

void add_installed(RichText& text, const GpuView& view, const ImageState& state, const Installed& one) {
    const knowledge::Version python =
        one.home < state.homes.size() ? state.homes[one.home].python : knowledge::Version();
    add(text, line("*{}*", {gpu::describe(one)}), Kind::paragraph);
    add_package(text, view, one.name);
    add(text, why_not(view, one, python));
    if (one.variant != nullptr && one.unresolved == Unresolved::none) {
        add_variant(text, view, *one.variant);
    }
    if (one.release != nullptr) {
        add_release(text, *one.release, python);
    }
    if (one.from_source) {
        add(text, line("compiled while the image is built"));
    }
    if (one.newest && one.version.known()) {
        add(text, line("not pinned: a build on another day may get another version"));
    }
    const knowledge::PythonPackage* package = knowledge::package(view.knowledge, one.name);
    add(text,
        source_line(one.variant != nullptr   ? one.variant->fact
                    : one.release != nullptr ? one.release->fact
                    : package != nullptr     ? package->fact
                                             : knowledge::Fact{}),
        Kind::paragraph);
}

/// What was installed for one word, or the lines of the file that it names.
std::vector<const Installed*> installed_for(const ImageState& state, Span word) {
    std::vector<const Installed*> out;
    for (const auto* list : {&state.installed, &state.replaced}) {
        for (const Installed& one : *list) {
            if (one.place.span == word && !one.as_dependency) {
                out.push_back(&one);
            }
        }
    }
    return out;
}

std::optional<Card> python_card(const GpuView& view, const ImageState& state, const Package& package) {
    RichText text;
    for (const Installed* one : installed_for(state, package.span)) {
        add_installed(text, view, state, *one);
    }
    if (text.empty()) {
        if (package.source != Package::Source::index) {
            return std::nullopt;
        }
        const std::string name = knowledge::normalized(package.name);
        if (const Installed* there = state.find(name)) {
            add(text, line("Nothing new: *{}* is there already", {gpu::describe(*there)}), Kind::paragraph);
            return Card{.span = package.span, .text = std::move(text)};
        }
        add(text, line("*{}*", {name}), Kind::paragraph);
        add_package(text, view, name);
        if (text.size() == 1) {
            add(text, line("It is not in our tables: what it needs is not known"), Kind::paragraph);
        }
    }
    return Card{.span = package.span, .text = std::move(text)};
}

/// A file of requirements: what of it is in the tables.
std::optional<Card> file_card(const ImageState& state, Span word) {
    RichText text;
    std::size_t others = 0;
    for (const Installed* one : installed_for(state, word)) {
        if (one->release == nullptr && !one->gpu_package) {
            ++others;
        } else if (text.size() < most_listed) {
            add(text, line("{} (line {})", {gpu::describe(*one), std::to_string(one->place.line)}));
        }
    }
    if (text.empty() && others == 0) {
        return std::nullopt;
    }
    if (others != 0) {
        add(text, line("{} more of which nothing is known that concerns GPUs", {std::to_string(others)}));
    }
    text.insert(text.begin(), {Kind::paragraph, line("What this file installs")});
    return Card{.span = word, .text = std::move(text)};
}

std::optional<Card> system_card(const GpuView& view, const ImageState& state, const Package& package) {
    RichText text;
    add(text, line("*{}*", {package.name}), Kind::paragraph);
    if (gpu::belongs_on_host(package.name)) {
        add(text,
            line("A part of the NVIDIA driver or of the container toolkit. It belongs on the machine; in an "
                 "image it does nothing, or hides the machine's own."),
            Kind::paragraph);
        return Card{.span = package.span, .text = std::move(text)};
    }
    ImageState after;
    after.distribution = state.distribution;
    after.homes.push_back({});
    gpu::Place place;
    place.span = package.span;
    gpu::install_system_package(after, package.name, package.version, 0, place, view.knowledge);
    if (after.cuda.cuda.known()) {
        const bool nvcc = after.cuda.has_nvcc();
        add(text, line("CUDA {}{}", {to_string(after.cuda.cuda), nvcc ? " with nvcc" : ""}));
        const std::string drivers = ide::text(drivers_needed(view.knowledge, after.cuda.cuda));
        add(text, drivers.empty() ? Line() : line("needs a machine with {}", {drivers}));
    }
    if (after.cuda.cudnn.known()) {
        add(text, line("cuDNN {}{}",
                       {to_string(after.cuda.cudnn), after.cuda.cudnn_headers ? " with headers" : ""}));
    }
    if (text.size() == 1) {
        return std::nullopt;
    }
    add(text, source_line(after.cuda.fact), Kind::paragraph);
    return Card{.span = package.span, .text = std::move(text)};
}

const ImageState* state_at(const GpuView& view, const PackageCommand& command) {
    const model::Command& of = view.document.commands().all[command.command];
    const model::ShellText& text = view.document.commands().text_of(of);
    const auto& stage = view.document.context(view.document.instructions()[text.instruction]).stage;
    return stage && *stage < view.images.size() ? &view.images[*stage] : nullptr;
}

std::optional<Card> card_in(const GpuView& view, const PackageCommand& command, const ImageState& state,
                            Offset at) {
    const bool python = command.manager == PackageManager::pip || command.manager == PackageManager::conda;
    const model::Packages& all = view.document.packages();
    for (const Package& package : all.of(command)) {
        if (package.span.touches(at)) {
            return python ? python_card(view, state, package) : system_card(view, state, package);
        }
    }
    for (const model::PackageFile& file : all.files_of(command)) {
        if (file.span.touches(at)) {
            return file_card(state, file.span);
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<Card> package_card(const GpuView& view, Offset at) {
    for (const PackageCommand& command : view.document.packages().commands) {
        const ImageState* state =
            command.action == model::PackageAction::install ? state_at(view, command) : nullptr;
        if (state != nullptr && view.document.commands().all[command.command].span.touches(at)) {
            if (auto found = card_in(view, command, *state, at)) {
                return found;
            }
        }
    }
    return std::nullopt;
}

} // namespace dockwright::ide

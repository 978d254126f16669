#include "config/keys.hpp"
#include <algorithm>
#include <array>

namespace dockwright::config {
namespace {

constexpr std::string_view preset_text =
    "Which rules run: recommended (right and calm), strict (also version pins and style), all, hadolint "
    "or buildkit (just what that tool finds).";
constexpr std::string_view select_text =
    "Rules that run besides those of the preset: ids, groups, or codes of hadolint and BuildKit.";
constexpr std::string_view ignore_text =
    "Rules that do not report: ids, groups, or codes of hadolint and BuildKit.";
constexpr std::string_view severity_text =
    "How grave the findings of a rule, a group or a code are: error, warning, info or style.";

constexpr std::array all_keys = {
    Key{Section::file, "extends", ValueKind::files,
        "A configuration, or a list of them, that this one builds on. Paths are relative to this file and "
        "stay inside the repository. What stands here wins."},
    Key{Section::file, "preset", ValueKind::preset, preset_text},
    Key{Section::file, "select", ValueKind::selectors, select_text},
    Key{Section::file, "ignore", ValueKind::selectors, ignore_text},
    Key{Section::file, "severity", ValueKind::severities, severity_text},
    Key{Section::file, "fail-level", ValueKind::fail_level,
        "The mildest severity that makes 'dockwright lint' exit with 1: error, warning, info, style or "
        "none."},
    Key{Section::file, "shellcheck", ValueKind::asking,
        "Whether the program ShellCheck is asked about the shell of each RUN, for what no rule here finds: "
        "auto (where it is installed), always (it must be) or never."},
    Key{Section::file, "rules", ValueKind::section, "Options of single rules.", Section::rules},
    Key{Section::file, "paths", ValueKind::sections,
        "What holds for some Dockerfiles only, one entry after the other.", Section::path},
    Key{Section::file, "stages", ValueKind::sections, "What holds in some stages only.", Section::stage},
    Key{Section::file, "locked", ValueKind::selectors,
        "Rules that no comment in a Dockerfile can silence: ids, groups or codes."},
    Key{Section::file, "suppressions", ValueKind::boolean,
        "Whether comments in a Dockerfile can silence findings. false: none can."},
    Key{Section::file, "targets", ValueKind::machines,
        "The machines that the images must run on: texts such as 'RTX 3090, 535.104.05' (the GPU's name and "
        "the driver's version), or mappings with a name. What does not run there is a finding.",
        Section::machine},
    Key{Section::file, "knowledge", ValueKind::files,
        "Files with facts about GPUs, images and packages, over those that the program has. Paths are "
        "relative to this file and stay inside the repository."},
    Key{Section::rules, "trusted-registries", ValueKind::registries,
        "Registries that base images may come from. A '*' may stand alone, at the beginning or at the end."},
    Key{Section::rules, "labels", ValueKind::section, "What labels an image has.", Section::labels},
    Key{Section::labels, "schema", ValueKind::label_types,
        "Labels that must be there, and what their values are: text, url, semver, hash, rfc3339, spdx or "
        "email."},
    Key{Section::labels, "strict", ValueKind::boolean, "Whether other labels than those are findings."},
    Key{Section::path, "match", ValueKind::globs,
        "Which Dockerfiles: paths relative to this file's folder. '*' and '?' stay inside a folder, '**' "
        "goes through any number of them. A pattern without '/' matches in every folder, and a folder's "
        "pattern matches all below it."},
    Key{Section::path, "preset", ValueKind::preset, preset_text},
    Key{Section::path, "select", ValueKind::selectors, select_text},
    Key{Section::path, "ignore", ValueKind::selectors, ignore_text},
    Key{Section::path, "severity", ValueKind::severities, severity_text},
    Key{Section::stage, "match", ValueKind::stage_names,
        "Which stages: names, in which '*' and '?' are allowed, or numbers from 0."},
    Key{Section::stage, "select", ValueKind::selectors, select_text},
    Key{Section::stage, "ignore", ValueKind::selectors, ignore_text},
    Key{Section::stage, "severity", ValueKind::severities, severity_text},
    Key{Section::machine, "name", ValueKind::word, "How you call the machine."},
    Key{Section::machine, "driver", ValueKind::version,
        "The version of its NVIDIA driver: the first line of nvidia-smi has it. Left out: not known."},
    Key{Section::machine, "gpus", ValueKind::gpus,
        "Its GPUs: names as nvidia-smi prints them, or mappings that say more.", Section::gpu},
    Key{Section::machine, "toolkit", ValueKind::toolkit,
        "The NVIDIA Container Toolkit, which gives GPUs to containers: its version, or a mapping. none: it "
        "is "
        "not installed. Left out: not known.",
        Section::toolkit},
    Key{Section::machine, "engine", ValueKind::version, "The version of its container engine."},
    Key{Section::machine, "platform", ValueKind::platform, "linux/amd64, unless you say otherwise."},
    Key{Section::machine, "os", ValueKind::system, "linux, or wsl2 where Linux runs inside of Windows."},
    Key{Section::machine, "request", ValueKind::request,
        "How containers ask for the GPU there: gpus (the flag --gpus, and what is taken if you say nothing), "
        "runtime (nvidia is the runtime), cdi (a device nvidia.com/gpu=…) or none."},
    Key{Section::gpu, "name", ValueKind::word, "As nvidia-smi prints it: NVIDIA GeForce RTX 3090."},
    Key{Section::gpu, "compute_capability", ValueKind::capability,
        "What its processor can do, as NVIDIA numbers it: 8.6. Left out: what the name says."},
    Key{Section::gpu, "memory", ValueKind::memory, "How much it has: 48GiB. Left out: what the name says."},
    Key{Section::toolkit, "version", ValueKind::version, "As 'nvidia-ctk --version' says it."},
    Key{Section::toolkit, "mode", ValueKind::mode,
        "How it gives GPUs to containers: legacy, jit-cdi, cdi or csv. Its config.toml has it."},
};
static_assert(std::ranges::is_sorted(all_keys, {}, &Key::section));

} // namespace

bool has_child(ValueKind kind) {
    return kind == ValueKind::section || kind == ValueKind::sections || kind == ValueKind::machines ||
           kind == ValueKind::gpus || kind == ValueKind::toolkit;
}

std::span<const Key> keys() {
    return all_keys;
}

std::span<const Key> keys_of(Section section) {
    const auto [begin, end] = std::ranges::equal_range(all_keys, section, {}, &Key::section);
    return {begin, end};
}

const Key* find_key(Section section, std::string_view name) {
    const auto own = keys_of(section);
    const auto found = std::ranges::find(own, name, &Key::name);
    return found == own.end() ? nullptr : &*found;
}

std::vector<std::string_view> key_names(Section section) {
    std::vector<std::string_view> out;
    for (const Key& key : keys_of(section)) {
        out.push_back(key.name);
    }
    return out;
}

std::string_view what_is_right(ValueKind kind) {
    switch (kind) {
    case ValueKind::boolean: return "true or false";
    case ValueKind::preset: return "a preset's name";
    case ValueKind::fail_level: return "a severity or none";
    case ValueKind::asking: return "auto, always or never";
    case ValueKind::selectors: return "a list of rule ids, groups and codes";
    case ValueKind::severities: return "a mapping of rule ids, groups and codes to severities";
    case ValueKind::registries: return "a list of registries";
    case ValueKind::label_types: return "a mapping of labels to the types of their values";
    case ValueKind::files: return "a path or a list of paths";
    case ValueKind::globs: return "a pattern of paths or a list of them";
    case ValueKind::stage_names: return "a stage's name or a list of names";
    case ValueKind::section: return "a mapping";
    case ValueKind::sections: return "a list of mappings";
    case ValueKind::machines:
        return "a list of machines, such as 'RTX 3090, 535.104.05' or a mapping with 'gpus'";
    case ValueKind::gpus: return "a list of names, such as [RTX 3090], or of mappings with 'name'";
    case ValueKind::toolkit: return "a version, a mapping or none";
    case ValueKind::word: return "a word";
    case ValueKind::version: return "a version such as 535.104.05";
    case ValueKind::capability: return "a number such as 8.6";
    case ValueKind::memory: return "a size such as 48GiB";
    case ValueKind::platform: return "a platform such as linux/amd64";
    case ValueKind::system: return "linux or wsl2";
    case ValueKind::request: return "gpus, runtime, cdi or none";
    case ValueKind::mode: return "legacy, jit-cdi, cdi or csv";
    }
    return "";
}

} // namespace dockwright::config

#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

/// The keys of `.dockwright.yaml`, in one table: the reader, the schema, completion and hover all
/// go by it.
namespace dockwright::config {

/// A mapping of the file: which keys it may have.
enum class Section : std::uint8_t { file, rules, labels, path, stage, machine, gpu, toolkit };

enum class ValueKind : std::uint8_t {
    boolean,
    preset,
    fail_level,
    asking,     ///< auto, always or never
    selectors,  ///< a list of rule ids, groups and codes
    severities, ///< a mapping of selectors to severities
    registries, ///< a list of hosts
    label_types,
    files,       ///< a path or a list of paths
    globs,       ///< a pattern of paths or a list of them
    stage_names, ///< a pattern of stages or a list of them
    section,     ///< a mapping; its keys are `child`'s
    sections,    ///< a list of such mappings
    // of machines
    machines, ///< a list of texts such as `RTX 3090, 535.104.05` and of mappings
    gpus,     ///< a list of names and of mappings
    toolkit,  ///< a mapping, a version or none
    word,
    version,
    capability, ///< `8.6`
    memory,     ///< `48GiB`
    platform,   ///< `linux/amd64`
    system,     ///< linux or wsl2
    request,    ///< gpus, runtime, cdi or none
    mode        ///< legacy, jit-cdi, cdi or csv
};

struct Key {
    Section section = Section::file;
    std::string_view name;
    ValueKind kind = ValueKind::boolean;
    std::string_view what; ///< for a person; whole sentences
    Section child = Section::file;
};

/// Whether a value of that kind is, or may be, a mapping with the keys of Key::child, or a list of them.
bool has_child(ValueKind kind);

/// All of them, section by section.
std::span<const Key> keys();

std::span<const Key> keys_of(Section section);

/// Null if the section has none of that name.
const Key* find_key(Section section, std::string_view name);

std::vector<std::string_view> key_names(Section section);

/// What a value of that kind must be, behind "must be".
std::string_view what_is_right(ValueKind kind);

} // namespace dockwright::config

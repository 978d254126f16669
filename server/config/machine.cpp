#include "config/machine.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "config/keys.hpp"
#include "gpu/host_text.hpp"
#include <algorithm>
#include <array>
#include <charconv>

namespace dockwright::config {
namespace {

constexpr std::array<std::string_view, 2> systems = {"linux", "wsl2"};
constexpr std::array<std::string_view, 4> requests = {"gpus", "runtime", "cdi", "none"};
constexpr std::array<std::string_view, 4> modes = {"legacy", "jit-cdi", "cdi", "csv"};
constexpr std::array<std::string_view, 2> platforms = {"linux/amd64", "linux/arm64"};

class Reader {
public:
    explicit Reader(Taker& take) : take_(take) {}

    std::optional<gpu::Host> machine(const Entry& entry) {
        gpu::Host host;
        bool says_gpus = false;
        each(entry, Section::machine, [&](const Entry& one, const Key& key) {
            says_gpus = says_gpus || key.kind == ValueKind::gpus;
            member(one, key, host);
        });
        if (!says_gpus) {
            const auto& keys = entry.value->keys;
            take_.wrong("missing-key", keys.empty() ? entry.place() : keys.front().span, entry.path,
                        "A machine needs 'gpus', such as 'gpus: [RTX 3090]'");
        }
        return host.gpus.empty() && !host.driver.known() ? std::nullopt : std::optional(std::move(host));
    }

private:
    template <class Use>
    void each(const Entry& entry, Section section, Use use) {
        for (const Entry& one : take_.entries(*entry.value, entry.path)) {
            const Key* key = find_key(section, one.key->text);
            if (key == nullptr) {
                take_.unknown_key(one, key_names(section));
            } else if (one.value->kind != Node::Kind::null || key->kind == ValueKind::toolkit ||
                       key->kind == ValueKind::gpus) {
                use(one, *key);
            }
        }
    }

    void member(const Entry& entry, const Key& key, gpu::Host& host) {
        if (key.name == "name") {
            host.name = text(entry);
        } else if (key.name == "driver") {
            if (const auto driver = version(entry)) {
                host.driver = *driver;
                host.driver_text = entry.value->text;
            }
        } else if (key.name == "gpus") {
            gpus(entry, host);
        } else if (key.name == "toolkit") {
            toolkit(entry, host);
        } else if (key.name == "engine") {
            host.engine = version(entry).value_or(knowledge::Version{});
        } else if (key.name == "platform") {
            host.platform = platform(entry);
        } else if (key.name == "os") {
            const auto chosen = take_.choice(entry, systems);
            host.system = chosen ? static_cast<gpu::System>(chosen->value) : gpu::System::linux_;
        } else {
            const auto chosen = take_.choice(entry, requests);
            host.request = chosen ? static_cast<gpu::Request>(chosen->value) : gpu::Request::gpus;
        }
    }

    void gpus(const Entry& entry, gpu::Host& host) {
        const Node& value = *entry.value;
        if (value.kind != Node::Kind::sequence || value.items.empty()) {
            take_.wrong_type(entry, what_is_right(ValueKind::gpus));
            return;
        }
        for (std::size_t i = 0; i < value.items.size(); ++i) {
            const Entry one{.path = entry.path + "[" + std::to_string(i) + "]",
                            .key = entry.key,
                            .value = &value.items[i]};
            if (one.value->is_text()) {
                if (std::string name = text(one); !name.empty()) {
                    host.gpus.push_back({.name = std::move(name)});
                }
            } else if (one.value->kind == Node::Kind::mapping) {
                gpu(one, host);
            } else {
                take_.wrong_type(one, what_is_right(ValueKind::gpus));
            }
        }
    }

    void gpu(const Entry& entry, gpu::Host& host) {
        gpu::HostGpu out;
        each(entry, Section::gpu, [&](const Entry& one, const Key& key) {
            if (key.name == "name") {
                out.name = text(one);
            } else if (key.kind == ValueKind::capability) {
                out.capability = number(one, key, capability_of(one.value->text)).value_or(0);
            } else {
                out.memory = number(one, key, bytes_of(one.value->text)).value_or(0);
            }
        });
        if (!out.name.empty() || out.capability != 0) {
            host.gpus.push_back(std::move(out));
            return;
        }
        const auto& keys = entry.value->keys;
        take_.wrong("missing-key", keys.empty() ? entry.place() : keys.front().span, entry.path,
                    "A GPU needs 'name', such as 'name: RTX 3090'");
    }

    void toolkit(const Entry& entry, gpu::Host& host) {
        const Node& value = *entry.value;
        if (value.kind == Node::Kind::null || (value.is_text() && value.text == "none")) {
            host.toolkit_missing = true;
        } else if (value.is_text()) {
            host.toolkit = version(entry).value_or(knowledge::Version{});
        } else if (value.kind != Node::Kind::mapping) {
            take_.wrong_type(entry, what_is_right(ValueKind::toolkit));
        } else {
            each(entry, Section::toolkit, [&](const Entry& one, const Key& key) {
                if (key.kind == ValueKind::version) {
                    host.toolkit = version(one).value_or(knowledge::Version{});
                } else if (const auto chosen = take_.choice(one, modes)) {
                    host.mode = static_cast<gpu::ToolkitMode>(chosen->value);
                }
            });
        }
    }

    /// A word; "" if it is none, which is said.
    std::string text(const Entry& entry) {
        const auto word = take_.word(entry);
        return word ? std::string(ascii::trimmed(word->value)) : std::string();
    }

    std::optional<knowledge::Version> version(const Entry& entry) {
        if (!entry.value->is_text()) {
            take_.wrong_type(entry, what_is_right(ValueKind::version));
            return std::nullopt;
        }
        const auto read = knowledge::Version::parse(entry.value->text);
        if (!read) {
            take_.wrong("bad-version", entry.value->span, entry.path,
                        message("'{}' must be {}, not '{}'",
                                {entry.key->text, what_is_right(ValueKind::version), entry.value->text}));
        }
        return read;
    }

    template <class Value>
    std::optional<Value> number(const Entry& entry, const Key& key, std::optional<Value> read) {
        if (!entry.value->is_text()) {
            take_.wrong_type(entry, what_is_right(key.kind));
            return std::nullopt;
        }
        if (!read) {
            take_.wrong(
                "bad-number", entry.value->span, entry.path,
                message("'{}' must be {}, not '{}'", {key.name, what_is_right(key.kind), entry.value->text}));
        }
        return read;
    }

    std::string platform(const Entry& entry) {
        const std::string written = text(entry);
        for (const std::string_view known : platforms) {
            if (written == known || written.starts_with(std::string(known) + "/")) {
                return written;
            }
        }
        if (!written.empty()) {
            take_.wrong("unknown-value", entry.value->span, entry.path,
                        message("'platform' must be {}, not '{}'", {list_of(platforms), written}),
                        written == "amd64" || written == "x86_64"    ? std::optional(platforms[0])
                        : written == "arm64" || written == "aarch64" ? std::optional(platforms[1])
                                                                     : std::nullopt);
        }
        return "";
    }

    Taker& take_;
};

} // namespace

std::optional<Given<gpu::Host>> take_machine(Taker& take, const Entry& entry) {
    if (entry.value->kind == Node::Kind::mapping) {
        auto host = Reader(take).machine(entry);
        return host ? std::optional(Given<gpu::Host>{std::move(*host), entry.value->span}) : std::nullopt;
    }
    const auto word = take.word(entry);
    if (!word) {
        return std::nullopt;
    }
    auto host = gpu::host_of_text(word->value);
    if (!host) {
        take.wrong("bad-machine", word->span, entry.path,
                   message("'{}': '{}' is no machine: {}", {entry.key->text, word->value, host.error()}));
        return std::nullopt;
    }
    return Given<gpu::Host>{std::move(*host), word->span};
}

std::vector<Given<gpu::Host>> take_machines(Taker& take, const Entry& entry) {
    std::vector<Given<gpu::Host>> out;
    if (entry.value->kind != Node::Kind::sequence) {
        take.wrong_type(entry, what_is_right(ValueKind::machines));
        return out;
    }
    for (std::size_t i = 0; i < entry.value->items.size(); ++i) {
        auto host = take_machine(take, {.path = entry.path + "[" + std::to_string(i) + "]",
                                        .key = entry.key,
                                        .value = &entry.value->items[i]});
        if (!host) {
            continue;
        }
        const bool repeated =
            !host->value.name.empty() && std::ranges::any_of(out, [&](const Given<gpu::Host>& earlier) {
                return ascii::equal(earlier.value.name, host->value.name);
            });
        if (repeated) {
            take.wrong("duplicate-name", host->span, entry.path,
                       message("There is a machine '{}' above, and two of one name can't be told apart",
                               {host->value.name}));
        }
        out.push_back(std::move(*host));
    }
    return out;
}

MachineFile read_machine(std::string_view text) {
    MachineFile out;
    Yaml yaml = read_yaml(text);
    out.mistakes = std::move(yaml.mistakes);
    if (!out.mistakes.empty()) { // what else is wrong with a broken file comes of that
        return out;
    }
    Taker take(out.mistakes);
    if (yaml.root.kind == Node::Kind::mapping) {
        const Node none;
        out.host = Reader(take).machine({.path = "", .key = &none, .value = &yaml.root});
    } else {
        take.wrong("wrong-type", yaml.root.span, "",
                   "The file must be a mapping that describes one machine, such as 'gpus: [RTX 3090]'");
    }
    sort_by_place(out.mistakes);
    return out;
}

std::span<const std::string_view> system_names() {
    return systems;
}

std::span<const std::string_view> request_names() {
    return requests;
}

std::span<const std::string_view> mode_names() {
    return modes;
}

std::span<const std::string_view> platform_names() {
    return platforms;
}

std::optional<std::uint64_t> bytes_of(std::string_view text) {
    struct Unit {
        std::string_view name;
        std::uint64_t bytes;
    };
    constexpr std::uint64_t kibi = 1024;
    constexpr std::array<Unit, 8> units = {{{"", 1},
                                            {"b", 1},
                                            {"mib", kibi * kibi},
                                            {"gib", kibi * kibi * kibi},
                                            {"mb", 1'000'000},
                                            {"gb", 1'000'000'000},
                                            {"m", kibi * kibi},
                                            {"g", kibi * kibi * kibi}}};
    text = ascii::trimmed(text);
    std::uint64_t count = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (ec != std::errc{} || count > 1ULL << 50U) {
        return std::nullopt;
    }
    const std::string_view word = ascii::trimmed(text.substr(static_cast<std::size_t>(end - text.data())));
    const auto unit =
        std::ranges::find_if(units, [&](const Unit& each) { return ascii::equal(each.name, word); });
    return unit == units.end() || count > (1ULL << 50U) / unit->bytes ? std::nullopt
                                                                      : std::optional(count * unit->bytes);
}

std::optional<knowledge::Capability> capability_of(std::string_view text) {
    const auto version = knowledge::Version::parse(text);
    const bool right = version && version->size == 2 && version->major() > 0 && version->major() < 100 &&
                       version->minor() < 10 && version->phase == knowledge::Version::Phase::final;
    return right ? std::optional(static_cast<knowledge::Capability>(version->major() * 10 + version->minor()))
                 : std::nullopt;
}

} // namespace dockwright::config

#include "config/machines.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "base/nearest.hpp"
#include <algorithm>
#include <array>
#include <utility>

namespace dockwright::config {
namespace {

constexpr std::array<std::string_view, 1> file_keys = {"machines"};
constexpr std::array<std::string_view, 7> machine_keys = {"name", "host",    "context", "tls",
                                                          "data", "results", "note"};
constexpr std::array<std::string_view, 3> tls_keys = {"ca", "cert", "key"};
constexpr std::array<std::string_view, 4> schemes = {"unix", "tcp", "ssh", "npipe"};
constexpr std::size_t longest_name = 64;

bool is_printable(std::string_view text) {
    return std::ranges::none_of(text,
                                [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
}

bool is_name(std::string_view name) {
    return !name.empty() && name.size() <= longest_name && name.front() != '-' && name.front() != '.' &&
           std::ranges::all_of(name, [](char c) {
               return ascii::is_name(c) || c == '.' || c == '-' || static_cast<unsigned char>(c) >= 0x80;
           });
}

bool is_path(std::string_view path, bool here) {
    const bool drive = here && path.size() > 2 && ascii::is_alpha(path[0]) && path[1] == ':' &&
                       (path[2] == '\\' || path[2] == '/');
    return is_printable(path) &&
           (drive || path.starts_with('/') || path.starts_with("~/") || (!here && path == "~"));
}

bool has_password(std::string_view host) {
    const std::string_view rest = host.substr(host.find("://") + 3);
    const std::string_view place = rest.substr(0, rest.find('/'));
    const std::size_t at = place.rfind('@');
    return at != std::string_view::npos && place.substr(0, at).find(':') != std::string_view::npos;
}

/// What somebody means who leaves the scheme out or misspells it.
std::optional<std::string> meant_host(std::string_view host) {
    const std::size_t mark = host.find("://");
    if (mark == std::string_view::npos) {
        return host.starts_with('/') ? std::optional("unix://" + std::string(host))
               : host.find('@') != std::string_view::npos && host.find(':') == std::string_view::npos
                   ? std::optional("ssh://" + std::string(host))
                   : std::nullopt;
    }
    const auto near = nearest(host.substr(0, mark), schemes);
    return near ? std::optional(std::string(*near) + std::string(host.substr(mark))) : std::nullopt;
}

class Reader {
public:
    explicit Reader(MachinesFile& out) : out_(out), take_(out.mistakes) {}

    void read(const Node& root) {
        if (root.kind == Node::Kind::null) {
            return;
        }
        if (root.kind != Node::Kind::mapping) {
            take_.wrong("wrong-type", root.span, "",
                        "The file must be a mapping with 'machines', a list of 'name' and 'host'");
            return;
        }
        for (const Entry& entry : take_.entries(root, "")) {
            if (entry.key->text != file_keys[0]) {
                take_.unknown_key(entry, file_keys);
            } else if (entry.value->kind == Node::Kind::sequence) {
                machines(entry);
            } else if (entry.value->kind != Node::Kind::null) {
                take_.wrong_type(entry, "a list of machines, each with 'name' and 'host'");
            }
        }
    }

private:
    void machines(const Entry& list) {
        for (std::size_t i = 0; i < list.value->items.size(); ++i) {
            const Entry entry{.path = list.path + "[" + std::to_string(i) + "]",
                              .key = list.key,
                              .value = &list.value->items[i]};
            if (entry.value->kind != Node::Kind::mapping) {
                take_.wrong_type(entry, "a list of machines, each with 'name' and 'host'");
                continue;
            }
            auto machine = read_machine(entry);
            if (!machine) {
                continue;
            }
            const bool repeated = std::ranges::any_of(out_.machines, [&](const Given<KnownMachine>& earlier) {
                return ascii::equal(earlier.value.name, machine->name);
            });
            if (repeated) {
                take_.wrong("duplicate-name", entry.value->span, entry.path,
                            message("There is a machine '{}' above, and two of one name can't be told apart",
                                    {machine->name}));
                continue;
            }
            out_.machines.push_back({std::move(*machine), entry.value->span});
        }
    }

    std::optional<KnownMachine> read_machine(const Entry& entry) {
        KnownMachine out{.name = {}, .host = {}, .context = {}};
        wrong_place_ = false;
        Entry tls;
        for (const Entry& one : take_.entries(*entry.value, entry.path)) {
            if (std::ranges::find(machine_keys, one.key->text) == machine_keys.end()) {
                take_.unknown_key(one, machine_keys);
            } else if (one.key->text == "tls") {
                tls = one;
            } else if (one.value->kind != Node::Kind::null) {
                member(one, out);
            }
        }
        if (out.host.starts_with("tcp://") && tls.value != nullptr) {
            out.tls = read_tls(tls);
        } else if (tls.value != nullptr && !wrong_place_) {
            take_.wrong("unused-key", tls.key->span, tls.path, "'tls' is only used with a host of tcp://");
        }
        return complete(entry, out) ? std::optional(std::move(out)) : std::nullopt;
    }

    bool complete(const Entry& entry, const KnownMachine& machine) {
        const Span place = entry.value->keys.empty() ? entry.value->span : entry.value->keys.front().span;
        const auto says = [&](std::string_view key) {
            return std::ranges::any_of(entry.value->keys, [&](const Node& one) { return one.text == key; });
        };
        if (!machine.host.empty() && !machine.context.empty()) {
            take_.wrong("unused-key", place, entry.path,
                        "A machine has 'host' or 'context', not both: which one is meant?");
            return false;
        }
        if (!says("name")) {
            take_.wrong("missing-key", place, entry.path, "A machine needs 'name', such as 'name: lab1'");
        }
        if (!says("host") && !says("context")) {
            take_.wrong("missing-key", place, entry.path,
                        "A machine needs 'host', such as 'host: ssh://USER@HOST', or 'context'");
        }
        return !machine.name.empty() && !(machine.host.empty() && machine.context.empty());
    }

    void member(const Entry& entry, KnownMachine& out) {
        const auto word = take_.word(entry);
        const std::string_view key = entry.key->text;
        if (!word) {
            wrong_place_ = wrong_place_ || key == "host" || key == "context";
        } else if (key == "name") {
            out.name = checked(*word, entry, is_name(word->value), "bad-name",
                               "letters, digits, '.', '_' and '-' without a dash in front");
        } else if (key == "host") {
            out.host = host(*word, entry);
        } else if (key == "context") {
            const bool right = is_printable(word->value) && !word->value.starts_with('-');
            out.context = checked(*word, entry, right, "bad-name", "the name of a docker context");
        } else if (key == "note") {
            out.note = word->value;
        } else {
            (key == "data" ? out.data : out.results) =
                checked(*word, entry, is_path(word->value, false), "bad-path",
                        "a folder on that machine: an absolute path, or one that begins with '~/'");
        }
    }

    std::string checked(const Given<std::string>& word, const Entry& entry, bool right, std::string_view kind,
                        std::string_view what) {
        if (right) {
            return word.value;
        }
        take_.wrong(kind, word.span, entry.path,
                    message("'{}' must be {}, not '{}'", {entry.key->text, what, printable(word.value)}));
        return {};
    }

    std::string host(const Given<std::string>& word, const Entry& entry) {
        const std::string_view value = word.value;
        const std::size_t mark = value.find("://");
        const bool known = mark != std::string_view::npos &&
                           std::ranges::find(schemes, value.substr(0, mark)) != schemes.end();
        wrong_place_ = true;
        if (known && has_password(value)) {
            take_.wrong("bad-host", word.span, entry.path,
                        "'host' has a password in it, and passwords written down are not used: leave it out");
        } else if (!known || !is_printable(value) || value.size() == mark + 3 || value[mark + 3] == '-' ||
                   value.find(' ') != std::string_view::npos) {
            const auto meant = known ? std::nullopt : meant_host(value);
            take_.wrong(
                "bad-host", word.span, entry.path,
                "'host' must be an engine's address: ssh://USER@HOST, tcp://HOST:PORT, unix:///PATH or "
                "npipe://…",
                meant ? std::optional<std::string_view>(*meant) : std::nullopt);
        } else {
            wrong_place_ = false;
            return word.value;
        }
        return {};
    }

    MachineTls read_tls(const Entry& entry) {
        MachineTls out;
        if (entry.value->kind != Node::Kind::mapping) {
            take_.wrong_type(entry, "a mapping with the paths 'ca', 'cert' and 'key'");
            return out;
        }
        for (const Entry& one : take_.entries(*entry.value, entry.path)) {
            if (std::ranges::find(tls_keys, one.key->text) == tls_keys.end()) {
                take_.unknown_key(one, tls_keys);
            } else if (const auto word = take_.word(one)) {
                std::string& into = one.key->text == "ca"     ? out.ca
                                    : one.key->text == "cert" ? out.cert
                                                              : out.key;
                into = checked(*word, one, is_path(word->value, true), "bad-path",
                               "a file on this machine: an absolute path, or one that begins with '~/'");
            }
        }
        if (out.cert.empty() != out.key.empty()) {
            take_.wrong("missing-key", entry.key->span, entry.path,
                        "'tls' needs 'cert' and 'key' together: the one is of no use without the other");
            out.cert.clear();
            out.key.clear();
        }
        return out;
    }

    MachinesFile& out_;
    Taker take_;
    bool wrong_place_ = false; ///< the host is wrong, so what hangs on it isn't judged
};

} // namespace

MachinesFile read_machines(std::string_view text) {
    MachinesFile out;
    Yaml yaml = read_yaml(text);
    out.mistakes = std::move(yaml.mistakes);
    Reader(out).read(yaml.root);
    sort_by_place(out.mistakes);
    return out;
}

std::string machines_path(std::string_view xdg_config_home, std::string_view home) {
    constexpr std::string_view file = "/dockwright/machines.yaml";
    if (xdg_config_home.starts_with('/')) {
        return std::string(xdg_config_home) + std::string(file);
    }
    return home.empty() ? std::string() : std::string(home) + "/.config" + std::string(file);
}

} // namespace dockwright::config

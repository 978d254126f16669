#include "project/built_images.hpp"
#include "base/ascii.hpp"
#include "model/image.hpp"
#include "project/plans/planned.hpp"
#include "project/small_file.hpp"
#include "project/tree/tree.hpp"
#include <algorithm>
#include <array>

namespace dockwright::project {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 24;
constexpr std::size_t largest_text = std::size_t{1} << 17U;
constexpr std::size_t most_names = 256;

/// Quotes, Markdown's backticks and the shell's brackets around a word are none of it.
std::string_view bare(std::string_view word) {
    constexpr std::string_view around = "`\"'()[],;";
    const std::size_t begin = std::min(word.find_first_not_of(around), word.size());
    return word.substr(begin, word.find_last_not_of(around) + 1 - begin);
}

/// A shell's line: those that end in `\` go on in the next.
std::string next_line(std::string_view& text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = ascii::trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        const bool goes_on = line.ends_with('\\');
        line.remove_suffix(goes_on ? 1 : 0);
        out += line;
        out += ' ';
        if (!goes_on) {
            break;
        }
    }
    return out;
}

std::vector<std::string_view> words_of(std::string_view line) {
    std::vector<std::string_view> out;
    while (!line.empty()) {
        const std::size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
        line.remove_prefix(begin);
        const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
        if (end > 0) {
            out.push_back(line.substr(0, end));
        }
        line.remove_prefix(end);
    }
    return out;
}

/// `docker`, `/usr/bin/podman`, `$(DOCKER)`, `${CONTAINER_ENGINE}`.
bool is_engine(std::string_view word) {
    const std::string lowered = ascii::lowered(word);
    return std::ranges::any_of(std::array{"docker", "podman", "nerdctl", "buildah", "container"},
                               [&](std::string_view name) { return lowered.contains(name); });
}

void take_image(std::vector<std::string>& out, std::string_view name) {
    if (!name.empty() && !name.contains('$') && model::is_valid_reference(name) && out.size() < most_names) {
        out.emplace_back(name);
    }
}

/// What an option is given, in this word or the next; `at` moves on to it.
std::string_view value_of(std::span<const std::string_view> words, std::size_t& at, std::string_view option) {
    const std::string_view rest = words[at].substr(option.size());
    if (!rest.empty()) {
        return bare(rest.substr(rest.starts_with('=') ? 1 : 0));
    }
    return at + 1 < words.size() ? bare(words[++at]) : std::string_view{};
}

void read_build(std::vector<std::string>& out, std::span<const std::string_view> words) {
    for (std::size_t at = 0; at < words.size(); ++at) {
        const std::string_view word = words[at];
        if (word == "&&" || word == "||" || word == "|" || word == ";") {
            return;
        }
        if (word == "--tag" || word.starts_with("--tag=")) {
            take_image(out, value_of(words, at, "--tag"));
        } else if (word == "--build-context" || word.starts_with("--build-context=")) {
            const std::string_view value = value_of(words, at, "--build-context");
            take_image(out, value.substr(0, std::min(value.find('='), value.size())));
        } else if (word.starts_with("-t")) {
            take_image(out, value_of(words, at, "-t"));
        }
        if (word.ends_with(';')) {
            return;
        }
    }
}

std::string lookup_default(std::string_view text) {
    return interpolated(text).value_or("");
}

void read_compose_images(std::vector<std::string>& out, std::string_view text) {
    if (!text.contains("build:") || !text.contains("image:")) {
        return;
    }
    const Tree root = read_yaml_tree(text).root;
    const Tree* services = root.find("services");
    for (const Tree& service : services != nullptr ? services->items : std::vector<Tree>{}) {
        if (service.find("build") != nullptr) {
            take_image(out, lookup_default(service.text_of("image")));
        }
    }
}

void read_bake_images(std::vector<std::string>& out, const Tree& root) {
    const Tree* targets = root.find("target");
    for (const Tree& target : targets != nullptr ? targets->items : std::vector<Tree>{}) {
        for (const Tree* tag : target.list_of("tags")) {
            take_image(out, interpolated(tag->text, {.get = bake_default, .context = &root}).value_or(""));
        }
    }
}

bool ends_in(std::string_view name, std::initializer_list<std::string_view> ends) {
    return std::ranges::any_of(ends, [&](std::string_view end) { return name.ends_with(end); });
}

bool is_compose(std::string_view name) {
    return ends_in(name, {".yml", ".yaml"});
}

bool is_bake(std::string_view name) {
    return name.ends_with(".hcl") || (name.contains("bake") && name.ends_with(".json"));
}

/// Scripts, pages, what make and its kin read, and CI.
bool may_call(std::string_view name) {
    const std::string lowered = ascii::lowered(name);
    return ends_in(lowered, {".sh", ".bash", ".mk", ".md", ".rst", ".py", ".ps1", ".bat"}) ||
           lowered.starts_with("makefile") || lowered.starts_with("gnumakefile") ||
           lowered.starts_with("readme") || lowered == "justfile" || lowered == "jenkinsfile" ||
           lowered == "build" || is_compose(lowered);
}

BuiltImages::Names read_folder(const fs::path& folder, std::span<const std::string_view> files) {
    std::vector<std::string> out;
    std::size_t left = most_files;
    for (const std::string_view name : files) {
        if ((!may_call(name) && !is_bake(name)) || left == 0) {
            continue;
        }
        --left;
        const auto text = read_small_file(folder / name, largest_text);
        if (!text) {
            continue;
        }
        if (is_bake(name)) {
            read_bake_images(out, name.ends_with(".hcl") ? read_hcl(*text).root : read_json(*text).root);
            continue;
        }
        if (is_compose(name)) {
            read_compose_images(out, *text);
        }
        std::ranges::move(names_built(*text), std::back_inserter(out));
    }
    return std::make_shared<const std::vector<std::string>>(std::move(out));
}

/// `https://github.com/team/app.git`, `git@github.com:team/app`, `ssh://git@host:22/team/app`: `team`.
std::string_view owner_in(std::string_view url) {
    while (url.ends_with('/')) {
        url.remove_suffix(1);
    }
    const std::size_t last = url.rfind('/');
    if (last == std::string_view::npos) {
        return {};
    }
    const std::size_t before = url.substr(0, last).find_last_of("/:");
    return before == std::string_view::npos ? std::string_view{} : url.substr(before + 1, last - before - 1);
}

} // namespace

std::vector<std::string> names_built(std::string_view text) {
    std::vector<std::string> out;
    if (!text.contains("build") && !text.contains("bud")) {
        return out;
    }
    while (!text.empty() && out.size() < most_names) {
        const std::string line = next_line(text);
        const std::vector<std::string_view> words = words_of(line);
        bool engine = false;
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (engine &&
                (words[i] == "build" || words[i] == "bud" || words[i] == "build-using-dockerfile")) {
                read_build(out, std::span(words).subspan(i + 1));
            }
            engine = engine || is_engine(words[i]);
        }
    }
    return out;
}

BuiltImages::Names BuiltImages::in(const fs::path& folder, std::span<const std::string_view> files) {
    const std::scoped_lock lock(mutex_);
    Names& known = names_[folder.native()];
    if (!known) {
        known = read_folder(folder, files);
    }
    return known;
}

BuiltImages::Names BuiltImages::owners(const fs::path& root) {
    const std::scoped_lock lock(mutex_);
    Names& known = owners_[root.native()];
    if (known) {
        return known;
    }
    std::vector<std::string> out;
    const auto text = read_small_file(root / ".git" / "config", largest_text);
    std::string_view rest = text ? std::string_view(*text) : std::string_view{};
    while (!rest.empty() && out.size() < most_names) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = ascii::trimmed(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (!line.starts_with("url")) {
            continue;
        }
        line = ascii::trimmed(line.substr(std::string_view("url").size()));
        if (const std::string_view owner = owner_in(line); line.starts_with('=') && !owner.empty()) {
            out.push_back(ascii::lowered(owner));
        }
    }
    known = std::make_shared<const std::vector<std::string>>(std::move(out));
    return known;
}

} // namespace dockwright::project

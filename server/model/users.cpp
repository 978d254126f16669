#include "model/users.hpp"
#include "model/lowest_stage.hpp"
#include <algorithm>
#include <array>
#include <iterator>

namespace dockwright::model {
namespace {

/// The options of shadow's useradd(8), groupadd(8), Debian's adduser(8), addgroup(8) and busybox's,
/// that take the next word. Whether a letter does depends on the program.
struct Maker {
    std::string_view program;
    MadeUser::Kind kind;
    std::string_view valued; ///< letters
    char id;
    char home;
    char shell;
    char group;
    char system;
};

constexpr Maker makers[] = {
    // busybox's and Debian's: -h DIR, -s SHELL, -G GROUP, -u ID, -S; Debian's long options
    {"addgroup", MadeUser::Kind::group, "g", 'g', 0, 0, 0, 'S'},
    {"adduser", MadeUser::Kind::user, "hgsGuk", 'u', 'h', 's', 'G', 'S'},
    {"groupadd", MadeUser::Kind::group, "gKpRU", 'g', 0, 0, 0, 'r'},
    {"useradd", MadeUser::Kind::user, "bcdefgGkKpRsuZP", 'u', 'd', 's', 'g', 'r'},
};

/// Long options that take the next word unless an `=` is there.
constexpr std::string_view valued[] = {
    "--base-dir", "--comment", "--conf",     "--expiredate",   "--firstuid", "--gecos", "--gid",
    "--groups",   "--home",    "--home-dir", "--inactive",     "--ingroup",  "--key",   "--lastuid",
    "--password", "--prefix",  "--root",     "--selinux-user", "--shell",    "--skel",  "--uid",
};
static_assert(std::ranges::is_sorted(valued));

class Reader {
public:
    Reader(const Maker& maker, std::span<const Argument> arguments) : maker_(maker), arguments_(arguments) {
        made_.kind = maker.kind;
    }

    MadeUser read() {
        for (std::size_t i = 0; i < arguments_.size(); ++i) {
            const std::string_view word = arguments_[i].text;
            if (word.starts_with("--")) {
                i += long_option(i);
            } else if (word.starts_with('-') && word.size() > 1) {
                i += letters(i);
            } else if (made_.name == nullptr) {
                made_.name = &arguments_[i];
            } else if (maker_.program == "adduser" || maker_.program == "addgroup") {
                made_.name = nullptr; // puts a user who is there into a group
                break;
            }
        }
        return made_;
    }

private:
    /// How many words it takes besides its own.
    std::size_t long_option(std::size_t at) {
        const std::string_view word = arguments_[at].text;
        const std::size_t equals = word.find('=');
        const std::string_view name = word.substr(0, equals);
        if (name == "--system") {
            made_.is_system = true;
        } else if (name == "--create-home") {
            made_.makes_home = true;
        }
        if (!std::ranges::binary_search(valued, name)) {
            return 0;
        }
        const bool apart = equals == std::string_view::npos;
        if (apart && at + 1 >= arguments_.size()) {
            return 0;
        }
        const Argument& holder = arguments_[at + (apart ? 1 : 0)];
        const std::string_view value = apart ? holder.text : word.substr(equals + 1);
        const bool is_user = maker_.kind == MadeUser::Kind::user;
        if (name == (is_user ? "--uid" : "--gid")) {
            id(holder, value);
        } else if (name == "--home" || name == "--home-dir") {
            made_.home = value;
        } else if (name == "--shell") {
            made_.shell = value;
        } else if (name == "--gid" || name == "--ingroup") {
            made_.group = value;
        }
        return apart ? 1 : 0;
    }

    std::size_t letters(std::size_t at) {
        const std::string_view word = arguments_[at].text;
        for (std::size_t i = 1; i < word.size(); ++i) {
            const char letter = word[i];
            made_.is_system = made_.is_system || letter == maker_.system;
            made_.makes_home = made_.makes_home || (letter == 'm' && maker_.program == "useradd");
            if (!maker_.valued.contains(letter)) {
                continue;
            }
            const bool apart = i + 1 == word.size();
            if (apart && at + 1 >= arguments_.size()) {
                return 0;
            }
            const Argument& holder = arguments_[at + (apart ? 1 : 0)];
            value(letter, holder, apart ? holder.text : word.substr(i + 1));
            return apart ? 1 : 0;
        }
        return 0;
    }

    void value(char letter, const Argument& holder, std::string_view text) {
        if (letter == maker_.id) {
            id(holder, text);
        } else if (letter == maker_.home) {
            made_.home = text;
        } else if (letter == maker_.shell) {
            made_.shell = text;
        } else if (letter == maker_.group) {
            made_.group = text;
        }
    }

    void id(const Argument& holder, std::string_view text) {
        made_.id = &holder;
        made_.id_text = text;
    }

    const Maker& maker_;
    std::span<const Argument> arguments_;
    MadeUser made_;
};

void add_users(const Document& document, const Stage& stage, std::vector<MadeUser>& users) {
    if (stage.image.stage) {
        add_users(document, document.stages()[*stage.image.stage], users);
    }
    const Commands& commands = document.commands();
    const auto first = std::ranges::lower_bound(commands.texts, stage.from, {}, &ShellText::instruction);
    for (auto text = first; text != commands.texts.end() && text->instruction < stage.end; ++text) {
        if (text->onbuild || document.instruction(*text).keyword != Keyword::run) {
            continue;
        }
        for (const Command& command : commands.of(*text)) {
            const auto maker = std::ranges::find(makers, command.name, &Maker::program);
            if (maker == std::end(makers)) {
                continue;
            }
            MadeUser made = Reader(*maker, commands.arguments_of(command)).read();
            if (made.name != nullptr) {
                made.command = static_cast<std::uint32_t>(&command - commands.all.data());
                users.push_back(made);
            }
        }
    }
}

/// Well-known images that set no USER, so that their commands run as root.
constexpr std::string_view root_images[] = {
    "almalinux",
    "alpine",
    "amazonlinux",
    "archlinux",
    "buildpack-deps",
    "centos",
    "continuumio/anaconda3",
    "continuumio/miniconda3",
    "debian",
    "docker",
    "eclipse-temurin",
    "fedora",
    "gcc",
    "golang",
    "httpd",
    "mariadb",
    "mysql",
    "nginx",
    "node",
    "nvidia/cuda",
    "nvidia/cudagl",
    "openjdk",
    "opensuse/leap",
    "oraclelinux",
    "perl",
    "php",
    "postgres",
    "python",
    "pytorch/pytorch",
    "r-base",
    "redis",
    "rockylinux",
    "ros",
    "ruby",
    "rust",
    "tensorflow/tensorflow",
    "ubuntu",
};
static_assert(std::ranges::is_sorted(root_images));

/// Of the image that a stage builds on in the end, without `library/`.
std::string_view lowest_image(const Document& document, const Stage* stage) {
    stage = lowest_stage(document, stage);
    std::string_view path = stage == nullptr ? std::string_view{} : stage->image.parts.path;
    path.remove_prefix(path.starts_with("library/") ? std::string_view("library/").size() : 0);
    return path;
}

bool is_server(std::string_view path) {
    constexpr std::string_view names[] = {"docker", "httpd",    "mariadb", "mysql",
                                          "nginx",  "postgres", "redis"};
    return std::ranges::find(names, path) != std::end(names);
}

} // namespace

bool starts_as_root(const Document& document, const Stage& stage) {
    const std::string_view path = lowest_image(document, &stage);
    return std::ranges::binary_search(root_images, path) && !is_server(path);
}

std::vector<MadeUser> users_of(const Document& document, const Stage& stage) {
    std::vector<MadeUser> users;
    add_users(document, stage, users);
    return users;
}

RunsAs runs_as(const Document& document, const ShellText& text) {
    const Instruction& owner = document.instructions()[text.instruction];
    if (text.onbuild) {
        return RunsAs::unknown;
    }
    if (const auto user = document.context(owner).user) {
        const auto words = document.words(document.instructions()[*user]);
        const auto who = words.empty() ? std::nullopt : document.expanded(words.front());
        if (!who || who->empty() || who->contains('$')) {
            return RunsAs::unknown;
        }
        const std::string_view name = who->substr(0, who->find(':'));
        return name == "root" || name == "0" ? RunsAs::root : RunsAs::other;
    }
    const std::string_view path = lowest_image(document, document.stage_of(owner));
    return std::ranges::binary_search(root_images, path) ? RunsAs::root : RunsAs::unknown;
}

} // namespace dockwright::model

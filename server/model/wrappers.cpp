#include "model/wrappers.hpp"
#include "base/ascii.hpp"
#include <algorithm>

namespace dockwright::model {
namespace {

/// A program whose first argument that is neither a flag nor a flag's value is a command.
struct Wrapper {
    std::string_view name;
    std::string_view subcommand;  ///< must be the first argument, if it is not ""
    std::string_view valued;      ///< the short flags that take a value in the next word
    std::string_view long_valued; ///< the long ones, blanks between
    bool assignments = false;     ///< NAME=value may stand in front of the command
    std::uint8_t skip = 0;        ///< so many words stand between the flags and the command
    std::string_view inert{};     ///< with one of these short flags it runs nothing
};

constexpr Wrapper wrappers[] = {
    {.name = "builtin"},
    {.name = "busybox"},
    {.name = "chroot", .skip = 1},
    {.name = "command", .inert = "vV"},
    {.name = "conda", .subcommand = "run", .valued = "np", .long_valued = "--name --prefix --cwd"},
    {.name = "doas", .valued = "uC"},
    {.name = "dumb-init"},
    {.name = "eatmydata"},
    {.name = "env", .valued = "uCS", .long_valued = "--unset --chdir", .assignments = true},
    {.name = "exec", .valued = "a"},
    {.name = "fakeroot", .valued = "lsib"},
    {.name = "gosu", .skip = 1},
    {.name = "ionice", .valued = "cnp"},
    {.name = "linux32"},
    {.name = "mamba", .subcommand = "run", .valued = "np", .long_valued = "--name --prefix --cwd"},
    {.name = "micromamba",
     .subcommand = "run",
     .valued = "nprR",
     .long_valued = "--name --prefix --root-prefix --cwd"},
    {.name = "nice", .valued = "n"},
    {.name = "nohup"},
    {.name = "pipenv", .subcommand = "run"},
    {.name = "poetry", .subcommand = "run"},
    {.name = "setarch", .skip = 1},
    {.name = "stdbuf", .valued = "ioe"},
    {.name = "su-exec", .skip = 1},
    {.name = "sudo",
     .valued = "ugpCDRTrthU",
     .long_valued = "--user --group --prompt --chdir",
     .assignments = true,
     .inert = "lvkKe"},
    {.name = "time", .valued = "of"},
    {.name = "timeout", .valued = "ks", .long_valued = "--kill-after --signal", .skip = 1},
    {.name = "tini", .valued = "pe"},
    {.name = "xargs",
     .valued = "adEIiLlnPs",
     .long_valued = "--arg-file --delimiter --max-args --max-procs --replace"},
    {.name = "xvfb-run", .valued = "enpsf"},
};
static_assert(std::ranges::is_sorted(wrappers, {}, &Wrapper::name));

bool has_word(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const std::size_t blank = list.find(' ');
        if (list.substr(0, blank) == word) {
            return true;
        }
        list = blank == std::string_view::npos ? std::string_view{} : list.substr(blank + 1);
    }
    return false;
}

bool takes_value(const Wrapper& wrapper, std::string_view flag) {
    if (flag.starts_with("--")) {
        return has_word(wrapper.long_valued, flag);
    }
    return flag.size() == 2 && wrapper.valued.contains(flag[1]);
}

bool is_assignment(std::string_view word) {
    const std::size_t equals = word.find('=');
    return equals != std::string_view::npos && equals > 0 &&
           std::ranges::all_of(word.substr(0, equals), ascii::is_name);
}

Wrapped through(const Wrapper& wrapper, std::span<const Argument> arguments) {
    std::uint32_t at = 0;
    if (!wrapper.subcommand.empty()) {
        if (arguments.empty() || arguments[0].text != wrapper.subcommand) {
            return {};
        }
        at = 1;
    }
    std::uint8_t skip = wrapper.skip;
    for (; at < arguments.size(); ++at) {
        const std::string_view word = arguments[at].text;
        if (word.starts_with('-') && word.size() > 1) {
            if (word.size() == 2 && wrapper.inert.contains(word[1])) {
                return {};
            }
            at += word != "--" && takes_value(wrapper, word) ? 1U : 0U;
        } else if (wrapper.assignments && is_assignment(word)) {
            continue;
        } else if (skip > 0) {
            --skip;
        } else {
            return {Wrapped::Kind::command, at};
        }
    }
    return {};
}

/// A flag that takes the next word: `-o pipefail`, also `-eo pipefail`.
bool takes_option(std::string_view word) {
    return word.ends_with('o') && (word.starts_with('-') || word.starts_with('+'));
}

bool is_shell(std::string_view program) {
    return program == "sh" || program == "bash" || program == "ash" || program == "dash" || program == "zsh";
}

/// `sh -c script`, `sh < script`, or `sh file`, which is nothing to look into.
Wrapped through_shell(std::string_view program, std::span<const Argument> arguments) {
    const bool is_su = program == "su";
    for (std::uint32_t i = 0; i < arguments.size(); ++i) {
        const std::string_view word = arguments[i].text;
        const bool cluster = word.size() > 1 && word[0] == '-' && word[1] != '-' && word != "-";
        if ((cluster && word.ends_with('c')) || (is_su && word == "--command")) {
            // options may follow: `bash -c -l '…'`
            while (++i < arguments.size() && arguments[i].text.starts_with('-')) {
                i += takes_option(arguments[i].text) ? 1U : 0U;
            }
            return i < arguments.size() ? Wrapped{Wrapped::Kind::string, i} : Wrapped{};
        }
        if (!is_su && takes_option(word)) {
            ++i;
        } else if (!is_su && word == "-s") {
            return {Wrapped::Kind::input, i};
        } else if (!is_su && !word.starts_with('-') && !word.starts_with('+')) {
            return {};
        }
    }
    return {Wrapped::Kind::input, 0};
}

} // namespace

Wrapped unwrapped(std::string_view program, std::span<const Argument> arguments) {
    if (is_shell(program) || program == "su") {
        return through_shell(program, arguments);
    }
    const auto found = std::ranges::lower_bound(wrappers, program, {}, &Wrapper::name);
    return found != std::ranges::end(wrappers) && found->name == program ? through(*found, arguments)
                                                                         : Wrapped{};
}

} // namespace dockwright::model

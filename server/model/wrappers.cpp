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
};

constexpr Wrapper wrappers[] = {
    {.name = "command"},
    {.name = "conda", .subcommand = "run", .valued = "np", .long_valued = "--name --prefix --cwd"},
    {.name = "doas", .valued = "uC"},
    {.name = "eatmydata"},
    {.name = "env", .valued = "uCS", .long_valued = "--unset --chdir", .assignments = true},
    {.name = "exec", .valued = "a"},
    {.name = "gosu", .skip = 1},
    {.name = "ionice", .valued = "cnp"},
    {.name = "mamba", .subcommand = "run", .valued = "np", .long_valued = "--name --prefix --cwd"},
    {.name = "micromamba",
     .subcommand = "run",
     .valued = "nprR",
     .long_valued = "--name --prefix --root-prefix --cwd"},
    {.name = "nice", .valued = "n"},
    {.name = "nohup"},
    {.name = "setarch", .skip = 1},
    {.name = "su-exec", .skip = 1},
    {.name = "sudo",
     .valued = "ugpCDRTrthU",
     .long_valued = "--user --group --prompt --chdir",
     .assignments = true},
    {.name = "time", .valued = "of"},
    {.name = "timeout", .valued = "ks", .long_valued = "--kill-after --signal", .skip = 1},
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

bool is_shell(std::string_view program) {
    return program == "sh" || program == "bash" || program == "ash" || program == "dash" || program == "zsh";
}

} // namespace

Wrapped unwrapped(std::string_view program, std::span<const Argument> arguments) {
    if (is_shell(program) || program == "su") {
        for (std::uint32_t i = 0; i + 1 < arguments.size(); ++i) {
            const std::string_view word = arguments[i].text;
            const bool cluster = word.size() > 1 && word[0] == '-' && word[1] != '-';
            if ((cluster && word.ends_with('c')) || (program == "su" && word == "--command")) {
                return {Wrapped::Kind::string, i + 1};
            }
            if (program != "su" && !word.starts_with('-') && !word.starts_with('+') &&
                !(i > 0 && (arguments[i - 1].text == "-o" || arguments[i - 1].text.ends_with('o')))) {
                return {};
            }
        }
        return {};
    }
    const auto found = std::ranges::lower_bound(wrappers, program, {}, &Wrapper::name);
    return found != std::ranges::end(wrappers) && found->name == program ? through(*found, arguments)
                                                                         : Wrapped{};
}

} // namespace dockwright::model

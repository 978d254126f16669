#include "cli/describe.hpp"
#include <algorithm>
#include <sstream>

namespace dockwright::cli {
namespace {

std::string one_line(std::string text) {
    std::ranges::replace(text, '\n', ' ');
    std::ranges::replace(text, '\t', ' ');
    return text;
}

std::string names_of(const CLI::Option& option) {
    std::string out;
    for (const std::string& name : option.get_snames()) {
        out += (out.empty() ? "-" : ",-") + name;
    }
    for (const std::string& name : option.get_lnames()) {
        out += (out.empty() ? "--" : ",--") + name;
    }
    return out;
}

/// Of "TEXT:{add,list}", as the library names the type of a closed set.
std::string words_of(const CLI::Option& argument) {
    const std::string type = argument.get_type_name();
    const std::size_t begin = type.find('{');
    const std::size_t end = type.find('}');
    std::string out;
    if (begin == std::string::npos || end == std::string::npos) {
        return out;
    }
    std::istringstream words(type.substr(begin + 1, end - begin - 1));
    for (std::string word; std::getline(words, word, ',');) {
        out += "word\t" + word + "\n";
    }
    return out;
}

} // namespace

std::string describe(CLI::App& app, std::span<const std::string> path) {
    CLI::App* at = &app;
    std::size_t given = 0;
    for (const std::string& word : path) {
        const CLI::App* const before = at;
        for (CLI::App* const below :
             at->get_subcommands([&word](CLI::App* one) { return one->check_name(word); })) {
            at = below;
        }
        given += at == before ? 1 : 0;
    }
    std::string out;
    for (const CLI::App* below : at->get_subcommands({})) {
        if (!below->get_name().empty()) {
            out += "command\t" + below->get_name() + "\t" + one_line(below->get_description()) + "\n";
        }
    }
    std::size_t arguments = 0;
    for (const CLI::Option* option : at->get_options()) {
        const std::string names = names_of(*option);
        const std::string value = option->get_items_expected_max() == 0 ? "-" : option->get_type_name();
        if (names.empty()) {
            out += "argument\t" + option->get_name() + "\t" + one_line(option->get_description()) + "\n";
            out += arguments == given ? words_of(*option) : std::string();
            ++arguments;
        } else {
            out += "option\t" + names + "\t" + value + "\t" + one_line(option->get_description()) + "\n";
        }
    }
    return out;
}

} // namespace dockwright::cli

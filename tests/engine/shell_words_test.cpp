#include "engine/shell_words.hpp"
#include <array>
#include <cstdio>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace dockwright::engine {
namespace {

TEST(ShownWords, AreQuotedOnlyWhereAShellWouldReadThemOtherwise) {
    const std::pair<std::string_view, std::string_view> cases[] = {
        {"", "''"},
        {"--gpus=all", "--gpus=all"},
        {"/home/ada/data:/data:ro", "/home/ada/data:/data:ro"},
        {"A=b c", "'A=b c'"},
        {"it's", "'it'\\''s'"},
        {"\"device=0,2\"", "'\"device=0,2\"'"},
        {"~/data", "'~/data'"},
        {"$HOME", "'$HOME'"},
        {"`id`;#&|<>()*?[]{}!^\\", "'`id`;#&|<>()*?[]{}!^\\'"},
        {"\xc3\xa4", "'\xc3\xa4'"},
        {"a\nb", "$'a\\nb'"},
        {"\x1b[31m'\\\t\r", "$'\\033[31m\\'\\\\\\t\\r'"},
        {"\x7f", "$'\\177'"},
        {"\xff", "$'\\377'"},
        {"\xc2\x9b", "$'\\302\\233'"},
        {"a\xe2\x80\xae"
         "b",
         "$'a\\342\\200\\256b'"},
    };
    for (const auto& [word, expected] : cases) {
        EXPECT_EQ(shown_word(word), expected);
    }
}

/// What the system's shell makes of a command line.
std::string run_in_shell(const std::string& command) {
    std::string output;
    FILE* const shell = ::popen(command.c_str(), "r");
    std::array<char, 256> buffer{};
    while (shell != nullptr && std::fgets(buffer.data(), static_cast<int>(buffer.size()), shell) != nullptr) {
        output += buffer.data();
    }
    return shell != nullptr && ::pclose(shell) == 0 ? output : "the shell failed";
}

TEST(ShownCommands, AreReadBackByAShellAsTheyWere) {
    std::string printed;
    for (char byte = ' '; byte <= '~'; ++byte) {
        printed += byte;
    }
    const std::vector<std::string> words = {"printf",  "<%s>", "",   printed, "~",   "$HOME",
                                            "a'b''c'", "\\",   "-n", "*",     "A=b", "\xc3\xa4 b"};
    std::string expected;
    for (std::size_t index = 2; index < words.size(); ++index) {
        expected += '<' + words[index] + '>';
    }
    EXPECT_EQ(run_in_shell(shown_command(words)), expected);
}

TEST(ShownCommands, BeginWithAProgramAndNotWithAVariable) {
    EXPECT_EQ(shown_command(std::vector<std::string>{"docker", "run", "-e", "A=b", "x y"}),
              "docker run -e A=b 'x y'");
    EXPECT_EQ(shown_command(std::vector<std::string>{"A=b", "A=b"}), "'A=b' A=b");
    EXPECT_EQ(shown_command({}), "");
}

} // namespace
} // namespace dockwright::engine

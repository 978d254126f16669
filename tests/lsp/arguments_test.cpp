#include "lsp/arguments.hpp"
#include <gtest/gtest.h>
#include <vector>

namespace dockwright::lsp {
namespace {

std::expected<Arguments, Problem> read(const std::vector<std::string>& arguments) {
    return read_arguments(arguments);
}

TEST(Arguments, AreThoseThatEditorsAppend) {
    EXPECT_EQ(read({}), Arguments{});
    EXPECT_EQ(read({"--stdio"}), Arguments{});
    EXPECT_EQ(read({"--pipe=/tmp/x=y"}), Arguments{.pipe = "/tmp/x=y"});
    EXPECT_EQ(read({"--pipe", "/tmp/x"}), Arguments{.pipe = "/tmp/x"});
    EXPECT_EQ(read({"--socket=65535", "--clientProcessId=7"}),
              (Arguments{.port = 65535, .client_process = 7}));
    EXPECT_EQ(read({"--node-ipc", "--log", "x", "extra"}), Arguments{});
    EXPECT_EQ(read({"--help"}), Arguments{.help = true});
}

TEST(Arguments, MustBeNumbersWhereNumbersAreMeant) {
    for (const std::string port : {"", "x", "65536", "-1", "80x"}) {
        const auto refused = read({"--socket=" + port});
        ASSERT_FALSE(refused) << port;
        EXPECT_EQ(refused.error().message, "--socket must be a number, not '" + port + "'");
    }
    EXPECT_FALSE(read({"--socket"}));
}

} // namespace
} // namespace dockwright::lsp

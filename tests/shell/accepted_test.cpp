#include "shell/tree.hpp"
#include "support/read_file.hpp"
#include <gtest/gtest.h>

namespace dockwright::shell {
namespace {

/// Every line of accepted.txt is read without a problem just where the shell itself accepts it. A
/// bad substitution is told apart: shells find it only when they run.
TEST(Accepted, AsTheShellsThemselvesSay) {
    const std::string text = testing::read_file(DOCKWRIGHT_SOURCE "/tests/shell/accepted.txt");
    constexpr Dialect dialects[] = {Dialect::posix, Dialect::ash, Dialect::bash};
    int lines = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string line = text.substr(at, end - at);
        at = end + 1;
        if (line.starts_with("# ")) {
            continue;
        }
        ++lines;
        const std::string source = line.substr(4);
        for (std::size_t i = 0; i < 3; ++i) {
            EXPECT_EQ(problems(source, dialects[i]).empty(), line[i] == '+')
                << "by shell " << i << ": " << source << "\n  ours: " << problems(source, dialects[i]);
        }
    }
    EXPECT_GT(lines, 100);
}

} // namespace
} // namespace dockwright::shell

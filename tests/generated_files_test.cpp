#include "support/source_tree.hpp"
#include <array>
#include <cstdio>
#include <gtest/gtest.h>

namespace dockwright::testing {
namespace {

struct Outcome {
    int status = -1;
    std::string output;
};

Outcome run(const std::string& command) {
    Outcome outcome;
    std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) {
        return outcome;
    }
    std::array<char, 4096> block{};
    while (const std::size_t size = std::fread(block.data(), 1, block.size(), pipe)) {
        outcome.output.append(block.data(), size);
    }
    outcome.status = ::pclose(pipe);
    return outcome;
}

TEST(GeneratedFiles, AreWhatTheModelsGiveToday) {
    const Outcome outcome =
        run("python3 '" + (source_root() / "protocol/generate.py").string() + "' --check");
    EXPECT_EQ(outcome.status, 0) << outcome.output << "run protocol/generate.py";
}

} // namespace
} // namespace dockwright::testing

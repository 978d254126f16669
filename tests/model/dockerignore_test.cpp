#include "model/dockerignore.hpp"
#include "support/read_file.hpp"
#include "support/source_tree.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::model {
namespace {

using ::testing::ElementsAreArray;

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) {
            out.emplace_back(text.substr(at, end - at));
        }
        at = end + 1;
    }
    return out;
}

/// `a, b` is a file of two lines.
std::string lines(std::string_view patterns) {
    std::string out(patterns);
    for (std::size_t at = out.find(", "); at != std::string::npos; at = out.find(", ", at)) {
        out.replace(at, 2, "\n");
    }
    return out;
}

/// dockerignore_judged.txt: the paths, then for each file of patterns those that
/// github.com/moby/patternmatcher 0.6.1 takes to be left out.
TEST(Dockerignore, LeavesOutWhatTheEnginesMatcherLeavesOut) {
    const std::string judged =
        testing::read_file(testing::source_root() / "tests/model/dockerignore_judged.txt");
    std::vector<std::string> paths;
    std::size_t cases = 0;
    for (std::size_t at = 0; at < judged.size();) {
        const std::size_t end = judged.find('\n', at);
        const std::string_view line = std::string_view(judged).substr(at, end - at);
        at = end + 1;
        if (line.starts_with("paths ")) {
            paths = words(line.substr(6));
            continue;
        }
        const std::size_t arrow = line.find(" => ");
        const std::string_view answer = line.substr(arrow + 4);
        const Dockerignore ignored = Dockerignore::read(lines(line.substr(0, arrow)));
        std::vector<std::string> left_out;
        for (const std::string& path : paths) {
            if (ignored.excludes(clean_path(path))) {
                left_out.push_back(path);
            }
        }
        const bool none = answer == "-" || answer == "broken";
        EXPECT_THAT(left_out, ElementsAreArray(none ? std::vector<std::string>{} : words(answer))) << line;
        ++cases;
    }
    EXPECT_GT(cases, 80U);
}

TEST(Dockerignore, KnowsWhetherAnythingIsTakenBack) {
    EXPECT_TRUE(Dockerignore::read("*\n!a").has_exceptions());
    EXPECT_FALSE(Dockerignore::read("*\n#!a").has_exceptions());
}

TEST(Dockerignore, KnowsWhetherAllIsLeftOut) {
    EXPECT_TRUE(Dockerignore::read("a\n**/*\n").excludes_all());
    EXPECT_FALSE(Dockerignore::read("*.py\n").excludes_all());
}

TEST(Dockerignore, ReadsAFileOfWindows) {
    EXPECT_TRUE(Dockerignore::read("\xEF\xBB\xBF*.py\r\ndata\r\n").excludes("data/x"));
}

TEST(Dockerignore, AnswersInTimeWhateverThePattern) {
    const std::string stars(500, '*');
    const std::string path(500, 'a');
    std::string pattern;
    for (int i = 0; i < 250; ++i) {
        pattern += "*a";
    }
    EXPECT_TRUE(Dockerignore::read(pattern).excludes(path));
    EXPECT_FALSE(Dockerignore::read(pattern + "b").excludes(path));
    EXPECT_TRUE(Dockerignore::read(stars).excludes(path));
}

} // namespace
} // namespace dockwright::model

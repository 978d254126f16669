#include "support/process.hpp"
#include "support/temporary_folder.hpp"
#include <algorithm>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// `lint` with a ShellCheck that is played by a small shell program.
namespace dockwright::cli {
namespace {

using testing::Ended;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::run_dockwright;
using testing::TemporaryFolder;

/// Says something about `make` at the end of each script.
constexpr std::string_view program = R"(#!/bin/sh
echo "$*" >> "$NOTES"
shift 2
comments=
for file; do
  if [ "$file" = - ]; then cat > "$NOTES.in"; text=$NOTES.in; else text=$file; fi
  if grep -q '^make$' "$text"; then
    line=$(grep -n '^make$' "$text" | cut -d: -f1)
    comments="$comments${comments:+,}{\"file\":\"$file\",\"line\":$line,\"endLine\":$line,\"column\":1,\"endColumn\":5,\"level\":\"warning\",\"code\":2320,\"message\":\"Do not make.\",\"fix\":null}"
  fi
done
echo "{\"comments\":[$comments]}"
)";

class LintWithShellCheck : public ::testing::Test {
protected:
    LintWithShellCheck() {
        install(program);
        folder.write("a/Dockerfile", "FROM debian:12\nRUN make\n");
        folder.write("b/Dockerfile", "FROM debian:12\nRUN cmake\nRUN <<EOF\nmake\nEOF\n");
        std::filesystem::create_directories(folder.path() / "tmp");
    }
    void install(std::string_view text) {
        folder.write("bin/shellcheck", text);
        std::filesystem::permissions(folder.path() / "bin/shellcheck", std::filesystem::perms::owner_all);
    }
    Ended lint(std::vector<std::string> arguments, const std::string& input = {}) const {
        const std::string root = folder.path().string();
        arguments.insert(arguments.begin(), "lint");
        return run_dockwright({.arguments = arguments,
                               .input = input,
                               .folder = folder.path(),
                               .environment = {{"PATH", root + "/bin:/usr/bin:/bin"},
                                               {"NOTES", root + "/notes"},
                                               {"HOME", root + "/home"},
                                               {"TMPDIR", root + "/tmp"}}});
    }
    std::ptrdiff_t processes() const {
        const std::string notes =
            std::filesystem::exists(folder.path() / "notes") ? folder.read("notes") : std::string();
        return std::ranges::count(notes, '\n');
    }
    TemporaryFolder folder;
};

TEST_F(LintWithShellCheck, ShowsWhatItSaysOfAllFilesByOneProcess) {
    const Ended ended = lint({"a", "b"});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.output,
                HasSubstr("a/Dockerfile:2:5: warning: Do not make [shellcheck-warning SC2320]"));
    EXPECT_THAT(ended.output,
                HasSubstr("b/Dockerfile:4:1: warning: Do not make [shellcheck-warning SC2320]"));
    EXPECT_EQ(processes(), 1);
    EXPECT_EQ(lint({"a", "b"}).output, ended.output);
    EXPECT_EQ(processes(), 1) << "the answers were kept";
    EXPECT_TRUE(std::filesystem::is_empty(folder.path() / "tmp"));
}

TEST_F(LintWithShellCheck, AsksAboutStandardInputToo) {
    EXPECT_THAT(lint({"-"}, "FROM debian:12\nRUN make\n").output, HasSubstr("-:2:5: warning: Do not make"));
}

TEST_F(LintWithShellCheck, AsksNobodyWhereThatIsNotWanted) {
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{"a", "--shellcheck", "never"},
                                                      {"a", "--isolated"},
                                                      {"a", "--preset", "hadolint"},
                                                      {"a", "--preset", "buildkit"},
                                                      {"a", "--ignore", "shellcheck-warning"}}) {
        EXPECT_EQ(lint(arguments).output.find("Do not make"), std::string::npos) << arguments.back();
    }
    folder.write(".dockwright.yaml", "shellcheck: never\n");
    EXPECT_THAT(lint({"a"}).output, Not(HasSubstr("Do not make")));
    EXPECT_EQ(processes(), 0);
    EXPECT_THAT(lint({"a", "--shellcheck", "auto"}).output, HasSubstr("Do not make"));
}

TEST_F(LintWithShellCheck, NeedsItWhereItIsToBeAskedAlways) {
    std::filesystem::remove(folder.path() / "bin/shellcheck");
    EXPECT_EQ(lint({"a"}).errors, "nothing found in 1 file\n");
    const auto alone = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "lint");
        return run_dockwright({.arguments = std::move(arguments),
                               .folder = folder.path(),
                               .environment = {{"PATH", folder.path().string() + "/bin"}}});
    };
    const Ended ended = alone({"a", "b", "--shellcheck=always"});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.errors, HasSubstr("no program 'shellcheck' is on PATH"));
    EXPECT_EQ(ended.errors.find("no program"), ended.errors.rfind("no program")) << "once for all files";
}

TEST_F(LintWithShellCheck, GoesOnWithoutItWhereItFails) {
    install("#!/bin/sh\necho trouble >&2\nexit 4\n");
    const Ended ended = lint({"a"});
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_THAT(ended.errors, HasSubstr("ended with 4: trouble"));
    EXPECT_EQ(lint({"a", "--shellcheck=always"}).exit_code, 2);
}

TEST_F(LintWithShellCheck, AsksAboutWhatAFixHasWritten) {
    folder.write("c/Dockerfile", "FROM debian:12 as x\nRUN make\n");
    const Ended ended = lint({"c", "--fix"});
    EXPECT_THAT(ended.output, HasSubstr("Do not make"));
    EXPECT_EQ(folder.read("c/Dockerfile"), "FROM debian:12 AS x\nRUN make\n");
}

} // namespace
} // namespace dockwright::cli

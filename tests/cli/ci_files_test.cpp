#include "project/tree/tree.hpp"
#include "support/process.hpp"
#include "support/source_tree.hpp"
#include "support/temporary_folder.hpp"
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <gmock/gmock.h>

/// The files at the root by which other tools call the program: .pre-commit-hooks.yaml, action.yml and
/// templates/lint.yml. What they run is run here as it stands there.
namespace dockwright::cli {
namespace {

using ::testing::HasSubstr;

std::string project_file(std::string_view name) {
    const auto files = testing::source_files({name}, {".yaml", ".yml"});
    EXPECT_EQ(files.size(), 1U) << name;
    return files.empty() ? "" : files.front().text;
}

struct Outcome {
    int exit_code = -1;
    std::string output;
};

/// The script, run by a shell in a folder, with the program in front of the PATH.
Outcome run_script(const testing::TemporaryFolder& folder, std::string_view shell, const std::string& script,
                   const std::string& variables) {
    folder.write("script.sh", "export PATH='" + std::string(DOCKWRIGHT_BINARY) + "':\"$PATH\"\ncd '" +
                                  folder.path().string() + "'\n" + variables + script);
    const std::string command = std::string(shell) + " " + (folder.path() / "script.sh").string() + " 2>&1";
    Outcome out;
    FILE* pipe = ::popen(command.c_str(), "r");
    EXPECT_NE(pipe, nullptr);
    std::array<char, 4096> buffer{};
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
        out.output.append(buffer.data(), count);
    }
    const int status = ::pclose(pipe);
    out.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return out;
}

/// The step of action.yml with that name.
std::string step(std::string_view name) {
    const project::TreeFile file = project::read_yaml_tree(project_file("action.yml"));
    const project::Tree* steps = file.root.find({"runs", "steps"});
    EXPECT_NE(steps, nullptr);
    for (const project::Tree* one : steps->as_list()) {
        if (one->text_of("name") == name) {
            return std::string(one->text_of("run"));
        }
    }
    ADD_FAILURE() << "no step " << name;
    return {};
}

TEST(CiFiles, TheHooksOfPreCommitRunTheProgramAsItIs) {
    const project::TreeFile file = project::read_yaml_tree(project_file(".pre-commit-hooks.yaml"));
    const testing::TemporaryFolder folder;
    folder.write("Dockerfile", "FROM python:3.12\nADD a.txt /a.txt\n");
    std::vector<int> codes;
    for (const project::Tree* hook : file.root.as_list()) {
        EXPECT_EQ(hook->text_of("language"), "system");
        const Outcome out =
            run_script(folder, "sh", std::string(hook->text_of("entry")) + " Dockerfile\n", "");
        codes.push_back(out.exit_code);
    }
    EXPECT_THAT(codes, ::testing::ElementsAre(1, 0)) << "the second hook mends what the first one found";
    EXPECT_EQ(folder.read("Dockerfile"), "FROM python:3.12\nCOPY a.txt /a.txt\n");
}

TEST(CiFiles, TheActionFindsTheProgramAndAnnotatesLines) {
    const testing::TemporaryFolder folder;
    folder.write("a b/Dockerfile", "FROM python:3.12\nADD a.txt /a.txt\n");
    folder.write("output", "");
    const Outcome found =
        run_script(folder, "bash", step("Find dockwright"),
                   "export URL= SHA256= GITHUB_OUTPUT=output RUNNER_TEMP=. GITHUB_ACTION_PATH=.\n");
    EXPECT_EQ(found.exit_code, 0) << found.output;
    EXPECT_THAT(folder.read("output"), HasSubstr("from=path\nprogram=/"));

    const Outcome lint = run_script(folder, "bash", step("Lint"),
                                    "export PROGRAM=dockwright PRESET=recommended FAIL_LEVEL=warning "
                                    "SARIF=out.sarif PATHS='a b'\n");
    EXPECT_EQ(lint.exit_code, 1) << lint.output;
    EXPECT_THAT(lint.output, HasSubstr("file=a b/Dockerfile,line=2,"));
    EXPECT_THAT(folder.read("out.sarif"), HasSubstr("add-instead-of-copy"));
}

TEST(CiFiles, TheActionTakesNoProgramButTheOneThatIsNamed) {
    const testing::TemporaryFolder folder;
    folder.write("bin/curl", "#!/bin/sh\nwhile [ \"$1\" != --output ]; do shift; done\necho other >\"$2\"\n");
    std::filesystem::permissions(folder.path() / "bin/curl", std::filesystem::perms::owner_all);
    const std::string variables =
        "export PATH=\"$PWD/bin:/usr/bin:/bin\" URL=https://host.invalid/dockwright "
        "GITHUB_OUTPUT=output RUNNER_TEMP=. GITHUB_ACTION_PATH=. SHA256=";
    const Outcome wrong =
        run_script(folder, "bash", step("Find dockwright"), variables + std::string(64, '0') + "\n");
    EXPECT_NE(wrong.exit_code, 0);
    EXPECT_THAT(wrong.output, HasSubstr("FAILED"));
    const Outcome right = run_script(folder, "bash", step("Find dockwright"),
                                     variables + "$(echo other | sha256sum | cut -d' ' -f1)\n");
    EXPECT_EQ(right.exit_code, 0) << right.output;
    EXPECT_THAT(folder.read("output"), HasSubstr("from=url\n"));
}

TEST(CiFiles, TheTemplateOfGitLabWritesItsReport) {
    const std::string text = project_file("templates/lint.yml");
    const std::size_t second = text.find("\n---\n");
    ASSERT_NE(second, std::string::npos);
    const project::TreeFile file = project::read_yaml_tree(text.substr(second + 5));
    const project::Tree* script = file.root.find({"dockwright", "script"});
    ASSERT_NE(script, nullptr);
    ASSERT_EQ(script->as_list().size(), 1U);

    const testing::TemporaryFolder folder;
    folder.write("Dockerfile", "FROM python:3.12\nADD a.txt /a.txt\n");
    const Outcome out = run_script(folder, "sh", script->as_list().front()->text,
                                   "export DOCKWRIGHT_PATHS=. DOCKWRIGHT_PRESET=recommended "
                                   "DOCKWRIGHT_FAIL_LEVEL=none DOCKWRIGHT_URL= DOCKWRIGHT_SHA256=\n");
    EXPECT_EQ(out.exit_code, 0) << out.output;
    EXPECT_THAT(folder.read("gl-code-quality-report.json"), HasSubstr("add-instead-of-copy"));
    EXPECT_EQ(file.root.find({"dockwright", "artifacts", "reports"})->text_of("codequality"),
              "gl-code-quality-report.json");
}

} // namespace
} // namespace dockwright::cli

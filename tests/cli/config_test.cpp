#include "support/process.hpp"
#include "support/temporary_folder.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

using testing::Ended;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::run_dockwright;

class Configured : public ::testing::Test {
protected:
    Ended run(const std::vector<std::string>& arguments, const std::string& input = {}) const {
        return run_dockwright({.arguments = arguments, .input = input, .folder = folder.path()});
    }
    testing::TemporaryFolder folder;
};

TEST_F(Configured, LintGoesByTheFile) {
    folder.write("Dockerfile", "FROM ubuntu\nADD a /b\n");
    folder.write(".dockwright.yaml", "ignore: [DL3006]\nseverity: {DL3020: info}\nfail-level: error\n");
    const Ended ended = run({"lint"});
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_THAT(ended.output, HasSubstr("Dockerfile:2:1: info:"));
    EXPECT_THAT(ended.output, Not(HasSubstr("DL3006")));
}

TEST_F(Configured, TheCommandLineWinsOverTheFile) {
    folder.write("Dockerfile", "FROM ubuntu\n");
    folder.write(".dockwright.yaml", "ignore: [DL3006]\nfail-level: none\n");
    EXPECT_EQ(run({"lint", "--select", "DL3006"}).exit_code, 0);
    EXPECT_EQ(run({"lint", "--select", "DL3006", "--fail-level", "warning"}).exit_code, 1);
    EXPECT_EQ(run({"lint", "--isolated"}).exit_code, 1);
}

TEST_F(Configured, ANamedFileTakesTheFoundOnesPlace) {
    folder.write("Dockerfile", "FROM ubuntu\n");
    folder.write(".dockwright.yaml", "ignore: [DL3006]\n");
    folder.write("ci.yaml", "severity: {DL3006: error}\n");
    EXPECT_THAT(run({"lint", "--config", "ci.yaml"}).output, HasSubstr("Dockerfile:1:6: error:"));
    EXPECT_EQ(run({"lint", "--config", "none.yaml"}).exit_code, 2);
    EXPECT_EQ(run({"lint", "--config", "ci.yaml", "--isolated"}).exit_code, 2);
}

TEST_F(Configured, EachFolderHasItsOwn) {
    folder.write("a/Dockerfile", "FROM ubuntu\n");
    folder.write("b/Dockerfile", "FROM ubuntu\n");
    folder.write("a/.hadolint.yaml", "ignored: [DL3006]\n");
    const Ended ended = run({"lint"});
    EXPECT_THAT(ended.output, Not(HasSubstr("a/Dockerfile")));
    EXPECT_THAT(ended.output, HasSubstr("b/Dockerfile:1:6: warning:"));
}

TEST_F(Configured, ABrokenFileIsSaidOnceAndTheFindingsToo) {
    folder.write("a/Dockerfile", "FROM ubuntu\n");
    folder.write("b/Dockerfile", "FROM ubuntu\n");
    folder.write(".dockwright.yaml", "presett: all\nseverity: {DL3006: error}\n");
    const Ended ended = run({"lint"});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.errors,
                ::testing::StartsWith(".dockwright.yaml:1:1: There is no key 'presett' here. Did "
                                      "you mean 'preset'?\n2 findings"));
    EXPECT_THAT(ended.output, HasSubstr("b/Dockerfile:1:6: error:"));
}

TEST_F(Configured, StandardInputIsReadAsIfItLayWhereItsNameSays) {
    folder.write("a/.dockwright.yaml", "ignore: [DL3006]\n");
    EXPECT_EQ(run({"lint", "--stdin-filename", "a/Dockerfile"}, "FROM ubuntu\n").exit_code, 0);
    EXPECT_EQ(run({"lint", "-"}, "FROM ubuntu\n").exit_code, 1);
}

TEST_F(Configured, FixesGoByTheFileToo) {
    folder.write("Dockerfile", "FROM ubuntu:24.04\nADD a /b\n");
    folder.write(".dockwright.yaml", "ignore: [DL3020]\n");
    run({"lint", "--fix"});
    EXPECT_EQ(folder.read("Dockerfile"), "FROM ubuntu:24.04\nADD a /b\n");
}

TEST_F(Configured, ConfigTellsEachValueAndItsLine) {
    folder.write(".dockwright.yaml", "\npreset: strict\nignore: [DL3006]\n");
    const Ended ended = run({"config", "a/Dockerfile"});
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_EQ(ended.output, "preset               strict   .dockwright.yaml:2\n"
                            "fail-level           warning  default\n"
                            "ignore               DL3006   .dockwright.yaml:3\n"
                            "suppressions         true     default\n"
                            "shellcheck           auto     default\n"
                            "rules.labels.strict  false    default\n"
                            "\n"
                            "looked for, the nearest first:\n"
                            "  a/.dockwright.yaml\n"
                            "  a/.hadolint.yaml\n"
                            "  a/.hadolint.yml\n"
                            "  .dockwright.yaml (read)\n");
}

TEST_F(Configured, ConfigSaysTheSameForPrograms) {
    folder.write(".dockwright.yaml", "preset: strct\nlocked: security\n");
    const Ended ended = run({"config", "--format", "json", "Dockerfile"});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.output, HasSubstr(R"({"key":"locked","value":"security","from":"file",)"
                                        R"("path":".dockwright.yaml","line":2,"column":9})"));
    EXPECT_THAT(ended.output, HasSubstr(R"({"path":".dockwright.yaml","there":true})"));
    EXPECT_THAT(ended.output,
                HasSubstr(R"("kind":"unknown-value","key":"preset","message":"'preset' must be )"));
    EXPECT_THAT(ended.output, HasSubstr(R"("replacement":"strict"})"));
}

TEST_F(Configured, ConfigPrintsTheSchema) {
    const Ended ended = run({"config", "--schema"});
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_THAT(ended.output, HasSubstr(R"("$schema": "http://json-schema.org/draft-07/schema#")"));
    EXPECT_EQ(run({"config"}).exit_code, 2);
}

constexpr std::string_view lab_gpu = "gpus:\n"
                                     "  - source: our lab\n"
                                     "    entries:\n"
                                     "      - {name: Lab Card 1, capability: 86, kind: datacenter}\n";

TEST_F(Configured, FactsOfOnesOwnAreAdded) {
    folder.write(".dockwright.yaml", "knowledge: [facts/gpus.yaml]\n");
    folder.write("facts/gpus.yaml", lab_gpu);
    const Ended shown = run({"knowledge", "show", "Lab Card 1"});
    EXPECT_EQ(shown.errors, "");
    EXPECT_THAT(shown.output, HasSubstr("gpus/Lab Card 1\n"));
    EXPECT_THAT(shown.output, HasSubstr("source: our lab\n"));
    EXPECT_EQ(run({"knowledge", "show", "Tesla T4"}).exit_code, 0);
    EXPECT_THAT(run({"config", "Dockerfile"}).output, HasSubstr("knowledge"));
}

TEST_F(Configured, AMistakeInAFileOfFactsHasItsPlaceThere) {
    folder.write(".dockwright.yaml", "knowledge: facts.yaml\n");
    folder.write("facts.yaml", "gpuss: []\n");
    const Ended ended = run({"config", "Dockerfile"});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.errors,
                HasSubstr("facts.yaml:1:1: There is no key 'gpuss' here. Did you mean 'gpus'?"));
}

TEST_F(Configured, AFileOfFactsThatIsNotThereOrLiesElsewhereIsSaidWhereItIsNamed) {
    folder.write("a/.dockwright.yaml", "knowledge:\n  - none.yaml\n  - ../out.yaml\n");
    folder.write("out.yaml", lab_gpu);
    const Ended ended = run({"config", "a/Dockerfile"});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.errors, HasSubstr("a/.dockwright.yaml:2:5: There is no file 'a/none.yaml'"));
    EXPECT_THAT(ended.errors, HasSubstr("a/.dockwright.yaml:3:5: 'out.yaml' lies outside of the repository"));
    folder.write("a/none.yaml", std::string((1U << 20U) + 1, '#'));
    EXPECT_THAT(run({"config", "a/Dockerfile"}).errors, HasSubstr("larger than 1 MiB"));
}

TEST_F(Configured, TargetsAreToldWithTheirLine) {
    folder.write(".dockwright.yaml", "targets:\n  - RTX 3090, 535.104.05\n");
    const Ended ended = run({"config", "Dockerfile"});
    EXPECT_THAT(ended.output, HasSubstr("RTX 3090 with driver 535.104.05"));
    EXPECT_THAT(ended.output, HasSubstr(".dockwright.yaml:2\n"));
}

} // namespace
} // namespace dockwright::cli

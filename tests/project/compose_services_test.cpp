#include "project/check_plans.hpp"
#include "project/plans/env_file.hpp"
#include "project/plans/plan_file.hpp"
#include <gtest/gtest.h>
#include <map>

namespace dockwright::project {
namespace {

using Files = std::map<std::string, std::string>;

OtherFile other(const Files& files) {
    return [&files](const std::string& path) -> std::optional<std::string> {
        const auto found = files.find(path);
        return found == files.end() ? std::nullopt : std::optional(found->second);
    };
}

std::string drawn(const std::vector<Planned>& all) {
    std::string out;
    for (const Planned& planned : all) {
        out += (planned.file.empty() ? "" : "[" + planned.file + "] ") + planned.context + " " +
               planned.dockerfile + ": " + said(planned.plan) + "\n";
    }
    return out;
}

std::string compose(std::string_view text, const Files& files, const Pairs& variables = {}) {
    return drawn(read_compose(text, lookup_in(variables), other(files)));
}

TEST(Extends, TakesAServiceOfAnotherFile) {
    EXPECT_EQ(compose("services:\n  a:\n    extends: {file: common/base.yml, service: b}\n"
                      "    build:\n      args: [B=3]\n",
                      {{"common/base.yml", "services:\n  b:\n    build:\n      context: ../app\n"
                                           "      dockerfile: gpu.Dockerfile\n      target: t\n"
                                           "      args: {A: 1, B: 2}\n    gpus: all\n"}}),
              "app gpu.Dockerfile: compose a@2, stage t, arg A=1, arg B=3, gpu\n");
}

TEST(Extends, HasItsContextWhereItIsWritten) {
    const Files files{{"x/b.yml", "services:\n  text:\n    build: .\n  none:\n    build: {target: t}\n"
                                  "  url:\n    build: https://e.example/r.git\n  whole:\n    build: /w\n"
                                  "  unknown:\n    build: $U\n  known:\n    build: $K/d\n"}};
    const auto service = [&](std::string_view name) {
        return compose("services:\n  a:\n    extends: {file: ./x/b.yml, service: " + std::string(name) +
                           "}\n",
                       files, {{"K", "k$"}});
    };
    EXPECT_EQ(service("text"), "x Dockerfile: compose a@2\n");
    EXPECT_EQ(service("none"), ". Dockerfile: compose a@2, stage t\n");
    EXPECT_EQ(service("url"), "");
    EXPECT_EQ(service("whole"), "/w Dockerfile: compose a@2\n");
    EXPECT_EQ(service("unknown"), "");
    EXPECT_EQ(service("known"), "x/k$/d Dockerfile: compose a@2\n");
}

TEST(Extends, GoesOnThroughFilesAsSeenFromEach) {
    EXPECT_EQ(compose("services:\n  a:\n    extends: {file: \"${D}/b.yml\", service: b}\n",
                      {{"x/b.yml", "services:\n  b:\n    extends: {file: ../y/c.yml, service: c}\n"
                                   "  d:\n    build: {context: d, args: {D: $D}}\n"},
                       {"y/c.yml", "services:\n  c:\n    extends: {file: ../x/b.yml, service: d}\n"
                                   "    build: {target: c}\n"}},
                      {{"D", "x"}}),
              "x/d Dockerfile: compose a@2, stage c, arg D=x\n");
}

TEST(Extends, PassesOverWhatIsNotThere) {
    EXPECT_EQ(compose("services:\n  a:\n    extends: {file: none.yml, service: a}\n    build: x\n"
                      "  b:\n    extends: {file: b.yml, service: none}\n    build: y\n"
                      "  c:\n    extends: {file: $UNKNOWN, service: b}\n    build: z\n",
                      {{"b.yml", "services:\n  b:\n    build: {target: t}\n"}}),
              "x Dockerfile: compose a@2\ny Dockerfile: compose b@5\nz Dockerfile: compose c@8\n");
}

TEST(Extends, EndsWhereItGoesInCircles) {
    EXPECT_EQ(
        compose("services:\n  a:\n    extends: {file: b.yml, service: b}\n    build: x\n",
                {{"b.yml", "services:\n  b:\n    extends: {file: b.yml, service: b}\n    ipc: host\n"}}),
        "x Dockerfile: compose a@2, host ipc\n");
}

TEST(Extends, IgnoresWhatTheOtherFileIncludes) {
    EXPECT_EQ(compose("services:\n  a:\n    extends: {file: b.yml, service: c}\n    build: x\n",
                      {{"b.yml", "include: [c.yml]\n"}, {"c.yml", "services:\n  c:\n    ipc: host\n"}}),
              "x Dockerfile: compose a@2\n");
}

TEST(Extends, LeavesMistakesToTheFileThatHasThem) {
    const Files files{{"b.yml", "services:\n  b:\n    runtime: nvidia\n    deploy:\n      resources:\n"
                                "        reservations:\n          devices: [{driver: nvidia}]\n"}};
    EXPECT_EQ(compose("services:\n  a:\n    extends: {file: b.yml, service: b}\n    build: x\n", files),
              "x Dockerfile: compose a@2, runtime nvidia, gpu\n");
    EXPECT_EQ(
        compose("services:\n  a:\n    extends: {file: b.yml, service: b}\n    build: x\n    gpus: all\n",
                files),
        "x Dockerfile: compose a@2, runtime nvidia, gpu, two_blocks@5\n");
}

TEST(Include, BringsTheServicesOfOtherFiles) {
    EXPECT_EQ(
        compose("include:\n  - sub/compose.yaml\n  - path: ./other.yml\nservices:\n  a:\n    build: .\n",
                {{"sub/compose.yaml", "services:\n  b:\n    build: ../app\n  c:\n    build: {target: t}\n"},
                 {"other.yml", "services:\n  d:\n    build: {}\n"}}),
        ". Dockerfile: compose a@5\n"
        "[sub/compose.yaml] app Dockerfile: compose b@2\n"
        "[sub/compose.yaml] sub Dockerfile: compose c@4, stage t\n"
        "[other.yml] . Dockerfile: compose d@2\n");
    EXPECT_EQ(compose("include: x.yml\n", {{"x.yml", "services:\n  a:\n    build: .\n"}}),
              "[x.yml] . Dockerfile: compose a@2\n");
}

TEST(Include, MayNameAnotherFolderForPaths) {
    EXPECT_EQ(compose("include:\n  - {path: [sub/a.yml, sub/b.yml], project_directory: app}\n",
                      {{"sub/a.yml", "include: [more/c.yml]\nservices:\n  a:\n    build: {args: {A: 1}}\n"
                                     "    extends: {file: e.yml, service: e}\n"},
                       {"sub/b.yml", "services:\n  a:\n    build: {context: x, args: {A: 2}}\n"},
                       {"app/more/c.yml", "services:\n  c:\n    build: .\n"},
                       {"app/e.yml", "services:\n  e:\n    ipc: host\n"}}),
              "[sub/b.yml] app/x Dockerfile: compose a@2, arg A=2, host ipc\n"
              "[app/more/c.yml] app/more Dockerfile: compose c@2\n");
}

TEST(Include, HasVariablesOfItsOwn) {
    const Files files{{"sub/c.yml", "services:\n  a:\n    build:\n      context: $CONTEXT\n"
                                    "      args: {OUTER: $OUTER, INNER: $INNER, NUMBER: 3.10, TEXT: $TEXT,\n"
                                    "             DOLLAR: $$X, NONE: $NONE}\n"
                                    "    environment: [A=$INNER, B=$NONE]\n    command: run $INNER\n"},
                      {"sub/.env", "CONTEXT=c\nOUTER=no\nINNER=sub\nTEXT=\"3.10\"\n"},
                      {"own.env", "CONTEXT=d\nINNER=$OUTER-own\n"},
                      {"more.env", "INNER=more\n"}};
    const Pairs variables{{"OUTER", "yes"}};
    EXPECT_EQ(compose("include: [sub/c.yml]\n", files, variables),
              "[sub/c.yml] sub/c Dockerfile: compose a@2, arg OUTER=yes, arg INNER=sub, arg NUMBER=3.1, "
              "arg TEXT=3.10, arg DOLLAR=$X, env A=sub, command run $INNER\n");
    EXPECT_EQ(compose("include: [{path: sub/c.yml, env_file: own.env}]\n", files, variables),
              "[sub/c.yml] sub/d Dockerfile: compose a@2, arg OUTER=yes, arg INNER=yes-own, arg NUMBER=3.1, "
              "arg DOLLAR=$X, env A=yes-own, command run $INNER\n");
    EXPECT_EQ(compose("include: [{path: sub/c.yml, env_file: [own.env, more.env]}]\n", files),
              "[sub/c.yml] sub/d Dockerfile: compose a@2, arg INNER=more, arg NUMBER=3.1, arg DOLLAR=$X, "
              "env A=more, command run $INNER\n");
}

TEST(Include, GivesWayToTheFileThatIncludes) {
    const Files files{{"s/c.yml", "services:\n  a:\n    build: {args: {A: $A, B: 1}}\n    runtime: nvidia\n"},
                      {"s/.env", "A=5\n"},
                      {"d.yml", "services:\n  a:\n    build: {args: {B: 9}, target: d}\n"}};
    EXPECT_EQ(compose("include: [s/c.yml, d.yml]\nservices:\n  a:\n    build: {args: {B: 2}}\n", files),
              "s Dockerfile: compose a@3, stage d, arg B=2, arg A=5, runtime nvidia, gpu\n");
    EXPECT_EQ(compose("include: [s/c.yml]\nservices:\n  x:\n    extends: a\n    build: {target: x}\n", files),
              "s Dockerfile: compose x@3, stage x, arg A=5, arg B=1, runtime nvidia, gpu\n");
}

TEST(Include, IsOverriddenToo) {
    EXPECT_EQ(drawn(read_compose_override(
                  "include: [s/c.yml]\n", "services:\n  a:\n    gpus: all\n", {},
                  other({{"s/c.yml", "services:\n  a:\n    build: .\n  b:\n    build: .\n"}}))),
              "s Dockerfile: compose a@2, gpu\n");
}

TEST(Include, PassesOverWhatIsNotThere) {
    EXPECT_EQ(
        compose("include: [none.yml, $UNKNOWN, {path: []}, {}, {path: b.yml, project_directory: $U}, 1]\n"
                "services:\n  a:\n    build: x\n",
                {{"b.yml", "services:\n  b:\n    build: .\n"}}),
        "x Dockerfile: compose a@3\n");
    EXPECT_EQ(compose("include: {a: b}\nservices:\n  a:\n    build: x\n", {}), "x Dockerfile: compose a@3\n");
}

TEST(Include, EndsWhereItGoesInCircles) {
    EXPECT_EQ(
        compose("include: [b.yml]\nservices:\n  a:\n    build: x\n",
                {{"b.yml", "include: [c.yml]\nservices:\n  b:\n    build: y\n"},
                 {"c.yml", "include: [b.yml]\nservices:\n  c:\n    build: z\n"}}),
        "x Dockerfile: compose a@3\n[b.yml] y Dockerfile: compose b@3\n[c.yml] z Dockerfile: compose c@3\n");
}

TEST(Include, ReadsABoundedNumberOfFiles) {
    std::size_t count = 0;
    const OtherFile endless = [&](const std::string& path) -> std::optional<std::string> {
        ++count;
        return "include: [" + path + "a/c.yml, " + path + "b/c.yml]\nservices:\n  s:\n    build: .\n";
    };
    EXPECT_EQ(read_compose("include: [c.yml, d.yml]\n", {}, endless).size(), 1U);
    EXPECT_EQ(count, 64U);
}

TEST(Include, OfOneServiceAgainAndAgainDoesNotGrow) {
    const OtherFile same = [](const std::string&) -> std::optional<std::string> {
        return "include: [a/a, b/b]\nservices:\n  s:\n    extends: {file: c, service: s}\n"
               "    build: {context: ., args: {A: 1}}\n";
    };
    EXPECT_EQ(drawn(read_compose("include: [x]\n", {}, same)), "[x] . Dockerfile: compose s@3, arg A=1\n");
}

TEST(Include, LeavesTextsToTheFileThatHasThem) {
    const Files files{{"c.yml",
                       "services:\n  a:\n    build: {dockerfile_inline: FROM a}\n    runtime: nvidia\n"
                       "  b:\n    build: {target: t}\n"}};
    const auto read =
        read_plan_file("include: [c.yml]\nservices:\n  x:\n    extends: a\n  y:\n    extends: {file: c.yml, "
                       "service: b}\n    build: {dockerfile_inline: FROM y}\n",
                       "compose.yaml", model::RunPlan::Kind::compose, {}, other(files));
    ASSERT_EQ(read.file.inlines.size(), 1U);
    EXPECT_EQ(said(read.file.inlines.front().plan), "compose y@5, stage t");
    EXPECT_TRUE(read.file.plans.empty());
    EXPECT_EQ(drawn(read.builds), "[c.yml] . Dockerfile: compose b@5, stage t\n");
}

} // namespace
} // namespace dockwright::project

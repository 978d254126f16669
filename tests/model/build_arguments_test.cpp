#include "model/check_model.hpp"
#include <gtest/gtest.h>

/// As BuildKit's dispatchArg and its meta arguments take what `--build-arg` gives.
namespace dockwright::model {
namespace {

void check_given(std::string_view fixture, std::vector<BuildArgument> given) {
    check_variables(fixture, given);
}

TEST(BuildArguments, TakeThePlaceOfADefault) {
    check_given(R"(
      | ARG TAG=24.04
      | FROM ubuntu:$TAG
      ~             ^^^^ global '22.04'
      | ARG VERSION=1
      | WORKDIR /$VERSION
      ~          ^^^^^^^^ argument '2'
    )",
                {{"TAG", "22.04"}, {"VERSION", "2"}});
}

TEST(BuildArguments, GiveAValueWhereThereIsNoDefault) {
    check_given(R"(
      | ARG A
      | ARG B=x$A
      ~        ^^ global '1'
      | FROM ubuntu:$B
      ~             ^^ global 'x1'
    )",
                {{"A", "1"}});
}

TEST(BuildArguments, ComeThroughAnArgThatIsNamedAgainInAStage) {
    check_given(R"(
      | ARG TAG=24.04
      | FROM ubuntu
      | WORKDIR /$TAG
      ~          ^^^^ undefined
      | ARG TAG
      | WORKDIR /$TAG
      ~          ^^^^ argument '22.04'
      | FROM alpine
      | ARG TAG=3
      | WORKDIR /$TAG
      ~          ^^^^ argument '22.04'
    )",
                {{"TAG", "22.04"}});
}

TEST(BuildArguments, AreStrongerThanEveryDefaultEvenOneFurtherDown) {
    check_given(R"(
      | FROM ubuntu
      | ARG A=1
      | ARG A=2
      | WORKDIR /$A
      ~          ^^ argument '3'
      | ENV A=4
      | WORKDIR /$A
      ~          ^^ environment '4'
    )",
                {{"A", "3"}});
}

TEST(BuildArguments, AreNotExpandedAndMayBeEmpty) {
    check_given(R"(
      | FROM ubuntu
      | ARG A=1 B=2
      | WORKDIR /$A/$B
      ~          ^^ argument '$HOME'
      ~             ^^ argument ''
    )",
                {{"A", "$HOME"}, {"B", ""}});
}

TEST(BuildArguments, MeanNothingWhereNoArgNamesThem) {
    check_given(R"(
      | ARG B=1
      | FROM ubuntu:$A$B
      ~             ^^ undefined
      ~               ^^ global '1'
      | WORKDIR /$A
      ~          ^^ undefined
    )",
                {{"A", "x"}});
}

TEST(BuildArguments, ReplaceThePredefinedOnesOneByOne) {
    check_given(R"(
      | FROM ubuntu:$TARGETARCH$TARGETPLATFORM
      ~             ^^^^^^^^^^^ predefined 'arm64'
      ~                        ^^^^^^^^^^^^^^^ predefined 'linux/amd64'
      | ARG TARGETARCH
      | WORKDIR /$TARGETARCH
      ~          ^^^^^^^^^^^ argument 'arm64'
    )",
                {{"TARGETARCH", "arm64"}});
}

TEST(BuildArguments, OfOneNameTheLastCounts) {
    check_given(R"(
      | ARG A
      | FROM ubuntu:$A
      ~             ^^ global '2'
    )",
                {{"A", "1"}, {"A", "2"}});
}

TEST(BuildArguments, HoldBehindOnbuild) {
    check_given(R"(
      | FROM ubuntu AS base
      | ONBUILD ARG B=2
      | FROM base
      | WORKDIR /$B
      ~          ^^ argument '3'
    )",
                {{"B", "3"}});
}

} // namespace
} // namespace dockwright::model

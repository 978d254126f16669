#include "model/check_model.hpp"
#include <gtest/gtest.h>

namespace dockwright::model {
namespace {

TEST(Scopes, AnArgumentBeforeFromIsForFromAlone) {
    check_variables(R"(
      | ARG TAG=24.04
      | FROM ubuntu:${TAG}
      ~             ^^^^^^ global '24.04'
      | WORKDIR /$TAG
      ~          ^^^^ undefined
    )");
}

TEST(Scopes, AStageTakesAGlobalArgumentByNamingIt) {
    check_variables(R"(
      | ARG TAG=24.04
      | FROM ubuntu
      | ARG TAG
      | WORKDIR /$TAG
      ~          ^^^^ argument '24.04'
    )");
}

TEST(Scopes, AStagesOwnDefaultIsStrongerThanTheGlobal) {
    check_variables(R"(
      | ARG TAG=1
      | FROM ubuntu
      | ARG TAG=2
      | WORKDIR /$TAG
      ~          ^^^^ argument '2'
    )");
}

TEST(Scopes, AnArgumentWithoutADefaultHasNoValue) {
    check_variables(R"(
      | FROM ubuntu
      | ARG VERSION
      | WORKDIR /$VERSION
      ~          ^^^^^^^^ argument without a value
    )");
}

TEST(Scopes, NothingIsDefinedBeforeItsLine) {
    check_variables(R"(
      | FROM ubuntu
      | WORKDIR /$A
      ~          ^^ undefined
      | ENV A=1
      | WORKDIR /$A
      ~          ^^ environment '1'
    )");
}

TEST(Scopes, AnEnvironmentVariableIsStrongerThanAnArgumentOfItsName) {
    check_variables(R"(
      | FROM ubuntu
      | ENV A=1
      | ARG A
      | WORKDIR /$A
      ~          ^^ environment '1'
    )");
}

TEST(Scopes, ValuesOfOneEnvAreAllExpandedBeforeItTakesEffect) {
    check_variables(R"(
      | FROM ubuntu
      | ENV A=1
      | ENV A=2 B=$A
      ~           ^^ environment '1'
      | WORKDIR /$A/$B
      ~          ^^ environment '2'
      ~             ^^ environment '1'
    )");
}

TEST(Scopes, ArgumentsOfOneLineSeeThoseBeforeThem) {
    check_variables(R"(
      | FROM ubuntu
      | ARG A=1 B=$A
      ~           ^^ argument '1'
    )");
}

TEST(Scopes, AStageHasWhatTheStageBelowItDefined) {
    check_variables(R"(
      | FROM ubuntu AS base
      | ARG A=1
      | ENV B=2
      | FROM other
      | WORKDIR /$B
      ~          ^^ undefined
      | FROM base
      | WORKDIR /$A/$B
      ~          ^^ argument '1'
      ~             ^^ environment '2'
    )");
}

TEST(Scopes, WhatIsDefinedLaterInTheStageBelowCountsToo) {
    check_variables(R"(
      | FROM ubuntu AS base
      | ENV A=1
      | ENV A=2
      | FROM base AS middle
      | FROM middle
      | WORKDIR /$A
      ~          ^^ environment '2'
    )");
}

TEST(Scopes, PlatformArgumentsAreGlobalAndMustBeNamedInAStage) {
    check_variables(R"(
      | FROM --platform=$BUILDPLATFORM ubuntu
      ~                 ^^^^^^^^^^^^^^ predefined 'linux/amd64'
      | WORKDIR /$TARGETARCH
      ~          ^^^^^^^^^^^ undefined
      | ARG TARGETARCH
      | WORKDIR /$TARGETARCH
      ~          ^^^^^^^^^^^ argument 'amd64'
    )");
}

TEST(Scopes, EveryStageHasAPath) {
    check_variables(R"(
      | FROM ubuntu
      | ENV PATH=/opt/bin:$PATH
      ~                   ^^^^^ path
      | WORKDIR /$PATH
      ~          ^^^^^ environment '/opt/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' (unknown)
    )");
}

TEST(Scopes, AGlobalArgumentMayUseThoseBeforeIt) {
    check_variables(R"(
      | ARG A=1
      | ARG B=$A.2 C=$B.3
      ~       ^^ global '1'
      ~              ^^ global '1.2'
      | FROM ubuntu:$C
      ~             ^^ global '1.2.3'
    )");
}

TEST(Scopes, QuotesAndEscapesAreNoPartOfAValue) {
    check_variables(R"(
      | FROM ubuntu
      | ENV A="x y" B='$A' C=z\ w
      | WORKDIR /$A/$B/$C
      ~          ^^ environment 'x y'
      ~             ^^ environment '$A'
      ~                ^^ environment 'z w'
    )");
}

TEST(Scopes, AValueThatIsBrokenIsNone) {
    check_variables(R"(
      | FROM ubuntu
      | ENV A="x
      | WORKDIR /$A
      ~          ^^ environment without a value (unknown)
    )");
}

TEST(Scopes, WhatDependsOnABuildArgumentIsUnknown) {
    check_variables(R"(
      | ARG A
      | ARG B=x$A
      ~        ^^ global without a value
      | FROM ubuntu:$B
      ~             ^^ global 'x' (unknown)
    )");
}

TEST(Scopes, WhatStandsBehindOnbuildHappensInTheStagesAbove) {
    check_variables(R"(
      | FROM ubuntu AS base
      | ONBUILD ENV A=1
      | ONBUILD ARG B=2
      | WORKDIR /$A
      ~          ^^ undefined
      | FROM base AS middle
      | WORKDIR /$A/$B
      ~          ^^ environment '1'
      ~             ^^ argument '2'
      | FROM middle
      | WORKDIR /$A
      ~          ^^ environment '1'
    )");
}

TEST(Scopes, NamesAreCaseSensitive) {
    check_variables(R"(
      | FROM ubuntu
      | ENV a=1
      | WORKDIR /$A
      ~          ^^ undefined
    )");
}

TEST(Scopes, WhatStandsBeforeTheFirstFromDefinesNothingButArguments) {
    check_variables(R"(
      | ENV A=1
      | FROM ubuntu:$A
      ~             ^^ undefined
    )");
}

} // namespace
} // namespace dockwright::model

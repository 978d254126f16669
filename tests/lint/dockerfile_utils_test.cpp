#include "lint/linter.hpp"
#include "lint/peers.hpp"
#include "lint/rule.hpp"
#include "lint/selectors.hpp"
#include "support/check_lint.hpp"
#include <algorithm>
#include <gtest/gtest.h>

/// dockerfile-utils 0.16.3 finds these and we do not, for good: BuildKit builds them all.
namespace dockwright::lint {
namespace {

bool finds(std::string_view source, std::string_view code) {
    return testing::has_code(source, code, Preset::all);
}

TEST(DockerfileUtils, CallsTheEndOfTheFlagsAnUnknownFlag) {
    EXPECT_FALSE(finds("FROM a:1\nCOPY -- a b\n", "UNKNOWN_COPY_FLAG"));
    EXPECT_FALSE(finds("FROM a:1\nADD -- a b\n", "UNKNOWN_ADD_FLAG"));
    EXPECT_FALSE(finds("FROM -- a:1\n", "UNKNOWN_FROM_FLAG"));
    EXPECT_FALSE(finds("FROM a:1\nHEALTHCHECK -- CMD a\n", "UNKNOWN_HEALTHCHECK_FLAG"));
    EXPECT_TRUE(finds("FROM a:1\nCOPY --x=1 a b\n", "UNKNOWN_COPY_FLAG"));
}

TEST(DockerfileUtils, ReadsVariablesWhereDockerLeavesThemToTheShellOrToNobody) {
    for (const std::string_view line :
         {"HEALTHCHECK CMD ${A:x}", "MAINTAINER ${A:x}", "SHELL [\"${A:x}\"]", "ONBUILD CMD ${A:x}"}) {
        EXPECT_FALSE(finds("FROM a:1\nENV A=1\n" + std::string(line) + "\n", "UNSUPPORTED_MODIFIER")) << line;
    }
    EXPECT_TRUE(finds("FROM a:1\nENV A=1\nWORKDIR /${A:x}\n", "UNSUPPORTED_MODIFIER"));
}

TEST(DockerfileUtils, WantsNoQuoteAroundAWholeArgument) {
    EXPECT_FALSE(finds("FROM a:1\nARG \"A=b\n", "SYNTAX_MISSING_DOUBLE_QUOTE"));
    EXPECT_TRUE(finds("FROM a:1\nARG A=\"b\n", "SYNTAX_MISSING_DOUBLE_QUOTE"));
}

TEST(DockerfileUtils, WantsAStartPeriodOfAMillisecond) {
    EXPECT_FALSE(finds("FROM a:1\nHEALTHCHECK --start-period=0s CMD a\n", "FLAG_LESS_THAN_1MS"));
    EXPECT_TRUE(finds("FROM a:1\nHEALTHCHECK --start-period=5us CMD a\n", "FLAG_LESS_THAN_1MS"));
}

TEST(DockerfileUtils, WantsASignalOfAVariableThatTheBaseImageMayGive) {
    EXPECT_FALSE(finds("FROM a:1\nSTOPSIGNAL $SIGNAL\n", "INVALID_SIGNAL"));
}

TEST(DockerfileUtils, PointsAtTheFirstStageOfANameTooWhereWePointAtTheLaterOne) {
    const auto document = model::Document::parse("FROM a:1 AS x\nFROM a:1 AS x\n");
    const auto findings = lint(*document, {});
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].span.begin, document->stages()[1].name_span.begin);
    ASSERT_EQ(findings[0].related.size(), 1U);
    EXPECT_EQ(findings[0].related[0].span, document->stages()[0].name_span);
}

TEST(DockerfileUtils, HasCodesThatAreToldFromOthersByTheirLook) {
    EXPECT_EQ(peer_of("ARGUMENT_MISSING"), Peer::dockerfile_utils);
    EXPECT_EQ(peer_of("FLAG_LESS_THAN_1MS"), Peer::dockerfile_utils);
    EXPECT_EQ(peer_of("JSONArgsRecommended"), Peer::buildkit);
    EXPECT_EQ(peer_of("DL3006"), Peer::hadolint);
    EXPECT_EQ(peer_of("SC2086"), Peer::hadolint);
}

TEST(DockerfileUtils, HasNoCodeThatWeDoNotKnowButThoseThatItNeverGives) {
    // ARGUMENT_REQUIRES_ONE and FLAG_INVALID_LINK_VALUE stand in its list alone.
    for (const std::string_view code : {"CASING_INSTRUCTION",
                                        "CASING_DIRECTIVE",
                                        "ARGUMENT_MISSING",
                                        "ARGUMENT_EXTRA",
                                        "ARGUMENT_REQUIRES_AT_LEAST_ONE",
                                        "ARGUMENT_REQUIRES_TWO",
                                        "ARGUMENT_REQUIRES_AT_LEAST_TWO",
                                        "ARGUMENT_REQUIRES_ONE_OR_THREE",
                                        "ARGUMENT_UNNECESSARY",
                                        "DUPLICATE_BUILD_STAGE_NAME",
                                        "EMPTY_CONTINUATION_LINE",
                                        "INVALID_BUILD_STAGE_NAME",
                                        "FLAG_AT_LEAST_ONE",
                                        "FLAG_DUPLICATE",
                                        "FLAG_INVALID_DURATION",
                                        "FLAG_LESS_THAN_1MS",
                                        "FLAG_MISSING_DURATION",
                                        "FLAG_MISSING_VALUE",
                                        "FLAG_UNKNOWN_UNIT",
                                        "NO_SOURCE_IMAGE",
                                        "INVALID_ESCAPE_DIRECTIVE",
                                        "INVALID_AS",
                                        "INVALID_DESTINATION",
                                        "INVALID_PORT",
                                        "INVALID_PROTO",
                                        "INVALID_REFERENCE_FORMAT",
                                        "INVALID_SIGNAL",
                                        "INVALID_SYNTAX",
                                        "ONBUILD_CHAINING_DISALLOWED",
                                        "ONBUILD_TRIGGER_DISALLOWED",
                                        "SHELL_JSON_FORM",
                                        "SHELL_REQUIRES_ONE",
                                        "SYNTAX_MISSING_EQUALS",
                                        "SYNTAX_MISSING_NAMES",
                                        "SYNTAX_MISSING_SINGLE_QUOTE",
                                        "SYNTAX_MISSING_DOUBLE_QUOTE",
                                        "MULTIPLE_INSTRUCTIONS",
                                        "UNKNOWN_INSTRUCTION",
                                        "UNKNOWN_ADD_FLAG",
                                        "UNKNOWN_COPY_FLAG",
                                        "UNKNOWN_FROM_FLAG",
                                        "UNKNOWN_HEALTHCHECK_FLAG",
                                        "UNKNOWN_TYPE",
                                        "UNSUPPORTED_MODIFIER",
                                        "DEPRECATED_MAINTAINER",
                                        "HEALTHCHECK_CMD_ARGUMENT_MISSING",
                                        "FLAG_INVALID_FROM_VALUE",
                                        "FLAG_EXPECTED_BOOLEAN_VALUE",
                                        "JSON_IN_SINGLE_QUOTES",
                                        "WORKDIR_IS_NOT_ABSOLUTE",
                                        "BASE_NAME_EMPTY",
                                        "DUPLICATED_ESCAPE_DIRECTIVE"}) {
        EXPECT_NE(find_rule(code), nullptr) << code;
    }
}

} // namespace
} // namespace dockwright::lint

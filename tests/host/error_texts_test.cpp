#include "host/error_texts.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

namespace dockwright::host {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> ids(std::string_view text) {
    std::vector<std::string> out;
    for (const KnownError& one : recognise_errors(text)) {
        out.emplace_back(one.error->id);
    }
    return out;
}

TEST(ErrorTexts, WhatEnginesAndProgramsPrintIsRecognised) {
    EXPECT_THAT(ids("docker: Error response from daemon: could not select device driver \"\" with "
                    "capabilities: [[gpu]]."),
                ElementsAre("no-device-driver"));
    EXPECT_THAT(ids("Error response from daemon: could not select device driver \"nvidia\" with "
                    "capabilities: [[gpu]]"),
                ElementsAre("no-device-driver"));
    EXPECT_THAT(ids("could not select device driver \"cdi\" with capabilities: []"), ElementsAre("cdi-off"));
    EXPECT_THAT(ids("could not select device driver \"\" with capabilities: [[nosuch gpu]]"),
                ElementsAre("unknown-capability"));
    EXPECT_THAT(ids("stderr: nvidia-container-cli: requirement error: unsatisfied condition: cuda>=12.6, "
                    "please update your driver to a newer version"),
                ElementsAre("requirement"));
    EXPECT_THAT(ids("Failed to initialize NVML: Unknown Error\n"), ElementsAre("nvml-unknown-error"));
    EXPECT_THAT(ids("ImportError: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.38' not found"),
                ElementsAre("glibc-too-old"));
    EXPECT_THAT(ids("nvidia-container-cli: device error: 7: unknown device: unknown"),
                ElementsAre("unknown-device"));
}

TEST(ErrorTexts, OrdinaryTextHoldsNone) {
    EXPECT_THAT(ids(""), IsEmpty());
    EXPECT_THAT(ids("epoch 3: loss 0.12, accuracy 0.98\nNVIDIA-SMI 535.183.01\n"), IsEmpty());
}

TEST(ErrorTexts, AWildcardStaysInItsLine) {
    EXPECT_THAT(ids("version `GLIBC_2.38\n' not found"), IsEmpty());
    EXPECT_THAT(ids("version `GLIBC_" + std::string(400, 'x') + "' not found"), IsEmpty());
}

TEST(ErrorTexts, SeveralAreToldInTheirOrderAndOnceEach) {
    EXPECT_THAT(ids("CUDA out of memory\nlibGL.so.1: cannot open shared object file\nCUDA out of memory"),
                ElementsAre("out-of-memory", "libgl-missing"));
}

TEST(ErrorTexts, OfALongTextTheTellingPartIsKept) {
    EXPECT_EQ(telling_part(" short\n"), "short");
    EXPECT_EQ(telling_part(""), "");
    std::string line;
    for (int i = 0; i < 100; ++i) {
        line += "step ";
    }
    const std::string known = line + "exec format error " + line;
    EXPECT_THAT(telling_part(known), ::testing::StartsWith("… step step"));
    EXPECT_THAT(telling_part(known), ::testing::HasSubstr(" exec format error step"));
    EXPECT_THAT(telling_part(known), ::testing::EndsWith("step …"));
    EXPECT_LT(telling_part(known).size(), 320U);
    EXPECT_EQ(telling_part(line + "\nexec format error\n" + line), "exec format error");
    const std::string unknown = telling_part("first " + line + "last");
    EXPECT_THAT(unknown, ::testing::StartsWith("first step"));
    EXPECT_THAT(unknown, ::testing::EndsWith("step last"));
    EXPECT_LT(unknown.size(), 320U);
}

TEST(ErrorTexts, ThePlaceIsThatOfTheText) {
    const std::string text = "line\nexec format error\n";
    const auto found = recognise_errors(text);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(text.substr(found[0].begin, found[0].length), "exec format error");
}

TEST(ErrorTexts, OfALongTextItsEndIsRead) {
    const std::string long_text(2 * longest_error_text, '.');
    const auto found = recognise_errors(long_text + "no space left on device");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].begin, long_text.size());
    EXPECT_THAT(recognise_errors("no space left on device" + long_text), IsEmpty());
}

TEST(ErrorTexts, EveryPatternFindsItsOwnErrorAndSaysWhatHelps) {
    for (const knowledge::ErrorText& error : knowledge::built_in().errors) {
        EXPECT_FALSE(error.repairs.empty()) << error.id;
        for (const std::string_view pattern : error.patterns) {
            std::string text(pattern);
            std::ranges::replace(text, '*', '7');
            const std::vector<std::string> found = ids(text);
            EXPECT_NE(std::ranges::find(found, error.id), found.end()) << error.id << ": " << text;
        }
    }
}

TEST(ErrorTexts, AnHostileTextCostsNoMoreThanItsLength) {
    std::string text;
    while (text.size() < longest_error_text) {
        text += "version `GLIBC_version `GLIBCXX_could not select device driver \"";
    }
    EXPECT_LE(recognise_errors(text).size(), 3U);
}

} // namespace
} // namespace dockwright::host

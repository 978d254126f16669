#include "lsp/diagnostics.hpp"
#include <gtest/gtest.h>

namespace dockwright::lsp {
namespace {

std::vector<Diagnostic> shown(std::string text, const Client& client = {}) {
    const OpenDocument document("file:///Dockerfile", 1, std::move(text), client.encoding);
    const lint::Settings settings;
    return diagnostics({.open = document, .client = client, .settings = settings});
}

std::string lines(std::size_t count, std::string_view line) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += line;
    }
    return text;
}

TEST(Diagnostics, AreAtMostAThousandAndSayHowManyMore) {
    const std::string head = "FROM ubuntu:24.04\n";
    EXPECT_EQ(shown(head + lines(1000, "ADD a /b\n")).size(), 1000U);
    EXPECT_EQ(shown(head + lines(1000, "ADD a /b\n")).back().severity, DiagnosticSeverity::warning);
    const auto cut = shown(head + lines(1001, "ADD a /b\n"));
    ASSERT_EQ(cut.size(), 1000U);
    EXPECT_EQ(cut.back().message, "2 more findings are not shown here; 'dockwright lint' prints all");
    EXPECT_EQ(cut.back().severity, DiagnosticSeverity::information);
}

TEST(Diagnostics, ShowTheGravestFirstAndThenByPlace) {
    const auto all = shown("FROM ubuntu:24.04\nADD a /b\nADD c /d\nNONSENSE\n");
    ASSERT_GE(all.size(), 3U);
    EXPECT_EQ(all[0].severity, DiagnosticSeverity::error);
    EXPECT_EQ(all[0].range.start.line, 3U);
    EXPECT_EQ(all[1].range.start.line, 1U);
    EXPECT_EQ(all[2].range.start.line, 2U);
    // An error behind a thousand warnings is not what is cut off.
    const auto cut = shown("FROM ubuntu:24.04\n" + lines(1500, "ADD a /b\n") + "NONSENSE\n");
    EXPECT_EQ(cut[0].severity, DiagnosticSeverity::error);
}

TEST(Diagnostics, HaveNothingOptionalUnasked) {
    const Diagnostic plain = shown("FROM ubuntu:24.04\nMAINTAINER me\n").at(0);
    EXPECT_EQ(plain.code_description, std::nullopt);
    EXPECT_EQ(plain.tags, std::nullopt);
    EXPECT_EQ(plain.related_information, std::nullopt);
    const Diagnostic rich =
        shown("FROM ubuntu:24.04\nMAINTAINER me\n", {.code_description = true, .tag_deprecated = true}).at(0);
    EXPECT_TRUE(rich.code_description);
    EXPECT_EQ(rich.tags, std::vector{DiagnosticTag::deprecated});
}

TEST(Diagnostics, SayThatAFileIsTooLarge) {
    const auto all = shown("MAINTAINER me\n" + std::string(max_text_size, ' '));
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].message, "This file is larger than 16 MiB and is not analysed");
}

} // namespace
} // namespace dockwright::lsp

#include "lint/fixer.hpp"
#include <gtest/gtest.h>

/// What all fixes together make of a file.
namespace dockwright::lint {
namespace {

enum class Take : bool { safe, all };

std::string fixed(std::string_view source, Take take, Preset preset) {
    const Settings settings{.preset = preset};
    const bool unsafe_too = take == Take::all;
    const Fixed once = fix(lint_text(std::string(source), settings), settings, unsafe_too);
    std::string text(once.linted.document->text());
    const Fixed twice = fix(lint_text(text, settings), settings, unsafe_too);
    EXPECT_EQ(twice.count, 0U) << text;
    return text;
}

TEST(Fixer, AddsACommandInFrontOfATrailingComment) {
    EXPECT_EQ(fixed("FROM debian:12\nRUN apt-get update && apt-get install -y curl   # for x\n", Take::safe,
                    Preset::recommended),
              "FROM debian:12\n"
              "RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*   # for x\n");
}

TEST(Fixer, MendsSeveralThingsOfOneCommand) {
    EXPECT_EQ(fixed("FROM debian:12\nRUN sudo apt-get update && sudo apt-get install curl\n", Take::safe,
                    Preset::recommended),
              "FROM debian:12\n"
              "RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n");
}

TEST(Fixer, JoinsNothingToARunThatBecomesAnotherInstruction) {
    EXPECT_EQ(fixed("FROM debian:12\nRUN ln -sf /bin/bash /bin/sh\nRUN a\nHEALTHCHECK NONE\n", Take::all,
                    Preset::all),
              "FROM debian:12\nSHELL [\"/bin/bash\", \"-c\"]\nRUN a\nHEALTHCHECK NONE\n");
}

} // namespace
} // namespace dockwright::lint

#include "check_mistakes.hpp"
#include "config/hadolint_file.hpp"
#include <gtest/gtest.h>

namespace dockwright::config {
namespace {

std::string joined(const std::optional<GivenWords>& words) {
    std::string out;
    for (const Given<std::string>& word : words.value_or(GivenWords{})) {
        out += word.value + " ";
    }
    return out;
}

std::string mistakes_of(std::string_view text) {
    return said(text, read_hadolint_file(text).mistakes);
}

TEST(HadolintFile, AllItsKeysAreRead) {
    const HadolintFile file = read_hadolint_file("failure-threshold: error\n"
                                                 "format: gitlab_codeclimate\n"
                                                 "ignored:\n"
                                                 "  - DL3006\n"
                                                 "  - \"SC2086\"\n"
                                                 "override:\n"
                                                 "  error: [DL3001]\n"
                                                 "  warning: [DL3002]\n"
                                                 "  info: [DL3003]\n"
                                                 "  style: [DL3004]\n"
                                                 "label-schema: {author: text, when: rfc3339}\n"
                                                 "no-color: true\n"
                                                 "no-fail: True\n"
                                                 "strict-labels: false\n"
                                                 "disable-ignore-pragma: TRUE\n"
                                                 "trustedRegistries: ['*.gcr.io', docker.io]\n");
    EXPECT_EQ(file.failure_threshold->value, "error");
    EXPECT_EQ(file.format->value, "gitlab_codeclimate");
    EXPECT_EQ(joined(file.ignored), "DL3006 SC2086 ");
    EXPECT_EQ(joined(file.override_error), "DL3001 ");
    EXPECT_EQ(joined(file.override_warning), "DL3002 ");
    EXPECT_EQ(joined(file.override_info), "DL3003 ");
    EXPECT_EQ(joined(file.override_style), "DL3004 ");
    ASSERT_EQ(file.label_schema->size(), 2U);
    EXPECT_EQ(file.label_schema->back().key, "when");
    EXPECT_EQ(file.label_schema->back().type, lint::LabelType::rfc3339);
    EXPECT_TRUE(file.no_color->value);
    EXPECT_TRUE(file.no_fail->value);
    EXPECT_FALSE(file.strict_labels->value);
    EXPECT_TRUE(file.disable_ignore_pragma->value);
    EXPECT_EQ(joined(file.trusted_registries), "*.gcr.io docker.io ");
    EXPECT_TRUE(file.mistakes.empty());
}

TEST(HadolintFile, NullIsAsIfTheKeyWereNotThere) {
    const HadolintFile file = read_hadolint_file("ignored:\noverride: ~\nno-fail: null\n");
    EXPECT_FALSE(file.ignored);
    EXPECT_FALSE(file.no_fail);
    EXPECT_TRUE(file.mistakes.empty());
}

TEST(HadolintFile, WhatIsRightBesideAMistakeIsRead) {
    const HadolintFile file = read_hadolint_file("ignred: [DL3001]\nno-fail: yes\nignored: [DL3006, 3007]\n");
    EXPECT_EQ(joined(file.ignored), "DL3006 ");
    EXPECT_EQ(file.mistakes.size(), 3U);
}

TEST(HadolintFile, EveryMistakeIsASentenceWithItsPlace) {
    EXPECT_EQ(mistakes_of("ignred: [DL3001]\n"),
              "1:1 unknown-key: There is no key 'ignred' here. Did you mean 'ignored'? -> ignored\n");
    EXPECT_EQ(mistakes_of("override:\n  eror: [DL3001]\n"),
              "2:3 unknown-key: There is no key 'eror' here. Did you mean 'error'? -> error\n");
    EXPECT_EQ(mistakes_of("no-fail: yes\n"),
              "1:10 wrong-type: 'no-fail' must be true or false. Did you mean 'true'? -> true\n");
    EXPECT_EQ(mistakes_of("ignored: DL3008\n"), "1:10 wrong-type: 'ignored' must be a list of words\n");
    EXPECT_EQ(mistakes_of("failure-threshold: Error\n"),
              "1:20 unknown-value: 'failure-threshold' must be error, warning, info, style, ignore or none, "
              "not 'Error'. Did you mean 'error'? -> error\n");
    EXPECT_EQ(mistakes_of(""), "1:1 empty-file: The file is empty, and hadolint wants a key in it\n");
    EXPECT_EQ(mistakes_of("ignored: [DL3006]\nignored: []\n"),
              "2:1 duplicate-key: 'ignored' stands here a second time, and only the first is read\n");
    EXPECT_EQ(mistakes_of("ignored: [untagged]\n"),
              "1:11 unknown-rule: 'untagged' is none of hadolint's codes, such as DL3006 or SC2086\n");
}

/// Found out by running hadolint 2.15.1 with each.
TEST(HadolintFile, HadolintItselfTakesNothingFromAFileOfAWrongType) {
    for (const char* text :
         {"ignored: DL3008\n", "no-fail: yes\n", "no-fail: \"true\"\n", "ignored: [3008]\n",
          "failure-threshold: Error\n", "format: [json]\n", "", "- a\n", "ignored: [\n",
          "ignored: []\nignored: []\n", "ignored: []\n---\nignored: []\n"}) {
        EXPECT_TRUE(hadolint_refuses(read_hadolint_file(text))) << text;
    }
    for (const char* text : {"unknown: 3\n", "override: {bad: [DL3008]}\n", "ignored: [foo]\n", "ignored:\n",
                             "override: {error: [DL9999]}\n"}) {
        EXPECT_FALSE(hadolint_refuses(read_hadolint_file(text))) << text;
    }
}

} // namespace
} // namespace dockwright::config

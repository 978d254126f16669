#include "check_mistakes.hpp"
#include "config/dockwright_file.hpp"
#include <gtest/gtest.h>

namespace dockwright::config {
namespace {

struct Wrong {
    std::string_view text;
    std::string_view sentence;
};

/// Each in a way of its own. The sentence names the key and the nearest right word.
constexpr Wrong wrong_files[] = {
    {"presett: strict\n",
     "1:1 unknown-key: There is no key 'presett' here. Did you mean 'preset'? -> preset\n"},
    {"colour: red\n",
     "1:1 unknown-key: There is no key 'colour' here; there are extends, preset, select, ignore, severity, "
     "fail-level, shellcheck, rules, paths, stages, locked, suppressions, targets or knowledge\n"},
    {"preset: stict\n",
     "1:9 unknown-value: 'preset' must be recommended, strict, all, hadolint or buildkit, not 'stict'. Did "
     "you mean 'strict'? -> strict\n"},
    {"preset: [strict]\n",
     "1:9 wrong-type: 'preset' must be recommended, strict, all, hadolint or buildkit\n"},
    {"ignore:\n  - DL3006\n  - untaged-base-image\n",
     "3:5 unknown-rule: 'ignore' names 'untaged-base-image', and there is no such rule, group or code. Did "
     "you mean 'untagged-base-image'? -> untagged-base-image\n"},
    {"ignore: [securty]\n",
     "1:10 unknown-rule: 'ignore' names 'securty', and there is no such rule, group or code. Did you mean "
     "'security'? -> security\n"},
    {"select: DL9999\n",
     "1:9 unknown-rule: 'select' names 'DL9999', and there is no such rule, group or code\n"},
    {"select: {DL3006: true}\n", "1:9 wrong-type: 'select' must be a list of words\n"},
    {"ignore: [3006]\n", "1:10 wrong-type: 'ignore' must be a word\n"},
    {"severity:\n  DL3006: eror\n",
     "2:11 unknown-value: 'DL3006' must be error, warning, info or style, not 'eror'. Did you mean 'error'? "
     "-> error\n"},
    {"severity: [DL3006]\n", "1:11 wrong-type: 'severity' must be a mapping of rule ids, groups and codes "
                             "to severities\n"},
    {"severity:\n  untagged-base-imag: error\n",
     "2:3 unknown-rule: 'severity' names 'untagged-base-imag', and there is no such rule, group or code. Did "
     "you mean 'untagged-base-image'? -> untagged-base-image\n"},
    {"shellcheck: yes\n", "1:13 unknown-value: 'shellcheck' must be auto, always or never, not 'yes'\n"},
    {"fail-level: warnings\n",
     "1:13 unknown-value: 'fail-level' must be error, warning, info, style or none, not 'warnings'. Did you "
     "mean 'warning'? -> warning\n"},
    {"rules:\n  trusted-registry: [docker.io]\n",
     "2:3 unknown-key: There is no key 'trusted-registry' here. Did you mean 'trusted-registries'? -> "
     "trusted-registries\n"},
    {"rules:\n  trusted-registries: [https://ghcr.io]\n",
     "2:24 bad-pattern: 'trusted-registries': 'https://ghcr.io' begins with a scheme; an image's name has "
     "none\n"},
    {"rules:\n  trusted-registries: ['a.*.io']\n",
     "2:24 bad-pattern: 'trusted-registries': 'a.*.io' has a '*' in the middle; one may stand at the "
     "beginning or at the end\n"},
    {"rules:\n  labels: {schema: {version: semantic}}\n",
     "2:30 unknown-value: 'version' must be text, url, semver, hash, rfc3339, spdx or email, not "
     "'semantic'\n"},
    {"rules:\n  labels: {strict: yes}\n",
     "2:20 wrong-type: 'strict' must be true or false. Did you mean 'true'? -> true\n"},
    {"suppressions: off\n",
     "1:15 wrong-type: 'suppressions' must be true or false. Did you mean 'false'? -> false\n"},
    {"paths: {match: x}\n", "1:8 wrong-type: 'paths' must be a list of mappings\n"},
    {"paths:\n  - ignore: [style]\n",
     "2:5 missing-key: An entry of 'paths' needs 'match', else it holds nowhere\n"},
    {"paths:\n  - match: /srv\n", "2:12 bad-pattern: 'match': '/srv' is absolute; it must be relative to "
                                  "this file's folder\n"},
    {"paths:\n  - match: 'a[bc]'\n",
     "2:12 bad-pattern: 'match': 'a[bc]' has a character that means nothing here; '*', '**' and '?' are the "
     "wildcards\n"},
    {"stages:\n  - match: build\n    preset: strict\n",
     "3:5 unknown-key: There is no key 'preset' here; there are match, select, ignore or severity\n"},
    {"extends: https://example.org/a.yaml\n",
     "1:10 bad-path: 'extends': 'https://example.org/a.yaml' is no file: nothing is fetched\n"},
    {"extends: ~/a.yaml\n",
     "1:10 bad-path: 'extends': '~/a.yaml' is absolute; it must be relative to this file\n"},
    {"select: [DL3006]\nignore: [DL3006]\n",
     "1:10 contradiction: 'select' names 'DL3006', which 'ignore' beside it takes away\n"},
    {"preset: strict\npreset: all\n",
     "2:1 duplicate-key: 'preset' stands here a second time, and only the first is read\n"},
    {"ignore: &a [DL3006]\nlocked: *a\n",
     "2:9 alias: '*a' is an alias, and aliases are not read: write the value itself\n"},
    {"targets: RTX 3090\n", "1:10 wrong-type: 'targets' must be a list of machines, such as 'RTX 3090, "
                            "535.104.05' or a mapping with 'gpus'\n"},
    {"targets: ['RTX 3090, newest']\n", "1:11 bad-machine: 'targets': 'RTX 3090, newest' is no machine: a "
                                        "driver is a number such as 535.104.05\n"},
    {"targets: [', 550']\n", "1:11 bad-machine: 'targets': ', 550' is no machine: a machine begins with the "
                             "name of its GPU, such as RTX 3090\n"},
    {"targets:\n  - {name: a, gpus: [T4]}\n  - {name: A, gpus: [P4]}\n",
     "3:5 duplicate-name: There is a machine 'A' above, and two of one name can't be told apart\n"},
    {"targets:\n  - name: lab1\n    gpuss: [T4]\n",
     "2:5 missing-key: A machine needs 'gpus', such as 'gpus: [RTX 3090]'\n"
     "3:5 unknown-key: There is no key 'gpuss' here. Did you mean 'gpus'? -> gpus\n"},
    {"targets: [3090]\n", "1:11 wrong-type: 'targets' must be a word\n"},
    {"knowledge: {a: b}\n", "1:12 wrong-type: 'knowledge' must be a list of words\n"},
    {"knowledge: /etc/facts.yaml\n",
     "1:12 bad-path: 'knowledge': '/etc/facts.yaml' is absolute; it must be relative to this file\n"},
    {"- strict\n", "1:1 wrong-type: The file must be a mapping, such as 'preset: strict'\n"},
    {"preset: strict\n---\npreset: all\n",
     "3:1 several-documents: Only the first document is read: a configuration has one\n"},
    {"preset: \"strict\n",
     "1:9 bad-yaml: This is no YAML from here on: no quote ends what this one begins\n"},
    {"preset: str\xFFict\n",
     "1:12 not-text: The file is not UTF-8 text from here on, so nothing of it is read\n"},
};

TEST(DockwrightFile, EachMistakeIsASentenceThatNamesTheKeyThePlaceAndTheNearestWord) {
    for (const Wrong& wrong : wrong_files) {
        EXPECT_EQ(said(wrong.text, read_dockwright_file(wrong.text).mistakes), wrong.sentence) << wrong.text;
    }
}

TEST(DockwrightFile, AWrongKeyLeavesTheRestInForce) {
    const DockwrightFile file = read_dockwright_file("presett: all\n"
                                                     "preset: strict\n"
                                                     "select: [no-such-rule, DL3006]\n"
                                                     "severity: {style: info, DL3007: loud}\n"
                                                     "paths: [1, {match: a, ignore: security}]\n");
    EXPECT_EQ(file.mistakes.size(), 4U);
    EXPECT_EQ(file.preset->value, lint::Preset::strict);
    ASSERT_EQ(file.rules.select.size(), 1U);
    EXPECT_EQ(file.rules.select.front().value, "DL3006");
    EXPECT_EQ(file.rules.severities.size(), 1U);
    ASSERT_EQ(file.paths.size(), 1U);
    EXPECT_EQ(file.paths.front().rules.ignore.front().value, "security");
}

TEST(DockwrightFile, WhatIsBeforeBrokenYamlHolds) {
    const DockwrightFile file = read_dockwright_file("preset: strict\nignore: [DL3006, DL3007\nlocked: x\n");
    EXPECT_EQ(file.preset->value, lint::Preset::strict);
    EXPECT_EQ(file.mistakes.back().kind, "bad-yaml");
}

TEST(DockwrightFile, RulesMayBeWrittenInAnyCase) {
    const DockwrightFile file = read_dockwright_file("ignore: [dl3006, Untagged-Base-Image, SECURITY]\n");
    EXPECT_TRUE(file.mistakes.empty());
    EXPECT_EQ(file.rules.ignore[0].value, "DL3006");
    EXPECT_EQ(file.rules.ignore[1].value, "untagged-base-image");
    EXPECT_EQ(file.rules.ignore[2].value, "security");
}

TEST(DockwrightFile, CodesOfHadolintThatNoRuleCarriesMayBeIgnored) {
    const DockwrightFile file = read_dockwright_file("ignore: [DL3005, DL3006]\n");
    EXPECT_TRUE(file.mistakes.empty());
    EXPECT_EQ(file.rules.ignore.size(), 1U);
    EXPECT_EQ(read_dockwright_file("ignore: [DL3999]\n").mistakes.size(), 1U);
}

TEST(DockwrightFile, AnyCodeOfShellCheckIsKnownSinceItMayBeAsked) {
    const DockwrightFile file = read_dockwright_file("ignore: [sc2999]\nseverity: {SC2320: info}\n");
    EXPECT_TRUE(file.mistakes.empty());
    EXPECT_EQ(file.rules.ignore.front().value, "SC2999");
    EXPECT_EQ(file.rules.severities.front().selector, "SC2320");
    EXPECT_EQ(read_dockwright_file("ignore: [SC29990]\n").mistakes.size(), 1U);
}

TEST(DockwrightFile, NothingBehindAKeyIsAsIfItWereNotThere) {
    const DockwrightFile file = read_dockwright_file("preset:\nignore:\npaths:\n");
    EXPECT_TRUE(file.mistakes.empty());
    EXPECT_FALSE(file.preset);
}

TEST(DockwrightFile, AByteOrderMarkAndWindowsLineEndsChangeNoPlace) {
    const std::string_view text = "\xEF\xBB\xBFpreset: strict\r\nselect: [\"DL9999\"]\r\n";
    const DockwrightFile file = read_dockwright_file(text);
    EXPECT_EQ(file.preset->span.of(text), "strict");
    ASSERT_EQ(file.mistakes.size(), 1U);
    EXPECT_EQ(file.mistakes.front().span.of(text), "\"DL9999\"");
}

TEST(DockwrightFile, AHundredMistakesAreEnough) {
    std::string text;
    for (int i = 0; i < 1000; ++i) {
        text += "k" + std::to_string(i) + ": 1\n";
    }
    const DockwrightFile file = read_dockwright_file(text);
    ASSERT_EQ(file.mistakes.size(), most_mistakes);
    EXPECT_EQ(file.mistakes.back().message, "There is more that is wrong; mend this first");
}

TEST(DockwrightFile, MoreThanAMebibyteIsRefused) {
    const std::string text = "preset: strict\n" + std::string(1U << 20U, '#');
    EXPECT_EQ(said(text, read_dockwright_file(text).mistakes),
              "1:1 too-large: The file is larger than 1 MiB, which no configuration is\n");
}

} // namespace
} // namespace dockwright::config

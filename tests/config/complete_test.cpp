#include "config/complete.hpp"
#include "config/explain.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace dockwright::config {
namespace {

/// Takes the `|` out of the text: the cursor stands there.
struct Cursor {
    explicit Cursor(std::string_view marked) : text(marked) {
        const std::size_t at = text.find('|');
        text.erase(at, 1);
        place = offset(at);
    }
    std::string text;
    Offset place;
};

/// The first labels, or "nothing".
std::string offered(std::string_view marked, std::size_t most = 3) {
    const Cursor cursor(marked);
    const Completions found = complete(cursor.text, cursor.place);
    std::string out;
    for (std::size_t i = 0; i < std::min(most, found.all.size()); ++i) {
        out += (i == 0 ? "" : " ") + found.all[i].text;
    }
    return out.empty() ? "nothing" : out;
}

bool offers(std::string_view marked, std::string_view label) {
    const Cursor cursor(marked);
    const Completions found = complete(cursor.text, cursor.place);
    return std::ranges::find(found.all, label, &Completion::label) != found.all.end();
}

TEST(ConfigurationCompletion, OffersTheKeysOfTheSection) {
    EXPECT_EQ(offered("|"), "extends:  preset:  select: ");
    EXPECT_EQ(offered("preset: all\npre|\n"), "extends:  preset:  select: ");
    EXPECT_EQ(offered("rules:\n  |"), "trusted-registries:  labels: ");
    EXPECT_EQ(offered("rules:\n  labels:\n    str|"), "schema:  strict: ");
    EXPECT_EQ(offered("paths:\n  - match: a\n    |"), "match:  preset:  select: ");
    EXPECT_EQ(offered("paths:\n- match: a\n- |"), "match:  preset:  select: ");
    EXPECT_EQ(offered("stages:\n  - |"), "match:  select:  ignore: ");
    EXPECT_EQ(offered("rules: {|"), "trusted-registries:  labels: ");
}

TEST(ConfigurationCompletion, DoesNotRepeatTheColon) {
    EXPECT_EQ(offered("pre|: all\n", 2), "extends preset");
}

TEST(ConfigurationCompletion, OffersTheValuesOfTheKey) {
    EXPECT_EQ(offered("preset: |"), "recommended strict all");
    EXPECT_EQ(offered("fail-level: w|"), "error warning info");
    EXPECT_EQ(offered("suppressions: |"), "true false");
    EXPECT_EQ(offered("paths:\n  - match: a\n    preset: |"), "recommended strict all");
    EXPECT_EQ(offered("rules:\n  labels:\n    strict: |"), "true false");
    EXPECT_EQ(offered("severity:\n  DL3006: |"), "error warning info");
    EXPECT_EQ(offered("severity: {DL3006: |"), "error warning info");
    EXPECT_EQ(offered("rules:\n  labels:\n    schema:\n      a: |"), "text url semver");
}

TEST(ConfigurationCompletion, OffersRulesGroupsAndCodes) {
    for (const char* text :
         {"ignore:\n  - |", "ignore:\n- DL3006\n- unt|", "select: [DL3006, |", "locked: |", "severity:\n  |",
          "severity: {|", "paths:\n  - ignore: |", "stages:\n  - match: a\n    select:\n      - |"}) {
        EXPECT_TRUE(offers(text, "untagged-base-image")) << text;
        EXPECT_TRUE(offers(text, "DL3006")) << text;
        EXPECT_TRUE(offers(text, "security")) << text;
    }
    EXPECT_TRUE(offered("severity:\n  |").ends_with(": "));
}

TEST(ConfigurationCompletion, OffersWhatAMachineMaySay) {
    EXPECT_EQ(offered("targets:\n  - |"), "name:  driver:  gpus: ");
    EXPECT_TRUE(offers("targets:\n  - |", "A40"));
    EXPECT_EQ(offered("targets:\n  - name: a\n    os: |"), "linux wsl2");
    EXPECT_EQ(offered("targets:\n  - name: a\n    request: |", 9), "gpus runtime cdi none");
    EXPECT_EQ(offered("targets:\n  - name: a\n    toolkit:\n      |"), "version:  mode: ");
    EXPECT_EQ(offered("targets:\n  - name: a\n    toolkit:\n      mode: |", 9), "legacy jit-cdi cdi csv");
    EXPECT_EQ(offered("targets:\n  - name: a\n    gpus:\n      - |"), "name:  compute_capability:  memory: ");
    EXPECT_TRUE(offers("targets:\n  - name: a\n    gpus: [|", "A40"));
    EXPECT_EQ(offered("targets:\n  - name: a\n    driver: |"), "nothing");
}

TEST(ConfigurationCompletion, OffersNothingWhereNothingIsKnown) {
    EXPECT_EQ(offered("extends: |"), "nothing");
    EXPECT_EQ(offered("colour: |"), "nothing");
    EXPECT_EQ(offered("colour:\n  |"), "nothing");
    EXPECT_EQ(offered("rules:\n  labels:\n    schema:\n      |"), "nothing");
}

TEST(ConfigurationCompletion, ReplacesTheWholeWord) {
    const Cursor cursor("preset: str|ct\n");
    EXPECT_EQ(complete(cursor.text, cursor.place).replaced.of(cursor.text), "strct");
}

std::string explained(std::string_view marked) {
    const Cursor cursor(marked);
    const auto found = explain(cursor.text, cursor.place);
    return found ? std::string(found->heading) + ": " + found->text.substr(0, 24) : "nothing";
}

TEST(ConfigurationHover, TellsOfKeysRulesAndGroups) {
    EXPECT_EQ(explained("pre|set: strict\n"), "preset: Which rules run: recomme");
    EXPECT_EQ(explained("rules:\n  labels:\n    str|ict: true\n"), "strict: Whether other labels tha");
    EXPECT_EQ(explained("ignore: [DL30|06]\n"), "untagged-base-image: Base image without a tag");
    EXPECT_EQ(explained("paths:\n  - match: a\n    ignore: labe|ls\n"), "labels: These rules: empty-label");
    EXPECT_EQ(explained("severity:\n  DL300|6: error\n"), "untagged-base-image: Base image without a tag");
    EXPECT_EQ(explained("targets:\n  - name: a\n    dri|ver: 550\n"), "driver: The version of its NVIDI");
    EXPECT_EQ(explained("targets:\n  - toolkit: {mo|de: cdi}\n"), "mode: How it gives GPUs to con");
    EXPECT_EQ(explained("preset: str|ict\n"), "nothing");
    EXPECT_EQ(explained("colour: r|ed\n"), "nothing");
}

TEST(ConfigurationHover, TellsOfAGpu) {
    const auto all = [](std::string_view marked) {
        const Cursor cursor(marked);
        const auto found = explain(cursor.text, cursor.place);
        return found ? std::string(found->heading) + ": " + found->text : "nothing";
    };
    EXPECT_EQ(all("targets: ['RTX 3|090, 535.104.05']\n"),
              "GeForce RTX 3090: Ampere, compute capability 8.6, up to 24 GiB of memory.");
    EXPECT_EQ(all("targets:\n  - gpus: [NVIDIA T|4]\n"),
              "Tesla T4: Turing, compute capability 7.5, up to 16 GiB of memory.");
    EXPECT_EQ(all("targets: [RTX 99|99]\n"), "nothing");
}

} // namespace
} // namespace dockwright::config

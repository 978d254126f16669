#include "check_mistakes.hpp"
#include "config/knowledge_file.hpp"
#include "knowledge/queries.hpp"
#include <gmock/gmock.h>

namespace dockwright::config {
namespace {

using namespace knowledge;
using ::testing::ElementsAre;
using ::testing::StartsWith;

struct Wrong {
    std::string_view text;
    std::string_view sentence;
};

/// Each in a way of its own, over what is built in.
constexpr Wrong wrong_files[] = {
    {"toolkitts: []\n",
     "1:1 unknown-key: There is no key 'toolkitts' here. Did you mean 'toolkits'? -> toolkits\n"},
    {"- toolkits\n", "1:1 wrong-type: The file must be a mapping of tables, such as 'toolkits:'\n"},
    {"toolkits: 12\n", "1:11 wrong-type: 'toolkits' must be a list\n"},
    {"toolkits: [12]\n",
     "1:12 wrong-type: 'toolkits' must be a list of blocks, each with 'source' and 'entries'\n"},
    {"toolkits:\n  - source: me\n", "2:5 missing-key: This block needs 'entries', else it says nothing\n"},
    {"gpus:\n  - sorce: me\n    entries: []\n",
     "2:5 unknown-key: There is no key 'sorce' here. Did you mean 'source'? -> source\n"},
    {"gpus:\n  - entries:\n      - {name: RTX 9090, capability: 120, kind: consumer}\n",
     "3:10 missing-source: This fact has no 'source': say in a few words where it was read\n"},
    {"gpus:\n  - source: me\n    entries: [{name: RTX 9090, kind: consumer}]\n",
     "3:16 missing-key: This entry needs 'capability'\n"},
    {"gpus:\n  - source: me\n    entries: [{name: RTX 9090, capability: 12.0, kind: consumer}]\n",
     "3:44 wrong-type: 'capability' must be a whole number up to 65535\n"},
    {"gpus:\n  - source: me\n    entries: [{name: RTX 9090, capability: 120, kind: consumr}]\n",
     "3:55 unknown-value: 'kind' must be datacenter, workstation, consumer, laptop or jetson, not 'consumr'. "
     "Did you mean 'consumer'? -> consumer\n"},
    {"gpus:\n  - source: me\n    entries: [{name: RTX 9090, capability: 125, kind: consumer}]\n",
     "3:44 unknown-reference: 125 is no compute capability that is known here\n"},
    {"gpus:\n  - source: me\n    confidence: sure\n    entries: [{name: A, capability: 120, kind: "
     "consumer}]\n",
     "3:17 unknown-value: 'confidence' must be verified or recalled, not 'sure'\n"},
    {"gpus:\n  - source: me\n    entries:\n      - {name: RTX 9090, capability: 120, kind: consumer}\n"
     "      - {name: rtx 9090, capability: 120, kind: consumer}\n",
     "5:16 duplicate-entry: There is an entry for 'rtx 9090' already\n"},
    {"gpus:\n  - source: me\n    entries: [{name: A, name: B, capability: 120, kind: consumer}]\n",
     "3:25 duplicate-key: 'name' stands here a second time, and only the first is read\n"},
    {"toolkits:\n  - source: me\n    entries: [{version: newest, targets: []}]\n",
     "3:25 wrong-type: 'version' must be a version such as 12.4.1\n"},
    {"toolkits:\n  - source: me\n    entries:\n      - {version: 14.0.0, targets: [80]}\n"
     "      - {version: 14.1.0, targets: [80]}\n",
     "5:19 out-of-order: 14.1.0 stands below 14.0.0: the newest come first within a block\n"},
    {"toolkits:\n  - source: me\n    entries: [{version: 14.0.0, targets: 80}]\n",
     "3:42 wrong-type: 'targets' must be a list\n"},
    {"releases:\n  - source: me\n    entries: [{package: torch, first: 3.1.0, last: 3.0.0}]\n",
     "3:52 out-of-order: 'last' is older than 'first'\n"},
    {"releases:\n  - source: me\n    package: torch\n    entries:\n      - {first: 3.0.0, last: 3.0.2}\n"
     "      - {first: 3.0.0}\n",
     "6:17 two-owners: The entry for torch 3.0.0 to 3.0.2 speaks of these versions too\n"},
    {"releases:\n  - source: me\n    entries: [{package: troch, first: 3.0.0}]\n",
     "3:25 unknown-reference: 'troch' is no package that is known here. Did you mean 'torch'? -> torch\n"},
    {"releases:\n  - source: me\n    entries:\n      - {package: torch, first: 3.0.0, variants: [{tag: "
     "cu999, "
     "cuda: 99.9}]}\n",
     "4:50 unknown-reference: There is no CUDA toolkit 99.9 among those that are known here\n"},
    {"releases:\n  - source: me\n    entries: [{package: torch, first: 3.0.0, pythons: [3.11.2]}]\n",
     "3:56 wrong-type: 'pythons' must be a list of Pythons such as [3.11, 3.12]\n"},
    {"releases:\n  - source: me\n    entries: [{package: torch, first: 3.0.0, requires: [numpy]}]\n",
     "3:56 wrong-type: 'requires' must be a mapping such as {numpy: '<2'}\n"},
    {"pairs:\n  - source: me\n    entries: [{package: torchvision, first: 9.0, partner: torsh, specifier: "
     "==3.0}]\n",
     "3:59 unknown-reference: 'torsh' is no package that is known here. Did you mean 'torch'? -> torch\n"},
    {"image-tags:\n  - source: me\n    entries: [{repository: pytorch/pytorche, tag: mine}]\n",
     "3:28 unknown-reference: 'pytorch/pytorche' is no repository that is known here. Did you mean "
     "'pytorch/pytorch'? -> pytorch/pytorch\n"},
    {"image-families:\n  - source: me\n    entries: [{repositories: [lab/base], title: Ours, tags-of: "
     "lab/bas}]\n",
     "3:64 unknown-reference: 'lab/bas' is no repository that is known here. Did you mean 'lab/base'? -> "
     "lab/base\n"},
    {"image-tags:\n  - source: me\n    repository: ubuntu\n    entries: [{tag: mine, distribution: "
     "ubuntu22.40}]\n",
     "4:41 unknown-reference: 'ubuntu22.40' is no distribution that is known here. Did you mean "
     "'ubuntu22.04'? -> ubuntu22.04\n"},
    {"image-tags:\n  - source: me\n    repository: ubuntu\n    entries: [{tag: mine, packages: {torch: "
     "2.4.1+cu123}}]\n",
     "4:37 unknown-reference: 'cu123' is no build of that release that is known here. Did you mean 'cu121'? "
     "-> cu121\n"},
    {"image-families:\n  - source: me\n    entries:\n      - {repositories: [a/b, a/c], title: One}\n"
     "      - {repositories: [a/c], title: Two}\n",
     "5:24 two-owners: Another entry speaks of 'a/c' already\n"},
    {"cuda-images:\n  - source: me\n    entries:\n      - {cuda: 12.4.1, distributions: [ubuntu22.04], "
     "flavours: [base], state: seen}\n      - {cuda: 12.4.1, distributions: [ubuntu22.04], flavours: [base], "
     "state: active}\n",
     "5:39 two-owners: Another entry speaks of '12.4.1-base-ubuntu22.04' already\n"},
    {"mirrors:\n  - source: me\n    entries: [{host: my.mirror, kind: pip, works: yes}]\n",
     "3:51 wrong-type: 'works' must be true or false. Did you mean 'true'? -> true\n"},
    {"principles:\n  - source: me\n    entries: [my-rule]\n",
     "3:15 wrong-type: 'entries' must be a list of mappings, such as '- {version: 12.4.1}'\n"},
};

TEST(KnowledgeFile, EachKindOfMistakeIsSaidAtItsPlace) {
    for (const Wrong& wrong : wrong_files) {
        const OwnKnowledge own = read_knowledge_file(wrong.text, built_in());
        EXPECT_EQ(said(wrong.text, own.mistakes), wrong.sentence) << wrong.text;
    }
}

TEST(KnowledgeFile, WhatIsRightBesideAMistakeHolds) {
    const OwnKnowledge own = read_knowledge_file(R"(gpus:
  - source: my machine
    entries:
      - {name: RTX 9090, capability: 120, kind: consumer}
      - {name: RTX 9091, capability: x, kind: consumer}
)",
                                                 built_in());
    EXPECT_EQ(own.mistakes.size(), 1U);
    EXPECT_NE(gpu(own.tables->view(), "NVIDIA RTX 9090"), nullptr);
    EXPECT_EQ(gpu(own.tables->view(), "RTX 9091"), nullptr);
}

TEST(KnowledgeFile, NothingInItLeavesWhatWasKnown) {
    for (const std::string_view text : {"", "# nothing yet\n", "gpus: []\n"}) {
        const OwnKnowledge own = read_knowledge_file(text, built_in());
        EXPECT_EQ(said(text, own.mistakes), "");
        EXPECT_EQ(own.tables->view().gpus.size(), built_in().gpus.size());
        EXPECT_EQ(own.tables->view().releases.size(), built_in().releases.size());
        EXPECT_EQ(own.tables->view().as_of, built_in().as_of);
    }
}

TEST(KnowledgeFile, AnEntryWithAKnownKeyTakesItsPlace) {
    const OwnKnowledge own = read_knowledge_file(R"(as-of: 2027-01
toolkits:
  - source: my notes
    confidence: recalled
    entries:
      - {version: 14.0.0, min-driver: 650.10, targets: [100, 120]}
      - {version: 13.4.2, min-driver: 615.65.06, targets: [75, 80]}
)",
                                                 built_in());
    ASSERT_EQ(said("", own.mistakes), "");
    const Knowledge all = own.tables->view();
    EXPECT_EQ(all.as_of, "2027-01");
    EXPECT_EQ(all.toolkits.size(), built_in().toolkits.size() + 1);
    EXPECT_EQ(all.toolkits.front().version, Version::parse("14.0.0"));
    const Toolkit* corrected = toolkit(all, *Version::parse("13.4.2"));
    EXPECT_EQ(corrected->min_driver, Version::parse("615.65.06"));
    EXPECT_EQ(corrected->fact.source, "my notes");
    EXPECT_EQ(corrected->fact.confidence, Confidence::recalled);
    EXPECT_EQ(toolkit(all, *Version::parse("12.4.1"))->min_driver, Version::parse("550.54.15"));
}

TEST(KnowledgeFile, ABlocksKeysHoldForItsEntriesUnlessTheySayOtherwise) {
    const OwnKnowledge own = read_knowledge_file(R"(releases:
  - source: our index
    package: Torch
    pythons: [3.12]
    entries:
      - {first: 3.1.0, last: 3.1.9, variant: cu140, variants: [{tag: cu130, cuda: 13.0, targets: [90, 100]}]}
      - {first: 3.0.0, pythons: [3.11, 3.12], source: a friend}
)",
                                                 built_in());
    ASSERT_EQ(said("", own.mistakes), "");
    const Knowledge all = own.tables->view();
    const Release* newer = release(all, "torch", *Version::parse("3.1.4"));
    ASSERT_NE(newer, nullptr);
    EXPECT_EQ(newer, &releases(all, "torch").front());
    EXPECT_FALSE(has(newer->pythons, *Version::parse("3.11")));
    EXPECT_THAT(variant(*newer, "cu130")->targets, ElementsAre(90, 100));
    EXPECT_EQ(variant(*newer, "cu130")->fact.source, "our index");
    const Release* older = release(all, "torch", *Version::parse("3.0.0"));
    EXPECT_TRUE(has(older->pythons, *Version::parse("3.11")));
    EXPECT_EQ(older->fact.source, "a friend");
}

TEST(KnowledgeFile, OnesOwnRangeIsFoundBeforeTheKnownOnesThatItCutsInto) {
    const OwnKnowledge own = read_knowledge_file(R"(releases:
  - source: our index
    entries: [{package: torch, first: 2.4.1, variant: cu118}]
)",
                                                 built_in());
    const Knowledge all = own.tables->view();
    EXPECT_EQ(release(all, "torch", *Version::parse("2.4.1"))->variant, "cu118");
    EXPECT_EQ(release(all, "torch", *Version::parse("2.4.0"))->variant, "cu121");
}

TEST(KnowledgeFile, ImagesOfOnesOwnAreAdded) {
    const OwnKnowledge own = read_knowledge_file(R"(image-families:
  - source: our registry
    entries: [{repositories: [registry.example/base], title: Our base, python: venv, gpu: true}]
image-tags:
  - source: our registry
    repository: registry.example/base
    entries: [{tag: v*, distribution: ubuntu22.04, python: 3.11, packages: {torch: 2.4.1+cu121}}]
)",
                                                 built_in());
    ASSERT_EQ(said("", own.mistakes), "");
    const ImageTag* tag = image_tag(own.tables->view(), "registry.example/base", "v7");
    ASSERT_NE(tag, nullptr);
    EXPECT_EQ(tag->packages.front().variant, "cu121");
}

TEST(KnowledgeFile, TheViewOutlivesTheTextAndTheMove) {
    auto text = std::make_unique<std::string>("variables:\n  - source: us\n    entries: [{name: OUR_GPU, "
                                              "text: which one, values: {a: the first}}]\n");
    OwnKnowledge own = read_knowledge_file(*text, built_in());
    text.reset();
    const OwnKnowledge moved = std::move(own);
    const Variable* ours = variable(moved.tables->view(), "OUR_GPU");
    ASSERT_NE(ours, nullptr);
    EXPECT_EQ(ours->values.front().value, "the first");
}

TEST(KnowledgeFile, OnlySoManyMistakesAreSaid) {
    std::string text = "gpus:\n  - source: me\n    entries:\n";
    for (int i = 0; i < 1000; ++i) {
        text += "      - {name: a" + std::to_string(i) + ", capability: 999, kind: consumer}\n";
    }
    const OwnKnowledge own = read_knowledge_file(text, built_in());
    EXPECT_EQ(own.mistakes.size(), most_mistakes);
    EXPECT_THAT(own.mistakes.back().message, StartsWith("There is more"));
}

TEST(KnowledgeFiles, SpeakOfEachOther) {
    const std::string_view texts[] = {
        "pairs:\n  - source: me\n    entries: [{package: a, first: 1.0, partner: b, specifier: ==2.0}]\n",
        "packages:\n  - source: me\n    entries: [{name: a, text: A}, {name: c, text: C}]\n"};
    const KnowledgeFiles files = read_knowledge(texts, {});
    EXPECT_EQ(said(texts[0], files.mistakes[0]),
              "3:49 unknown-reference: 'b' is no package that is known here\n");
    EXPECT_EQ(said(texts[1], files.mistakes[1]), "");
}

} // namespace
} // namespace dockwright::config

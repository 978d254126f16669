#include "check_mistakes.hpp"
#include "config/machines.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::config {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

KnownMachine machine(std::string name, std::string host) {
    return {.name = std::move(name), .host = std::move(host), .context = {}};
}

std::string names(std::string_view text) {
    std::string out;
    for (const Given<KnownMachine>& one : read_machines(text).machines) {
        out += one.value.name + " ";
    }
    return out;
}

TEST(Machines, AreReadWithAllThatTheyMayHave) {
    constexpr std::string_view text = "machines:\n"
                                      "  - name: lab1\n"
                                      "    host: ssh://ada@lab1\n"
                                      "    data: /data\n"
                                      "    results: ~/results\n"
                                      "    note: the loud one\n"
                                      "  - {name: lab2, context: gpu-b}\n"
                                      "  - name: cloud\n"
                                      "    host: tcp://10.0.0.5:2376\n"
                                      "    tls: {ca: ~/c/ca.pem, cert: /c/cert.pem, key: /c/key.pem}\n";
    const MachinesFile file = read_machines(text);
    EXPECT_EQ(said(text, file.mistakes), "");
    ASSERT_EQ(file.machines.size(), 3U);
    EXPECT_EQ(file.machines[0].value, (KnownMachine{.name = "lab1",
                                                    .host = "ssh://ada@lab1",
                                                    .context = {},
                                                    .data = "/data",
                                                    .results = "~/results",
                                                    .note = "the loud one"}));
    EXPECT_EQ(file.machines[1].value.context, "gpu-b");
    EXPECT_EQ(file.machines[2].value.tls,
              (MachineTls{.ca = "~/c/ca.pem", .cert = "/c/cert.pem", .key = "/c/key.pem"}));
}

TEST(Machines, MayBeNone) {
    for (const char* text : {"", "# mine\n", "machines:\n", "machines: []\n", "{}"}) {
        EXPECT_TRUE(read_machines(text).machines.empty());
        EXPECT_EQ(said(text, read_machines(text).mistakes), "");
    }
}

struct Wrong {
    std::string text;
    std::string_view sentence;
};

TEST(Machines, ThatAreWrongSayWhatIsRight) {
    const Wrong cases[] = {
        {"machine: []",
         "1:1 unknown-key: There is no key 'machine' here. Did you mean 'machines'? -> machines\n"},
        {"machines: lab1",
         "1:11 wrong-type: 'machines' must be a list of machines, each with 'name' and 'host'\n"},
        {"[lab1]",
         "1:1 wrong-type: The file must be a mapping with 'machines', a list of 'name' and 'host'\n"},
        {"machines: [{nane: a, host: 'ssh://a'}]",
         "1:13 missing-key: A machine needs 'name', such as 'name: lab1'\n"
         "1:13 unknown-key: There is no key 'nane' here. Did you mean 'name'? -> name\n"},
        {"machines: [{name: a}]",
         "1:13 missing-key: A machine needs 'host', such as 'host: ssh://USER@HOST', or 'context'\n"},
        {"machines: [{name: a, host: ada@lab1}]",
         "1:28 bad-host: 'host' must be an engine's address: ssh://USER@HOST, tcp://HOST:PORT, unix:///PATH "
         "or "
         "npipe://…. Did you mean 'ssh://ada@lab1'? -> ssh://ada@lab1\n"},
        {"machines: [{name: a, host: tpc://lab1}]", "1:28 bad-host: 'host' must be an engine's address: "
                                                    "ssh://USER@HOST, tcp://HOST:PORT, unix:///PATH or "
                                                    "npipe://…. Did you mean 'tcp://lab1'? -> tcp://lab1\n"},
        {"machines: [{name: -a, host: 'ssh://a'}]", "1:19 bad-name: 'name' must be letters, digits, '.', '_' "
                                                    "and '-' without a dash in front, not '-a'\n"},
        {"machines: [{name: a, host: 'ssh://a', tls: {ca: /a}}]",
         "1:39 unused-key: 'tls' is only used with a host of tcp://\n"},
        {"machines: [{name: a, host: 'tcp://a', tls: {cert: /a}}]",
         "1:39 missing-key: 'tls' needs 'cert' and 'key' together: the one is of no use without the other\n"},
        {"machines: [{name: a, host: 'ssh://a', data: d}]",
         "1:45 bad-path: 'data' must be a folder on that machine: an absolute path, or one that begins with "
         "'~/', not "
         "'d'\n"},
        {"machines: [{name: a, host: 'ssh://a', context: b}]",
         "1:13 unused-key: A machine has 'host' or 'context', not both: which one is meant?\n"},
        {"machines: [{name: a, host: 'ssh://a'}, {name: A, host: 'ssh://b'}]",
         "1:40 duplicate-name: There is a machine 'A' above, and two of one name can't be told apart\n"},
    };
    for (const Wrong& wrong : cases) {
        EXPECT_EQ(said(wrong.text, read_machines(wrong.text).mistakes), wrong.sentence) << wrong.text;
    }
}

TEST(Machines, NeverShowAPasswordAndNeverKeepOne) {
    constexpr std::string_view text = "machines: [{name: a, host: 'ssh://ada:hunter2@a'}]";
    EXPECT_EQ(names(text), "");
    EXPECT_THAT(said(text, read_machines(text).mistakes),
                HasSubstr("1:28 bad-host: 'host' has a password in it"));
    EXPECT_THAT(said(text, read_machines(text).mistakes), Not(HasSubstr("hunter2")));
}

TEST(Machines, ThatAreWrongLeaveTheOthersRight) {
    EXPECT_EQ(
        names(
            "machines: [{name: a, host: x}, {name: b, host: 'ssh://b', data: x}, 3, {name: c, context: -c}]"),
        "b ");
}

TEST(Machines, MayBeAnyBytes) {
    EXPECT_FALSE(read_machines(std::string_view("\0\xFF{", 3)).mistakes.empty());
    EXPECT_FALSE(read_machines("machines: [").mistakes.empty());
    EXPECT_FALSE(add_machine("machines: [", machine("a", "ssh://a")));
    EXPECT_FALSE(remove_machine("\xFF", "a"));
}

std::string added(std::string_view text, const KnownMachine& one) {
    const auto out = add_machine(text, one);
    return out ? *out : std::string(out.error().kind) + ": " + out.error().message;
}

TEST(MachinesAdded, KeepEveryByteThatWasThere) {
    const KnownMachine b = machine("b", "ssh://b");
    constexpr std::string_view b_there = "  - name: b\n    host: \"ssh://b\"\n";
    const std::string first =
        "# mine\nmachines:   # all\n  # the loud one\n  - host: 'ssh://a' # x\n    name: a\n";
    EXPECT_EQ(added(first, b), first + std::string(b_there));
    EXPECT_EQ(added(first + "\n# the end\n", b), first + std::string(b_there) + "\n# the end\n");
    EXPECT_EQ(added("", b), "machines:\n" + std::string(b_there));
    EXPECT_EQ(added("# mine", b), "# mine\nmachines:\n" + std::string(b_there));
    EXPECT_EQ(added("machines:\n# none\n", b), "machines:\n" + std::string(b_there) + "# none\n");
    EXPECT_EQ(added("machines: [ ] # none\n", b), "machines: # none\n" + std::string(b_there));
}

TEST(MachinesAdded, FollowTheIndentationTheLineEndsAndTheStyle) {
    const KnownMachine b = machine("b", "ssh://b");
    EXPECT_EQ(added("machines:\r\n- name: a\r\n  host: ssh://a", b),
              "machines:\r\n- name: a\r\n  host: ssh://a\r\n- name: b\r\n  host: \"ssh://b\"\r\n");
    EXPECT_EQ(added("machines: [{name: a, host: 'ssh://a'}] # ]\n", b),
              "machines: [{name: a, host: 'ssh://a'}, {name: b, host: \"ssh://b\"}] # ]\n");
    EXPECT_EQ(
        added("machines:\n    - name: a\n      host: ssh://a\n      note: |\n        one\n\n        two\n",
              b),
        "machines:\n    - name: a\n      host: ssh://a\n      note: |\n        one\n\n        two\n"
        "    - name: b\n      host: \"ssh://b\"\n");
}

TEST(MachinesAdded, AreReadAsTheyWereGiven) {
    const KnownMachine one{.name = "true",
                           .host = "tcp://[::1]:2376",
                           .context = {},
                           .tls = {.ca = "C:\\c a\\ca.pem", .cert = "/c\"#.pem", .key = "~/k: y.pem"},
                           .data = "/a #b",
                           .results = "~",
                           .note = "12"};
    for (const char* text : {"", "machines: [{name: a, context: b},]"}) {
        const std::string out = added(text, one);
        ASSERT_FALSE(read_machines(out).machines.empty()) << out;
        EXPECT_EQ(read_machines(out).machines.back().value, one) << out;
    }
}

TEST(MachinesAdded, AreRefusedWhereTheyCantBe) {
    EXPECT_THAT(added("machines: [{name: a, host: 'ssh://a'}]", machine("A", "ssh://b")),
                HasSubstr("machine-exists"));
    EXPECT_THAT(added("", machine("-a", "ssh://b")), HasSubstr("machine-wrong: 'name' must be letters"));
    EXPECT_THAT(added("", machine("a", "b")), HasSubstr("machine-wrong: 'host' must be"));
    EXPECT_THAT(added("", {.name = "a", .host = "ssh://a", .context = {}, .note = "x\ny"}),
                HasSubstr("machine-wrong"));
    EXPECT_THAT(added("{machines: }", machine("a", "ssh://a")), HasSubstr("machines-file-unusual"));
    EXPECT_THAT(add_machine("{machines: }", machine("a", "ssh://a")).error().next_step,
                HasSubstr("  - name: a\n"));
}

std::string removed(std::string_view text, std::string_view name) {
    const auto out = remove_machine(text, name);
    return out ? *out : std::string(out.error().kind);
}

TEST(MachinesRemoved, TakeTheirEntryAlone) {
    constexpr std::string_view text = "# mine\n"
                                      "machines:\n"
                                      "  # first\n"
                                      "  - name: a\n"
                                      "    # inside\n"
                                      "    host: ssh://a # here\n"
                                      "\n"
                                      "  # second\n"
                                      "  -\n"
                                      "    host: ssh://b\n"
                                      "    name: b\n"
                                      "    note: >\n"
                                      "      long\n"
                                      "# end\n";
    EXPECT_EQ(removed(text, "A"), "# mine\nmachines:\n  # first\n\n  # second\n  -\n    host: ssh://b\n"
                                  "    name: b\n    note: >\n      long\n# end\n");
    EXPECT_EQ(removed(text, "b"), "# mine\nmachines:\n  # first\n  - name: a\n    # inside\n"
                                  "    host: ssh://a # here\n\n  # second\n# end\n");
    EXPECT_EQ(removed(removed(text, "a"), "b"), "# mine\nmachines:\n  # first\n\n  # second\n# end\n");
}

TEST(MachinesRemoved, LeaveAListInBracketsRight) {
    constexpr std::string_view text = "machines: [{name: a, context: x}, {name: b, host: 'tcp://b', tls: "
                                      "{ca: /b}}, {name: c, context: z}]\n";
    EXPECT_EQ(removed(text, "a"),
              "machines: [{name: b, host: 'tcp://b', tls: {ca: /b}}, {name: c, context: z}]\n");
    EXPECT_EQ(removed(text, "b"), "machines: [{name: a, context: x}, {name: c, context: z}]\n");
    EXPECT_EQ(removed(text, "c"),
              "machines: [{name: a, context: x}, {name: b, host: 'tcp://b', tls: {ca: /b}}]\n");
    EXPECT_EQ(removed("machines: [{name: a, context: x}]\n", "a"), "machines: []\n");
}

TEST(MachinesRemoved, MayHaveBeenWrong) {
    EXPECT_EQ(removed("machines:\n- name: a\n  hots: b\n- {name: b, context: c}\n", "a"),
              "machines:\n- {name: b, context: c}\n");
}

TEST(MachinesRemoved, AreRefusedWhereItIsNotPlain) {
    EXPECT_EQ(removed("machines: []", "a"), "machine-not-found");
    EXPECT_EQ(removed("", "a"), "machine-not-found");
    EXPECT_EQ(removed("machines: [{name: a, context: x}, {name: a, context: y}]", "a"),
              "machines-file-unusual");
}

TEST(MachinesPaths, FollowTheBaseDirectorySpecification) {
    EXPECT_EQ(machines_path("/x", "/home/ada"), "/x/dockwright/machines.yaml");
    EXPECT_EQ(machines_path("", "/home/ada"), "/home/ada/.config/dockwright/machines.yaml");
    EXPECT_EQ(machines_path("relative", "/home/ada"), "/home/ada/.config/dockwright/machines.yaml");
    EXPECT_EQ(machines_path("", ""), "");
}

} // namespace
} // namespace dockwright::config

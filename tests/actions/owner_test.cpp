#include "actions/owner.hpp"
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using Labels = std::map<std::string, std::string>;

engine::MountPoint bind(std::string source) {
    return {.type = "bind", .name = {}, .source = std::move(source), .destination = "/data"};
}

constexpr const char* compose = "com.docker.compose.project.working_dir";

TEST(Owner, IsWhomOurLabelNamesBeforeAllElse) {
    const std::vector mounts{bind("/home/bob/data")};
    const Owner owner =
        owner_of(Labels{{"dockwright.owner", "ada@laptop"}, {compose, "/home/eve/project"}}, mounts, "carl");
    EXPECT_EQ(owner, (Owner{.by = OwnerBy::label, .user = "ada", .host = "laptop", .path = {}}));
    EXPECT_EQ(owner_words(owner), "ada@laptop");
}

TEST(Owner, IsElseTheOneInWhoseHomeTheComposeProjectLies) {
    const std::vector mounts{bind("/home/bob/data")};
    const Owner owner = owner_of(Labels{{compose, "/home/eve/project"}}, mounts);
    EXPECT_EQ(owner.by, OwnerBy::compose);
    EXPECT_EQ(owner_words(owner), "eve");
}

TEST(Owner, IsElseTheOneOfABoundFolder) {
    const std::vector mounts{bind("/srv/sets"), bind("/home/bob/data")};
    EXPECT_EQ(owner_of(Labels{}, mounts, "carl"),
              (Owner{.by = OwnerBy::folder, .user = "bob", .host = {}, .path = "/home/bob/data"}));
}

TEST(Owner, IsNotToldByVolumesOrByFoldersThatAreShared) {
    const engine::MountPoint volume{
        .type = "volume", .name = "v", .source = "/home/bob/.local/v", .destination = "/v"};
    const std::vector mounts{volume, bind("/home"), bind("/home/"), bind("/home/shared/sets"),
                             bind("/homes/eve")};
    EXPECT_EQ(owner_of(Labels{}, mounts), Owner());
    EXPECT_EQ(owner_words({}), "unknown");
}

TEST(Owner, IsElseTheUserOfItsProcessesUnlessThatIsTheSystems) {
    EXPECT_EQ(owner_of(Labels{}, {}, "carl").user, "carl");
    EXPECT_EQ(owner_of(Labels{}, {}, "1001").user, "1001");
    for (const char* none : {"", "root", "0", "33", "nobody"}) {
        EXPECT_EQ(owner_of(Labels{}, {}, none), Owner()) << none;
    }
}

TEST(Owner, OfAProjectOutsideOfHomesIsAtLeastAFolder) {
    const Owner owner = owner_of(Labels{{compose, "/srv/lab"}}, {});
    EXPECT_EQ(owner_words(owner), "/srv/lab");
    EXPECT_EQ(is_mine(owner, {.user = "ada", .host = {}, .also = {}, .homes = {}}), Mine::unknown);
}

TEST(Owner, WordsCannotMoveTheCursor) {
    EXPECT_EQ(owner_words(owner_of(Labels{{"dockwright.owner", "a\x1b[2J@x"}}, {})), "a\\x1b[2J@x");
}

TEST(Mine, IsWhatIsLabelledWithMyNameWhereverISat) {
    const Person ada{.user = "ada", .host = "laptop", .also = {"1000"}, .homes = {"/home/ada"}};
    const auto labelled = [](std::string user, std::string host) {
        return Owner{.by = OwnerBy::label, .user = std::move(user), .host = std::move(host), .path = {}};
    };
    EXPECT_EQ(is_mine(labelled("ada", "laptop"), ada), Mine::yes);
    EXPECT_EQ(is_mine(labelled("ada", "desk"), ada), Mine::yes);
    EXPECT_EQ(is_mine(labelled("bob", "laptop"), ada), Mine::no);
    const Person ubuntu{.user = "ubuntu", .host = "box1", .also = {}, .homes = {}};
    EXPECT_EQ(is_mine(labelled("ubuntu", "box1"), ubuntu), Mine::yes);
    EXPECT_EQ(is_mine(labelled("ubuntu", "box2"), ubuntu), Mine::unknown) << "everybody is called so";
}

TEST(Mine, IsWhatLiesInMyHomeOrRunsUnderANameOfMine) {
    const Person ada{.user = "ada", .host = "laptop", .also = {"alovelace"}, .homes = {"/data/ada"}};
    EXPECT_EQ(is_mine(owner_of(Labels{}, std::vector{bind("/home/ada/x")}), ada), Mine::yes);
    EXPECT_EQ(is_mine(owner_of(Labels{}, std::vector{bind("/home/alovelace/x")}), ada), Mine::yes);
    EXPECT_EQ(is_mine(owner_of(Labels{{compose, "/data/ada/x"}}, {}), ada), Mine::yes);
    EXPECT_EQ(is_mine(owner_of(Labels{{compose, "/data/adamant"}}, {}), ada), Mine::unknown);
    EXPECT_EQ(is_mine(owner_of(Labels{}, std::vector{bind("/home/bob/x")}), ada), Mine::no);
    EXPECT_EQ(is_mine({}, ada), Mine::unknown);
}

TEST(Person, IsNamedWithTheMachineInOurLabel) {
    engine::Endpoint far;
    far.address = engine::SshAddress{.target = {.user = "ml", .host = "gpubox", .socket_path = {}},
                                     .runtime_folder = {}};
    const Person person = person_at(far, "/home/x");
    EXPECT_EQ(person.also, std::vector<std::string>{"ml"});
    EXPECT_TRUE(person.homes.empty()) << "homes are on this machine";
    EXPECT_EQ(owner_value(person), person.user + "@" + person.host);
    const Owner owner = owner_of(Labels{{std::string(owner_label), owner_value(person)}}, {});
    EXPECT_EQ(is_mine(owner, person), Mine::yes);
}

} // namespace
} // namespace dockwright::actions

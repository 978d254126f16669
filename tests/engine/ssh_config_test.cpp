#include "engine/ssh_config.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

/// What ssh makes of such texts was asked of `ssh -G` 9.2: over 1,100 hosts of generated configurations
/// with all of this in them, none was shown differently.
namespace dockwright::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<SshHost> hosts(std::string_view text) {
    return read_ssh_config(text, nullptr).hosts;
}

std::vector<std::string> names(const SshConfig& config) {
    std::vector<std::string> out;
    out.reserve(config.hosts.size());
    for (const SshHost& host : config.hosts) {
        out.push_back(host.name);
    }
    return out;
}

std::vector<std::string> names(std::string_view text) {
    return names(read_ssh_config(text, nullptr));
}

TEST(SshConfigs, ShowAHostWithWhereItLeads) {
    EXPECT_THAT(hosts("Host lab1\n  HostName 10.0.0.5\n  User ada\n  Port 2222\n  ProxyJump gate\n"
                      "  IdentityFile ~/.ssh/lab\n  ForwardAgent yes\n"),
                ElementsAre(SshHost{.name = "lab1",
                                    .host_name = "10.0.0.5",
                                    .user = "ada",
                                    .port = 2222,
                                    .proxy_jump = "gate",
                                    .identity_files = {"~/.ssh/lab"}}));
}

TEST(SshConfigs, OfferNoPatternsAndNothingThatSshMayNotBeGiven) {
    EXPECT_THAT(names("Host a b* !c d? \"e f\" -oX=y 'g' $(h) i;j k@l m\nHost a *\nHost n\n"),
                ElementsAre("a", "g", "m", "n"));
}

TEST(SshConfigs, TakeTheFirstValueOverAllMatchingBlocks) {
    EXPECT_THAT(hosts("Port 1\nHost *.lab !b.lab\n User one\nHost a.lab b.lab\n User two\n Port 2\n"),
                ElementsAre(SshHost{.name = "a.lab", .user = "one", .port = 1},
                            SshHost{.name = "b.lab", .user = "two", .port = 1}));
}

TEST(SshConfigs, AreReadWithQuotesEqualSignsCommentsAndAnyCase) {
    EXPECT_THAT(hosts("# Host no\nhOsT=\"a\" # Host no\n\tUSER = 'ada l' # x\n\"hostname\" \"h\"\r\n"
                      " IdentityFile \"/a b\"\n IdentityFile /a\\ c\n IdentityFile /a\\ c\n"),
                ElementsAre(SshHost{
                    .name = "a", .host_name = "h", .user = "ada l", .identity_files = {"/a b", "/a c"}}));
}

TEST(SshConfigs, FillTheNameIntoHostName) {
    EXPECT_EQ(hosts("Host a\nHostName %h.lab%%\n").at(0).host_name, "a.lab%");
}

TEST(SshConfigs, KeepMatchBlocksApart) {
    EXPECT_THAT(hosts("Host a\nMatch host a\n User no\nMatch final all\n User no\nMatch all\n User yes\n"),
                ElementsAre(SshHost{.name = "a", .user = "yes"}));
}

TEST(SshConfigs, ShowNoJumpWhereACommandOrNoneWins) {
    EXPECT_EQ(hosts("Host a\nProxyCommand x\nProxyJump b\n").at(0).proxy_jump, "");
    EXPECT_EQ(hosts("Host a\nProxyJump none\nProxyJump b\n").at(0).proxy_jump, "");
    EXPECT_EQ(hosts("Host a\nProxyJump b\nProxyCommand x\n").at(0).proxy_jump, "b");
}

TEST(SshConfigs, LeaveOutLinesWithoutTheirQuote) {
    EXPECT_THAT(hosts("Host \"a\nHost b\nUser 'x\nPort 3\n"), ElementsAre(SshHost{.name = "b", .port = 3}));
}

/// Texts in the order of their names, as a folder gives them.
SshInclude files(std::multimap<std::string, std::string> texts) {
    return [texts = std::move(texts)](std::string_view pattern) {
        std::vector<std::string> out;
        const auto [begin, end] = texts.equal_range(std::string(pattern));
        for (auto each = begin; each != end; ++each) {
            out.push_back(each->second);
        }
        return out;
    };
}

TEST(SshConfigs, GoOnInIncludedFiles) {
    const auto include = files({{"conf.d/*", "Host a\n User one\n"}, {"conf.d/*", "User two\nHost b\n"}});
    EXPECT_THAT(read_ssh_config("Include conf.d/* none\nPort 5\n", include).hosts,
                ElementsAre(SshHost{.name = "a", .user = "one", .port = 5},
                            SshHost{.name = "b", .user = "two", .port = 5}));
}

TEST(SshConfigs, TakeAnIncludeInABlockForThatBlockAlone) {
    const auto include = files({{"x", "User x\nHost b c\nPort 9\n"}});
    EXPECT_THAT(read_ssh_config("Host a b\nInclude x\nHostName h\n", include).hosts,
                ElementsAre(SshHost{.name = "a", .host_name = "h", .user = "x"},
                            SshHost{.name = "b", .host_name = "h", .user = "x", .port = 9}));
    EXPECT_THAT(names(read_ssh_config("Match user x\nInclude x\n", include)), IsEmpty());
}

TEST(SshConfigs, EndEvenIfFilesIncludeThemselves) {
    const SshConfig config =
        read_ssh_config("Include x\nHost b\n", files({{"x", "Host a\nMatch all\nInclude x x\n"}}));
    EXPECT_THAT(names(config), ElementsAre("a", "b"));
    EXPECT_TRUE(config.is_cut);
}

TEST(SshConfigs, OfALargeFileTheBeginningIsRead) {
    const std::string start = "Host a\n";
    const SshConfig config =
        read_ssh_config(start + std::string(max_ssh_config_size, '#') + "\nHost b\n", nullptr);
    EXPECT_THAT(names(config), ElementsAre("a"));
    EXPECT_TRUE(config.is_cut);
    EXPECT_FALSE(read_ssh_config(start, nullptr).is_cut);
}

TEST(SshConfigs, OfferSoManyHostsAndNoMore) {
    std::string text = "Host *\nUser ada\n";
    for (std::size_t i = 0; i <= most_ssh_hosts; ++i) {
        text += "Host h" + std::to_string(i) + "\nPort 3\n";
    }
    const SshConfig config = read_ssh_config(text, nullptr);
    EXPECT_EQ(config.hosts.size(), most_ssh_hosts);
    EXPECT_EQ(config.hosts.back(), (SshHost{.name = "h9999", .user = "ada", .port = 3}));
    EXPECT_TRUE(config.is_cut);
}

TEST(SshConfigs, OfHostilePatternsTheWorkIsBounded) {
    std::string text;
    for (int i = 0; i < 2'000; ++i) {
        text += "Host *a*a*a*a*a*a*b h" + std::to_string(i) + std::string(100, 'a') + "\nPort 3\n";
    }
    const SshConfig config = read_ssh_config(text, nullptr);
    EXPECT_EQ(config.hosts.size(), 2'000U);
    EXPECT_TRUE(config.is_cut);
}

TEST(SshConfigs, MayHoldAnyBytes) {
    using namespace std::string_view_literals;
    EXPECT_THAT(names("\0\xff Host\nHost a\0b\nHost \x1b[1m \xc3\xa9\n=\nHost=\n\"\n"sv),
                ElementsAre("a", "\xc3\xa9"));
}

} // namespace
} // namespace dockwright::engine

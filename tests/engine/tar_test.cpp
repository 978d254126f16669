#include "engine/tar.hpp"
#include "engine/tar_reader.hpp"
#include "support/temporary_folder.hpp"
#include <array>
#include <cstdio>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace dockwright::engine {
namespace {

struct Member {
    TarEntry entry;
    std::string content;

    bool operator==(const Member&) const = default;
};

struct Read {
    std::vector<Member> members;
    std::optional<TarFault> fault;

    void take(TarReader& reader, std::string_view bytes) {
        std::vector<TarEvent> events;
        fault = reader.feed(bytes, events);
        for (const TarEvent& event : events) {
            if (const auto* entry = std::get_if<TarEntry>(&event)) {
                members.push_back({.entry = *entry});
            } else {
                members.back().content += std::get<std::string_view>(event);
            }
        }
    }
    bool operator==(const Read&) const = default;
};

Read read(std::string_view bytes, std::size_t cut) {
    Read result;
    TarReader reader;
    result.take(reader, bytes.substr(0, cut));
    result.take(reader, bytes.substr(cut));
    if (!result.fault) {
        result.fault = reader.finish();
    }
    return result;
}

std::string written(const std::vector<Member>& members) {
    std::string bytes;
    for (const Member& member : members) {
        bytes +=
            tar_header(member.entry) + member.content + std::string(tar_padding(member.content.size()), '\0');
    }
    return bytes + tar_end();
}

const std::vector<Member>& members() {
    static const std::vector<Member> list = [] {
        const std::string deep = std::string(60, 'd') + '/' + std::string(60, 'e') + "/train.py";
        return std::vector<Member>{
            {.entry = {.name = "data/", .type = TarType::folder, .mode = 0755}},
            {.entry = {.name = "Dockerfile", .size = 12, .modified = 1'700'000'000},
             .content = "FROM python\n"},
            {.entry = {.name = "empty"}},
            {.entry = {.name = deep, .size = 512, .mode = 0600, .uid = 1000, .gid = 100},
             .content = std::string(512, 'x')},
            {.entry = {.name = "data/\xc3\xa4", .size = 1, .uid = 3'000'000'000, .gid = 2'097'152},
             .content = "y"},
            {.entry = {.name = "link", .type = TarType::link, .target = "../" + deep}},
            {.entry = {.name = "hard", .type = TarType::hard_link, .target = "Dockerfile"}},
        };
    }();
    return list;
}

TEST(TarArchives, AreReadAsTheyWereWrittenWhereverTheyAreCut) {
    const std::string bytes = written(members());
    const Read expected{.members = members(), .fault = std::nullopt};
    EXPECT_EQ(bytes.size() % tar_block, 0U);
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        ASSERT_EQ(read(bytes, cut), expected) << cut;
    }
}

TEST(TarArchives, ThatEndEarlyAreCutShortButAtTheEndOfAMember) {
    const std::vector<Member> two = {members()[1], members()[3]};
    const std::string bytes = written(two);
    const std::size_t first = written({two[0]}).size() - tar_end().size();
    for (std::size_t size = 0; size + tar_end().size() <= bytes.size(); ++size) {
        const bool whole = size == 0 || size == first || size + tar_end().size() == bytes.size();
        ASSERT_EQ(read(bytes.substr(0, size), size / 3).fault,
                  whole ? std::nullopt : std::optional(TarFault::cut_short))
            << size;
    }
}

TEST(TarArchives, HoldFilesOfAnySize) {
    constexpr std::uint64_t size = std::uint64_t{9} << 30U;
    const TarEntry large{.name = "weights.bin", .size = size};
    EXPECT_EQ(read(tar_header(large), 0).members, std::vector<Member>{{.entry = large}});

    std::string gnu = tar_header({.name = "weights.bin"});
    std::string field(12, '\0');
    field[0] = '\x80';
    field[7] = '\x02';
    field[8] = '\x40';
    gnu.replace(124, 12, field);
    std::uint64_t sum = 0;
    gnu.replace(148, 8, 8, ' ');
    for (const char byte : gnu) {
        sum += static_cast<unsigned char>(byte);
    }
    std::array<char, 8> digits{};
    std::snprintf(digits.data(), digits.size(), "%06o", static_cast<unsigned>(sum));
    gnu.replace(148, 8, std::string(digits.data(), 8));
    EXPECT_EQ(read(gnu, 0).members, std::vector<Member>{{.entry = large}});
}

TEST(TarArchives, ThatAreNoneOrDamagedAreRefused) {
    std::string damaged = written({members()[1]});
    damaged[0] = 'd';
    EXPECT_EQ(read(damaged, 0).fault, TarFault::bad_header);
    EXPECT_EQ(read(std::string(512, 'x'), 0).fault, TarFault::bad_header);
    EXPECT_EQ(read("{\"message\":\"no such container\"}", 0).fault, TarFault::cut_short);
    std::string gap = std::string(tar_block, '\0') + written({members()[1]});
    EXPECT_EQ(read(gap, 0).fault, TarFault::bad_header);
    EXPECT_EQ(read(written({members()[1]}) + "what follows", 0).fault, std::nullopt);
    EXPECT_EQ(read(tar_header({.name = std::string(2U << 20U, 'n')}), 0).fault, TarFault::too_large);
    EXPECT_NE(describe(TarFault::bad_header), describe(TarFault::cut_short));
    EXPECT_NE(describe(TarFault::too_large), describe(TarFault::sparse));
}

std::string output_of(const std::string& command) {
    std::string output;
    FILE* const run = ::popen(command.c_str(), "r");
    std::array<char, 4096> buffer{};
    while (run != nullptr) {
        const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), run);
        output.append(buffer.data(), size);
        if (size == 0) {
            break;
        }
    }
    return run != nullptr && ::pclose(run) == 0 ? output : "tar failed: " + output;
}

TEST(TarArchives, AreReadByGnuTar) {
    const testing::TemporaryFolder folder;
    folder.write("a.tar", written(members()));
    const std::string archive =
        "LC_ALL=C TZ=UTC0 tar --quoting-style=literal -f " + (folder.path() / "a.tar").string();
    std::string names;
    for (const Member& member : members()) {
        names += member.entry.name + '\n';
    }
    EXPECT_EQ(output_of(archive + " -t"), names);
    EXPECT_EQ(output_of(archive + " -xO Dockerfile"), "FROM python\n");
    EXPECT_EQ(output_of(archive + " -xO " + members()[3].entry.name), std::string(512, 'x'));
    const std::string facts = output_of(archive + " --numeric-owner -tv");
    EXPECT_TRUE(facts.contains("-rw-r--r-- 3000000000/2097152 1 ")) << facts;
    EXPECT_TRUE(facts.contains("2023-11-14 22:13 Dockerfile\n")) << facts;
    EXPECT_TRUE(facts.contains("link -> " + members()[5].entry.target + "\n")) << facts;
    EXPECT_TRUE(facts.contains("hard link to Dockerfile\n")) << facts;
}

TEST(TarArchives, OfGnuTarAreReadInEachOfItsFormats) {
    const testing::TemporaryFolder folder;
    const std::string deep = std::string(70, 'd') + '/' + std::string(80, 'e');
    folder.write("in/" + deep, "deep");
    folder.write("in/short", "s");
    std::filesystem::create_symlink(std::string(120, 't'), folder.path() / "in" / "link");
    for (const std::string format : {"gnu", "pax", "ustar", "oldgnu"}) {
        const std::string link = format == "ustar" ? " --exclude=link" : "";
        const std::string bytes = output_of("tar --sort=name --format=" + format + link + " -C " +
                                            (folder.path() / "in").string() + " -cf - .");
        const Read whole = read(bytes, 0);
        EXPECT_EQ(whole.fault, std::nullopt) << format;
        std::string seen;
        for (const auto& [entry, content] : whole.members) {
            seen += entry.name + (entry.target.empty() ? "" : " -> " + entry.target) + ' ' + content + '\n';
        }
        EXPECT_EQ(seen, "./ \n./" + std::string(70, 'd') + "/ \n./" + deep + " deep\n" +
                            (link.empty() ? "./link -> " + std::string(120, 't') + " \n" : "") +
                            "./short s\n")
            << format;
        for (std::size_t cut = 0; cut <= bytes.size(); cut += 97) {
            ASSERT_EQ(read(bytes, cut), whole) << format << cut;
        }
    }
}

TEST(TarNames, StayBelowTheirFolderOrDont) {
    for (const char* name : {"a", "./a", "a/b/", "a..b", "...", "a/./b", "."}) {
        EXPECT_TRUE(stays_below(name)) << name;
    }
    for (const char* name : {"", "/a", "..", "../a", "a/..", "a/../b", "a/../../b"}) {
        EXPECT_FALSE(stays_below(name)) << name;
    }
    EXPECT_FALSE(stays_below(std::string_view("a\0b", 3)));
}

} // namespace
} // namespace dockwright::engine

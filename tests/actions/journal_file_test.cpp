#include "actions/recreate/journal_file.hpp"
#include "support/read_file.hpp"
#include "support/temporary_folder.hpp"
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

namespace fs = std::filesystem;
using engine::recreate::Journal;
using engine::recreate::Stage;

Journal journal_of(const std::string& name, char digit) {
    return {.engine = "unix:///run/docker.sock",
            .old_id = std::string(64, digit),
            .name = name,
            .temporary_name = name + ".new-3f2a",
            .retired_name = name + ".old-20261126-130501"};
}

class JournalFiles : public ::testing::Test {
protected:
    std::vector<std::string> files() const {
        std::vector<std::string> out;
        for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
            out.push_back(entry.path().filename().string());
        }
        return out;
    }

    testing::TemporaryFolder place;
    std::string folder = (fs::path(place.path()) / "state" / "dockwright" / "recreate").string();
};

TEST_F(JournalFiles, AreReadAsTheyWereWritten) {
    ASSERT_TRUE(write_journal(folder, journal_of("train", 'a')));
    ASSERT_TRUE(write_journal(folder, journal_of("eval", 'b')));
    EXPECT_EQ(read_journals(folder),
              (std::vector<Journal>{journal_of("eval", 'b'), journal_of("train", 'a')}));
    EXPECT_EQ(files().size(), 2U) << "nothing is left of the writing";
}

TEST_F(JournalFiles, HoldTheLastStageAlone) {
    Journal journal = journal_of("train", 'a');
    ASSERT_TRUE(write_journal(folder, journal));
    journal.stage = Stage::old_renamed;
    journal.new_id = std::string(64, 'c');
    ASSERT_TRUE(write_journal(folder, journal));
    EXPECT_EQ(read_journals(folder), std::vector<Journal>{journal});
}

TEST_F(JournalFiles, AreForgottenOneByOne) {
    ASSERT_TRUE(write_journal(folder, journal_of("train", 'a')));
    ASSERT_TRUE(write_journal(folder, journal_of("eval", 'b')));
    forget_journal(folder, journal_of("train", 'a'));
    EXPECT_EQ(read_journals(folder), std::vector<Journal>{journal_of("eval", 'b')});
    forget_journal(folder, journal_of("train", 'a'));
    EXPECT_EQ(files().size(), 1U);
}

TEST_F(JournalFiles, AreForThePersonAlone) {
    ASSERT_TRUE(write_journal(folder, journal_of("train", 'a')));
    EXPECT_EQ(fs::status(folder).permissions(), fs::perms::owner_all);
    EXPECT_EQ(fs::status(fs::path(folder) / files().front()).permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(JournalFiles, ThatCannotBeReadArePassedOver) {
    ASSERT_TRUE(write_journal(folder, journal_of("train", 'a')));
    std::ofstream(fs::path(folder) / "cut.json") << R"({"dockwright_recreate":1,"engine)";
    std::ofstream(fs::path(folder) / "large.json") << std::string(1U << 20U, ' ');
    std::ofstream(fs::path(folder) / "half.json.new") << encode(journal_of("half", 'd'));
    fs::create_directory(fs::path(folder) / "folder.json");
    EXPECT_EQ(read_journals(folder), std::vector<Journal>{journal_of("train", 'a')});
}

TEST_F(JournalFiles, AreNoneWhereThereIsNoFolder) {
    EXPECT_TRUE(read_journals(folder).empty());
    EXPECT_TRUE(read_journals("").empty());
}

TEST_F(JournalFiles, ThatCannotBeWrittenLeaveWhatWasThere) {
    const Journal before = journal_of("train", 'a');
    ASSERT_TRUE(write_journal(folder, before));
    // A folder in the place of the file beside: it can't be opened for writing, not by root either.
    fs::create_directory(fs::path(folder) / (std::string(32, 'a') + ".json.new"));
    Journal later = before;
    later.stage = Stage::stopped;
    const auto written = write_journal(folder, later);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().kind, "journal-unwritable");
    EXPECT_TRUE(written.error().message.contains("the plan can't be written to " + folder))
        << written.error().message;
    EXPECT_EQ(read_journals(folder), std::vector<Journal>{before});
}

TEST_F(JournalFiles, AreNotWrittenThroughALink) {
    ASSERT_TRUE(write_journal(folder, journal_of("eval", 'b')));
    const fs::path outside = fs::path(place.path()) / "outside";
    std::ofstream(outside) << "mine";
    fs::create_symlink(outside, fs::path(folder) / (std::string(32, 'a') + ".json.new"));
    EXPECT_FALSE(write_journal(folder, journal_of("train", 'a')));
    std::string text;
    std::ifstream(outside) >> text;
    EXPECT_EQ(text, "mine");
}

TEST_F(JournalFiles, NeedAFolder) {
    const auto nowhere = write_journal("", journal_of("train", 'a'));
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().kind, "journal-unwritable");
    std::ofstream(fs::path(place.path()) / "file") << "x";
    EXPECT_FALSE(
        write_journal((fs::path(place.path()) / "file" / "recreate").string(), journal_of("train", 'a')));
}

TEST(JournalFolder, IsWhereProgramsKeepTheirState) {
    EXPECT_EQ(journal_folder("/state", "/home/ada"), "/state/dockwright/recreate");
    EXPECT_EQ(journal_folder("", "/home/ada"), "/home/ada/.local/state/dockwright/recreate");
    EXPECT_EQ(journal_folder("relative", "/home/ada"), "/home/ada/.local/state/dockwright/recreate");
    EXPECT_EQ(journal_folder("", ""), "");
    EXPECT_EQ(journal_folder("", "ada"), "");
}

} // namespace
} // namespace dockwright::actions

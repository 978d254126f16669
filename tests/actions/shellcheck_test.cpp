#include "actions/shellcheck/check.hpp"
#include "actions/shellcheck/store.hpp"
#include "support/scripted_engine_run.hpp"
#include "support/temporary_folder.hpp"
#include <chrono>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// ShellCheck is played by a small shell program here, so that these tests need none.
namespace dockwright::actions::shellcheck {
namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::run_to_end;
using testing::TemporaryFolder;
using Texts = std::vector<std::string>;

/// Says of each file what its last line is, as code 2000 and the line's first character, and notes its
/// arguments.
constexpr std::string_view answers = R"(
if [ "$1" = --version ]; then
  echo "version" >> "$notes"; echo "ShellCheck"; echo "version: 0.11.0"; exit 0
fi
echo "$*" >> "$notes"
shift 2
comments=
for file; do
  line=$(tail -n 1 "$file")
  shebang=$(head -n 1 "$file")
  [ "$file" = - ] && line=stdin
  comments="$comments${comments:+,}{\"file\":\"$file\",\"line\":1,\"endLine\":1,\"column\":1,\"endColumn\":1,\"level\":\"info\",\"code\":2086,\"message\":\"$shebang $line\"}"
done
echo "{\"comments\":[$comments]}"
exit 1
)";

class ShellCheckProgram : public ::testing::Test {
protected:
    void write(std::string_view script) {
        folder.write("bin/shellcheck",
                     "#!/bin/sh\nnotes='" + (folder.path() / "notes").string() + "'\n" + std::string(script));
        fs::permissions(folder.path() / "bin/shellcheck", fs::perms::owner_all);
        fs::create_directories(folder.path() / "tmp");
    }
    Options options() const {
        return {
            .program = find_program((folder.path() / "bin").string() + ":/usr/bin:/bin").value_or(Program{}),
            .folders = {.cache = folder.path() / "cache" / "shellcheck", .temporary = folder.path() / "tmp"},
            .limit = 10s};
    }
    static Checked run(Options with, Texts scripts) {
        asio::io_context loop(1);
        return run_to_end(loop, check(std::move(with), std::move(scripts)));
    }
    /// "message of the script" for each, in their order; "-" where there is no answer.
    static Texts said(const Checked& checked, const Texts& scripts) {
        Texts out;
        for (const std::string& script : scripts) {
            const auto found = checked.answers.find(script);
            const bool answered = found != checked.answers.end() && !found->second->empty();
            out.push_back(answered ? found->second->front().message : "-");
        }
        return out;
    }
    std::string notes() const {
        return fs::exists(folder.path() / "notes") ? folder.read("notes") : std::string();
    }
    bool scratch_is_gone() const { return fs::is_empty(folder.path() / "tmp"); }

    TemporaryFolder folder;
};

TEST_F(ShellCheckProgram, IsRunOnceForManyScripts) {
    write(answers);
    const Texts scripts = {"#!/bin/sh\na", "#!/bin/bash\nb", "#!/bin/sh\na"};
    const Checked checked = run(options(), scripts);
    EXPECT_FALSE(checked.problem);
    EXPECT_THAT(said(checked, scripts), ElementsAre("#!/bin/sh a", "#!/bin/bash b", "#!/bin/sh a"));
    EXPECT_EQ(notes(), "--norc --format=json1 0 1\n");
    EXPECT_TRUE(scratch_is_gone());
}

TEST_F(ShellCheckProgram, IsNotRunForWhatItHasSaidBefore) {
    write(answers);
    run(options(), {"#!/bin/sh\na", "#!/bin/sh\nb"});
    const Texts scripts = {"#!/bin/sh\nb", "#!/bin/sh\na"};
    EXPECT_THAT(said(run(options(), scripts), scripts), ElementsAre("#!/bin/sh b", "#!/bin/sh a"));
    EXPECT_THAT(said(check_from_cache(options(), scripts), scripts),
                ElementsAre("#!/bin/sh b", "#!/bin/sh a"));
    EXPECT_EQ(notes(), "--norc --format=json1 0 1\n");
    write(std::string(answers) + "# a newer one\n");
    run(options(), scripts);
    EXPECT_EQ(notes(), "--norc --format=json1 0 1\n--norc --format=json1 0 1\n");
}

TEST_F(ShellCheckProgram, GetsOneScriptWithoutAFile) {
    write(answers);
    const Texts script = {"#!/bin/sh\na"};
    EXPECT_EQ(run(options(), script).answers.size(), 1U);
    EXPECT_EQ(notes(), "--norc --format=json1 -\n");
}

TEST_F(ShellCheckProgram, IsToldBusyboxesShellAsItKnowsIt) {
    write(answers);
    const Texts scripts = {"#!/bin/ash -e\na", "#!/bin/sh\nb"};
    EXPECT_THAT(said(run(options(), scripts), scripts), ElementsAre("#!/bin/busybox sh -e a", "#!/bin/sh b"));
    std::string old(answers);
    old.replace(old.find("0.11.0"), 6, "0.9.0");
    write(old);
    EXPECT_THAT(said(run(options(), scripts), scripts), ElementsAre("#!/bin/dash -e a", "#!/bin/sh b"));
}

TEST_F(ShellCheckProgram, ThatFailsWithManyIsAskedAboutEach) {
    write(R"(echo "$*" >> "$notes"; [ $# = 3 ] || exit 2; echo '{"comments":[]}')");
    const Checked checked = run(options(), {"#!/bin/sh\na", "#!/bin/sh\nb"});
    EXPECT_EQ(checked.answers.size(), 2U);
    EXPECT_FALSE(checked.problem);
}

TEST_F(ShellCheckProgram, ThatFailsIsGivenUp) {
    write(R"(echo "$*" >> "$notes"; echo trouble >&2; exit 3)");
    Texts scripts;
    for (int i = 0; i < 10; ++i) {
        scripts.push_back("#!/bin/sh\n" + std::to_string(i));
    }
    const Checked checked = run(options(), scripts);
    EXPECT_THAT(checked.answers, IsEmpty());
    ASSERT_TRUE(checked.problem);
    EXPECT_THAT(checked.problem->message, HasSubstr("ended with 3: trouble"));
    const std::string all = notes();
    EXPECT_EQ(std::ranges::count(all, '\n'), 4) << "once for all and three times for one:\n" << all;
    EXPECT_TRUE(scratch_is_gone());
}

TEST_F(ShellCheckProgram, ThatPrintsNoAnswerIsGivenUp) {
    for (const std::string_view garbage : {"echo hello", "echo '{\"comments\":'", "yes", "true"}) {
        write(std::string(garbage) + "\n");
        const Checked checked = run(options(), {"#!/bin/sh\na", "#!/bin/sh\nb"});
        EXPECT_THAT(checked.answers, IsEmpty()) << garbage;
        ASSERT_TRUE(checked.problem) << garbage;
        EXPECT_THAT(check_from_cache(options(), {"#!/bin/sh\na"}).answers, IsEmpty());
    }
}

TEST_F(ShellCheckProgram, ThatHangsIsEnded) {
    write("exec sleep 1000\n");
    Options impatient = options();
    impatient.limit = 100ms;
    const auto begun = std::chrono::steady_clock::now();
    const Checked checked = run(impatient, {"#!/bin/sh\na", "#!/bin/sh\nb", "#!/bin/sh\nc", "#!/bin/sh\nd"});
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 60s);
    EXPECT_THAT(checked.answers, IsEmpty());
    ASSERT_TRUE(checked.problem);
    EXPECT_THAT(checked.problem->message, HasSubstr("did not end within"));
    EXPECT_TRUE(scratch_is_gone());
}

TEST_F(ShellCheckProgram, IsEndedByACancellation) {
    write("exec sleep 1000\n");
    asio::io_context loop(1);
    asio::cancellation_signal cancel;
    bool ended = false;
    asio::co_spawn(
        loop, check(options(), {"#!/bin/sh\na", "#!/bin/sh\nb"}),
        asio::bind_cancellation_slot(cancel.slot(), [&](const std::exception_ptr& /*failure*/,
                                                        const Checked& /*checked*/) { ended = true; }));
    loop.run_for(300ms);
    EXPECT_FALSE(ended);
    cancel.emit(asio::cancellation_type::terminal);
    loop.restart();
    loop.run_for(10s);
    EXPECT_TRUE(ended);
    EXPECT_TRUE(scratch_is_gone());
}

TEST_F(ShellCheckProgram, IsFoundInAbsoluteFoldersAlone) {
    write(answers);
    EXPECT_FALSE(find_program("bin:.:" + (folder.path() / "nowhere").string()));
    EXPECT_TRUE(find_program("bin:" + (folder.path() / "bin").string()));
}

TEST(ShellCheckVersions, FromTenOnKnowBusybox) {
    EXPECT_TRUE(knows_busybox("ShellCheck - shell script analysis tool\nversion: 0.10.0\nlicense: GPL\n"));
    EXPECT_TRUE(knows_busybox("version: 1.0.0"));
    EXPECT_FALSE(knows_busybox("version: 0.9.0"));
    EXPECT_FALSE(knows_busybox("version: x"));
    EXPECT_FALSE(knows_busybox(""));
}

TEST(ShellCheckFolders, AreThePersonsOwn) {
    const char* const plain[] = {"HOME=/home/ada", "TMPDIR=here", "XDG_CACHE_HOME=c", nullptr};
    EXPECT_EQ(folders_from(plain).cache, "/home/ada/.cache/dockwright/shellcheck");
    EXPECT_EQ(folders_from(plain).temporary, "/tmp");
    const char* const told[] = {"HOME=/home/ada", "XDG_CACHE_HOME=/c", "TMPDIR=/scratch", nullptr};
    EXPECT_EQ(folders_from(told).cache, "/c/dockwright/shellcheck");
    EXPECT_EQ(folders_from(told).temporary, "/scratch");
    EXPECT_EQ(folders_from(nullptr).cache, "") << "nothing is kept";
}

TEST(ShellCheckStore, KeepsTheNewest) {
    const TemporaryFolder folder;
    const Store store(folder.path() / "a" / "store");
    for (int i = 0; i < 10; ++i) {
        store.put("key " + std::to_string(i), std::to_string(i));
        for (const fs::directory_entry& file : fs::directory_iterator(folder.path() / "a" / "store")) {
            fs::last_write_time(file, file.last_write_time() - 1s); // older than the next
        }
    }
    EXPECT_EQ(store.get("key 3"), "3");
    store.trim(10);
    EXPECT_EQ(store.get("key 0"), "0");
    store.trim(9);
    EXPECT_EQ(store.get("key 5"), std::nullopt);
    EXPECT_EQ(store.get("key 6"), "6");
    EXPECT_EQ(store.get("key 9"), "9");
}

TEST(ShellCheckStore, KeepsNothingWhereItMayNot) {
    const TemporaryFolder folder;
    folder.write("file", "");
    for (const fs::path& path : {fs::path(), folder.path() / "file", folder.path() / "file" / "below"}) {
        const Store store(path);
        store.put("key", "value");
        store.trim(1);
        EXPECT_EQ(store.get("key"), std::nullopt) << path;
    }
}

} // namespace
} // namespace dockwright::actions::shellcheck

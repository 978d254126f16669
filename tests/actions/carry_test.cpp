#include "actions/consent.hpp"
#include "actions/export_image.hpp"
#include "actions/image_archive.hpp"
#include "actions/image_problem.hpp"
#include "actions/import_images.hpp"
#include "engine/problems.hpp"
#include "engine/tar.hpp"
#include "support/read_file.hpp"
#include "support/scripted_action.hpp"
#include "support/temporary_folder.hpp"
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using testing::expect;
using testing::expect_ping;
using testing::Script;
using testing::ScriptedEngine;
using testing::TemporaryFolder;

constexpr const char* inspect = "GET /v1.41/images/toy%3A1/json";

Script exporting(std::string archive) {
    return {expect_ping("1.41"), expect(inspect).answer(200, R"({"Id":"sha256:aa","Size":24})"),
            expect("GET /v1.41/images/toy%3A1/get").answer(200, std::move(archive)).in_chunks_of(1000)};
}

std::expected<ExportedImage, Problem> exported(const ScriptedEngine& engine, ExportOptions options,
                                               std::chrono::milliseconds after = std::chrono::minutes(1)) {
    return testing::run_action<ExportedImage>(
        engine,
        [&](std::shared_ptr<engine::Client> client) { return export_image(std::move(client), options, {}); },
        after);
}

std::size_t files_in(const std::filesystem::path& folder) {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}

void write(const std::filesystem::path& path, std::string_view text) {
    std::ofstream(path, std::ios::binary) << text;
}

std::string text_in(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string member(const std::string& name, const std::string& content) {
    const engine::TarEntry entry{.name = name, .size = content.size()};
    return engine::tar_header(entry) + content + std::string(engine::tar_padding(content.size()), '\0');
}

std::string archive() {
    return member("abc/layer.tar", std::string(700, 'l')) + member("manifest.json", "[]") + engine::tar_end();
}

TEST(Export, WritesTheArchiveAsItCame) {
    const TemporaryFolder folder;
    const std::string whole = archive();
    ScriptedEngine engine(exporting(whole));
    const std::filesystem::path path = folder.path() / "toy.tar";
    const auto done = exported(engine, {.image = "toy:1", .path = path});
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->bytes, whole.size());
    EXPECT_EQ(text_in(path), whole);
    EXPECT_EQ(files_in(folder.path()), 1U);
}

TEST(Export, LeavesNoFileOrTheOldOneWhicheverStepFails) {
    testing::replay_failing_at_each_step(
        exporting(archive()), [](ScriptedEngine& engine, const std::string& context) {
            const TemporaryFolder folder;
            const std::filesystem::path path = folder.path() / "toy.tar";
            write(path, "old");
            const auto done = exported(engine, {.image = "toy:1", .path = path, .consent = true},
                                       std::chrono::milliseconds(400));
            EXPECT_EQ(files_in(folder.path()), 1U) << context;
            if (done) {
                EXPECT_EQ(text_in(path).size(), done->bytes) << context;
            } else {
                EXPECT_EQ(text_in(path), "old") << context;
                EXPECT_FALSE(done.error().message.empty()) << context;
            }
            EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2))) << context;
        });
}

TEST(Export, ReplacesAFileWithConsentAlone) {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "toy.tar";
    write(path, "old");
    ScriptedEngine engine(exporting("new"));
    const auto done = exported(engine, {.image = "toy:1", .path = path});
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, consent_needed);
    EXPECT_EQ(text_in(path), "old");
}

TEST(Export, ToWhereNothingCanBeWrittenSaysSo) {
    const TemporaryFolder folder;
    for (const std::filesystem::path& path : {folder.path(), folder.path() / "none" / "toy.tar"}) {
        ScriptedEngine engine(exporting("new"));
        const auto done = exported(engine, {.image = "toy:1", .path = path});
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().kind, "file-not-written") << path;
    }
}

TEST(ImageArchive, IsToldFromWhatIsNone) {
    const TemporaryFolder folder;
    const std::string path = folder.path() / "some.tar";
    const auto kind = [&](std::string_view text) {
        write(path, text);
        const auto problem = archive_problem(path);
        return problem ? problem->kind : std::string_view();
    };
    EXPECT_EQ(kind(archive()), "");
    EXPECT_EQ(kind(member(std::string(300, 'n'), "x") + archive()), "");
    EXPECT_EQ(kind("\x1f\x8b packed"), "");
    EXPECT_EQ(kind("FROM python:3.12\n"), "not-an-image-archive");
    EXPECT_EQ(kind(std::string(2000, 'x')), "not-an-image-archive");
    EXPECT_EQ(kind(""), "not-an-image-archive");
    EXPECT_EQ(kind(member("bin/sh", "x") + engine::tar_end()), "not-an-image-archive");
    EXPECT_EQ(kind(archive().substr(0, 900)), "image-archive-cut");
    EXPECT_EQ(archive_problem(folder.path() / "none.tar")->kind, "file-unreadable");
    EXPECT_EQ(archive_problem(folder.path())->kind, "file-unreadable");
}

Script importing(std::string answer) {
    return {expect_ping("1.41"), expect("GET /v1.41/info").answer(200, "{}"),
            expect("POST /v1.41/images/load?quiet=0").answer(200, std::move(answer))};
}

std::expected<ImportedImages, Problem> imported(const ScriptedEngine& engine, const std::string& path,
                                                std::chrono::milliseconds after = std::chrono::minutes(1)) {
    return testing::run_action<ImportedImages>(
        engine,
        [&](std::shared_ptr<engine::Client> client) {
            return import_images(std::move(client), {.path = path}, {});
        },
        after);
}

constexpr const char* manifest = R"([{"Config":"c.json","RepoTags":["toy:1"],"Layers":["l1/layer.tar"]}])";

TEST(ImageArchive, LacksWhatItsManifestNames) {
    const TemporaryFolder folder;
    const std::string path = folder.path() / "some.tar";
    write(path, member("manifest.json", manifest) + member("c.json", "{}") + member("l1/layer.tar", "x") +
                    engine::tar_end());
    EXPECT_FALSE(archive_problem(path));
    write(path, member("c.json", "{}") + member("manifest.json", manifest) + engine::tar_end());
    EXPECT_EQ(archive_problem(path)->kind, "image-archive-incomplete");
}

TEST(Export, OfWhichTheEngineLeftLayersOutIsNoExport) {
    const TemporaryFolder folder;
    ScriptedEngine engine(
        exporting(member("c.json", "{}") + member("manifest.json", manifest) + engine::tar_end()));
    const auto done = exported(engine, {.image = "toy:1", .path = folder.path() / "toy.tar"});
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, "image-archive-incomplete");
    EXPECT_TRUE(done.error().message.contains("'toy:1'")) << done.error().message;
    EXPECT_EQ(files_in(folder.path()), 0U);
}

TEST(Import, TellsTheNamesThatTheEngineRead) {
    const TemporaryFolder folder;
    const std::string path = folder.path() / "toy.tar";
    write(path, archive());
    ScriptedEngine engine(importing(
        R"({"status":"Loading layer","progressDetail":{"current":1,"total":2},"id":"l1"})"
        R"({"stream":"The image toy:1 already exists, renaming the old one with ID sha256:0 to empty string\n"})"
        R"({"stream":"Loaded image: toy:1\n"}{"stream":"Loaded image ID: sha256:bb\n"})"));
    const auto done = imported(engine, path);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->names, (std::vector<std::string>{"toy:1", "sha256:bb"}));
    EXPECT_EQ(done->notes.size(), 1U);
    EXPECT_EQ(done->bytes, archive().size());
}

TEST(Import, ReadsPodmansListOfNames) {
    const TemporaryFolder folder;
    const std::string path = folder.path() / "toy.tar";
    write(path, archive());
    ScriptedEngine engine(importing(R"({"stream":"Loaded image(s): localhost/a:1,localhost/b:1\n"})"));
    EXPECT_EQ(imported(engine, path).value().names,
              (std::vector<std::string>{"localhost/a:1", "localhost/b:1"}));
}

TEST(Import, OfWhatIsNoArchiveAsksTheEngineNothing) {
    const TemporaryFolder folder;
    const std::string path = folder.path() / "toy.tar";
    write(path, "no archive");
    ScriptedEngine engine({expect_ping("1.41")});
    const auto done = imported(engine, path);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, "not-an-image-archive");
    EXPECT_TRUE(engine.unexpected().empty());
}

TEST(Import, ThatTheEngineRefusesSaysWhy) {
    const TemporaryFolder folder;
    const std::string path = folder.path() / "toy.tar";
    write(path, archive());
    for (const auto& [answer, kind] :
         {std::pair(R"({"errorDetail":{"message":"write /x: no space left on device"}})",
                    image_problem_kind::disk_full),
          std::pair(R"({"errorDetail":{"message":"invalid manifest"}})",
                    std::string_view("images-not-imported")),
          std::pair("{}", std::string_view("images-not-imported"))}) {
        ScriptedEngine engine(importing(answer));
        const auto done = imported(engine, path);
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().kind, kind) << answer;
    }
}

TEST(Import, IsWholeOrSaysWhyNotWhicheverStepFails) {
    const TemporaryFolder folder;
    const std::string path = folder.path() / "toy.tar";
    write(path, archive());
    testing::replay_failing_at_each_step(
        importing(R"({"stream":"Loaded image: toy:1\n"})"),
        [&](ScriptedEngine& engine, const std::string& context) {
            const auto done = imported(engine, path, std::chrono::milliseconds(400));
            if (done) {
                EXPECT_TRUE(context.contains("info") || context.contains("_ping")) << context;
                EXPECT_EQ(done->names, std::vector<std::string>{"toy:1"}) << context;
            } else {
                EXPECT_FALSE(done.error().message.empty()) << context;
            }
            EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2))) << context;
        });
}

} // namespace
} // namespace dockwright::actions

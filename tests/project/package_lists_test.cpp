#include "project/check_lists.hpp"
#include "project/surroundings.hpp"
#include "support/temporary_folder.hpp"
#include <gtest/gtest.h>

namespace dockwright::project {
namespace {

/// What is found around a Dockerfile of that text and name.
std::string lists(const testing::TemporaryFolder& folder, std::string_view text,
                  std::string_view name = "Dockerfile", const std::filesystem::path& context = {}) {
    const auto document = model::Document::parse(std::string(text));
    std::string out;
    for (const model::PackageList& list : read_surroundings(folder.path() / name, *document, context).lists) {
        out += said(list);
    }
    return out;
}

constexpr std::string_view plain =
    "FROM python:3.12\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\n";

TEST(PackageLists, OfRequirementsAreReadWithThoseThatTheyName) {
    const testing::TemporaryFolder folder;
    folder.write("requirements.txt", "-r req/gpu.txt\n-c pins.txt\nnumpy\n-r missing.txt\n");
    folder.write("req/gpu.txt", "--extra-index-url https://x.example/cu121\n-r ../base.txt\ntorch==2.1\n");
    folder.write("base.txt", "tqdm\n-r requirements.txt\n");
    folder.write("pins.txt", "torch<3\n");
    EXPECT_EQ(
        lists(folder, plain),
        "requirements.txt (requirements)\n  3: numpy\n  -r req/gpu.txt\n  -c pins.txt\n"
        "req/gpu.txt (requirements)\n  3: torch ==2.1\n  1: extra https://x.example/cu121\n  -r base.txt\n"
        "base.txt (requirements)\n  1: tqdm\n  -r requirements.txt\n"
        "pins.txt (constraints)\n  1: torch <3\n");
}

TEST(PackageLists, KnowTheVariablesOfTheirInstruction) {
    const testing::TemporaryFolder folder;
    folder.write("requirements.txt", "torch==${TORCH}\na==${NO}\n");
    EXPECT_EQ(
        lists(folder,
              "FROM python\nARG NO\nENV TORCH=2.1\nCOPY . /app\nRUN pip install -r /app/requirements.txt\n"
              "ENV TORCH=3\n"),
        "requirements.txt (requirements)\n  1: torch ==2.1\n  2: a ==${NO}\n");
}

TEST(PackageLists, LeaveOutWhatTheBuildDoesNotSee) {
    const testing::TemporaryFolder folder;
    folder.write("requirements.txt", "-r base.txt\ntorch\n");
    folder.write("base.txt", "numpy\n");
    folder.write(".dockerignore", "base.txt\n");
    EXPECT_EQ(lists(folder, plain), "requirements.txt (requirements)\n  2: torch\n");
}

TEST(PackageLists, StayInsideTheContext) {
    const testing::TemporaryFolder folder;
    folder.write("secret.txt", "torch\n");
    folder.write("c/.git/HEAD", "");
    folder.write("c/a.txt", "-r link.txt\n-r inner.txt\n-r ../secret.txt\nnumpy\n");
    folder.write("c/b.txt", "tqdm\n");
    std::filesystem::create_symlink("../secret.txt", folder.path() / "c/link.txt");
    std::filesystem::create_symlink("b.txt", folder.path() / "c/inner.txt");
    EXPECT_EQ(lists(folder, "FROM python\nCOPY . /app\nRUN pip install -r /app/a.txt\n", "c/Dockerfile"),
              "a.txt (requirements)\n  4: numpy\n  -r inner.txt\ninner.txt (requirements)\n  1: tqdm\n");
}

TEST(PackageLists, AreBoundedInSizeAndNumber) {
    const testing::TemporaryFolder folder;
    folder.write("requirements.txt", std::string((1U << 20U) + 1, '#'));
    EXPECT_EQ(lists(folder, plain), "");
    std::string all;
    for (int i = 0; i < 80; ++i) {
        const std::string name = "r" + std::to_string(i) + ".txt";
        all += "-r " + name + "\n";
        folder.write(name, "a\n");
    }
    folder.write("requirements.txt", all);
    const auto document = model::Document::parse(std::string(plain));
    EXPECT_EQ(read_surroundings(folder.path() / "Dockerfile", *document).lists.size(), 64U);
}

TEST(PackageLists, TakeTheFolderForTheContextThatHasWhatIsCopied) {
    const testing::TemporaryFolder folder;
    folder.write(".git/HEAD", "");
    folder.write("requirements.txt", "torch\n");
    folder.write("src/a.py", "");
    folder.write("docker/gpu/requirements.txt", "numpy\n");
    constexpr std::string_view text =
        "FROM python\nCOPY requirements.txt /\nCOPY src /src\nRUN pip install -r /requirements.txt\n";
    EXPECT_EQ(lists(folder, text, "docker/gpu/Dockerfile"), "requirements.txt (requirements)\n  1: torch\n");
    EXPECT_EQ(lists(folder, text, "docker/gpu/Dockerfile", folder.path() / "docker/gpu"),
              "requirements.txt (requirements)\n  1: numpy\n");
    EXPECT_EQ(lists(folder, "FROM python\nCOPY requirements.txt /\nRUN pip install -r /requirements.txt\n",
                    "docker/gpu/Dockerfile"),
              "requirements.txt (requirements)\n  1: numpy\n"); // the nearest of those that would do
}

TEST(PackageLists, OfCondaAreMatchSpecifications) {
    const testing::TemporaryFolder folder;
    folder.write("spec.txt", "pytorch=2.1=*cuda*\n");
    EXPECT_EQ(lists(folder, "FROM conda\nCOPY spec.txt /\nRUN conda install --file /spec.txt\n"),
              "spec.txt (requirements)\n  1: pytorch =2.1=*cuda*\n");
}

TEST(PackageLists, OfAProjectAreReadByTheirForm) {
    const testing::TemporaryFolder folder;
    folder.write("pyproject.toml", "[project]\ndependencies = [\"torch\"]\n");
    folder.write("uv.lock", "[[package]]\nname = 'torch'\nversion = '2.6.0'\n");
    folder.write("Pipfile", "[packages]\na = '*'\n");
    folder.write("env/environment.yml", "dependencies:\n- pip:\n  - -r ../r.txt\n");
    folder.write("r.txt", "b\n");
    EXPECT_EQ(lists(folder, "FROM python\nWORKDIR /a\nCOPY . .\nRUN uv sync && pipenv install\n"
                            "RUN conda env create -f env/environment.yml\n"),
              "pyproject.toml (project)\n  2: torch\n"
              "uv.lock (lock)\n  1: torch ==2.6.0\n"
              "Pipfile (project)\n  2: a\n"
              "env/environment.yml (environment)\n  -r r.txt\nr.txt (requirements)\n  1: b\n");
}

} // namespace
} // namespace dockwright::project

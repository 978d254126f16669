#include "model/list_files.hpp"
#include <gtest/gtest.h>

namespace dockwright::model {
namespace {

/// What the installations read, one a line: `form path <- origin, origin`.
std::string files(std::string source) {
    constexpr std::string_view forms[] = {"requirements", "conda",   "environment", "pyproject",
                                          "lock",         "pipfile", "pipfile.lock"};
    const auto document = Document::parse(std::move(source));
    std::string out;
    for (const ListFile& file : list_files_of(*document)) {
        out += std::string(forms[static_cast<std::size_t>(file.form)]) + " " + file.path + " <-";
        for (const std::string& origin : file.origins) {
            out += " " + origin;
        }
        out += "\n";
    }
    return out;
}

TEST(ListFiles, ComeByTheLastCopyThatBringsThem) {
    EXPECT_EQ(files("FROM python\nWORKDIR /app\nCOPY . .\nCOPY docker/req.txt requirements.txt\n"
                    "RUN pip install -r requirements.txt\n"),
              "requirements /app/requirements.txt <- docker/req.txt requirements.txt\n");
    EXPECT_EQ(files("FROM python\nRUN pip install -r /r.txt\nCOPY r.txt /\n"), "requirements /r.txt <-\n");
}

TEST(ListFiles, ComeAlsoToAFolderThatOnlyTheBaseImageKnows) {
    EXPECT_EQ(files("FROM python\nCOPY r.txt .\nRUN pip install -r r.txt\n"),
              "requirements /?/r.txt <- r.txt\n");
    EXPECT_EQ(files("FROM python\nCOPY r.txt docker/\nRUN pip install -c docker/r.txt x\n"),
              "requirements /?/docker/r.txt <- r.txt\n");
    EXPECT_EQ(files("FROM python\nCOPY r.txt .\nWORKDIR sub\nRUN pip install -r r.txt\n"),
              "requirements /?/r.txt <-\n"); // it lies one above
    EXPECT_EQ(files("FROM python\nCOPY r.txt /\nRUN pip install -r r.txt\n"),
              "requirements /?/r.txt <- r.txt\n");
}

TEST(ListFiles, ComeThroughOtherStages) {
    EXPECT_EQ(
        files("FROM python AS a\nWORKDIR /a\nCOPY req/ req/\nFROM python\nCOPY --from=a /a/req/x.txt /x.txt\n"
              "RUN pip install -r /x.txt\n"),
        "requirements /x.txt <- req/x.txt\n");
    EXPECT_EQ(files("FROM python AS a\nCOPY r.txt /r.txt\nFROM a\nRUN pip install -r /r.txt\n"),
              "requirements /r.txt <- r.txt\n");
    EXPECT_EQ(files("FROM python\nCOPY --from=b r.txt /r.txt\nRUN pip install -r /r.txt\n"),
              "requirements /r.txt <-\n");
}

TEST(ListFiles, ComeByBindMounts) {
    EXPECT_EQ(files("FROM python\nRUN --mount=type=bind,source=req/r.txt,target=/tmp/r.txt pip install -r "
                    "/tmp/r.txt\n"),
              "requirements /tmp/r.txt <- req/r.txt\n");
    EXPECT_EQ(files("FROM python\nWORKDIR /src\nRUN --mount=target=. pip install -r r.txt\n"),
              "requirements /src/r.txt <- r.txt\n");
    EXPECT_EQ(files("FROM python\nRUN --mount=type=cache,target=/tmp pip install -r /tmp/r.txt\n"),
              "requirements /tmp/r.txt <-\n");
    EXPECT_EQ(files("FROM python AS a\nCOPY x /y\nFROM python\n"
                    "RUN --mount=from=a,source=/y,target=/r.txt pip install -r /r.txt\n"),
              "requirements /r.txt <- x\n");
}

TEST(ListFiles, KeepTheirFoldersWithParents) {
    EXPECT_EQ(files("FROM python\nCOPY --parents a/b/r.txt /app/\nRUN pip install -r /app/a/b/r.txt\n"),
              "requirements /app/a/b/r.txt <- a/b/r.txt\n");
}

TEST(ListFiles, AreFoundBehindCdAndVariables) {
    EXPECT_EQ(files("FROM python\nCOPY . /app\nRUN cd /app && cd sub && pip install -r r.txt\n"),
              "requirements /app/sub/r.txt <- sub/r.txt\n");
    EXPECT_EQ(files("FROM python\nARG R=gpu\nCOPY . /app\nRUN pip install --requirement=/app/\"$R\".txt\n"),
              "requirements /app/gpu.txt <- gpu.txt\n");
}

TEST(ListFiles, OfAProjectAreWhatItsToolReads) {
    EXPECT_EQ(files("FROM python\nWORKDIR /a\nCOPY . .\nRUN poetry install --no-root\n"),
              "pyproject /a/pyproject.toml <- pyproject.toml\nlock /a/poetry.lock <- poetry.lock\n");
    EXPECT_EQ(files("FROM python\nCOPY . /a\nRUN uv sync --frozen --project /a\n"),
              "pyproject /a/pyproject.toml <- pyproject.toml\nlock /a/uv.lock <- uv.lock\n");
    EXPECT_EQ(files("FROM python\nWORKDIR /a\nCOPY . .\nRUN python3 -m pipenv sync\n"),
              "pipfile /a/Pipfile <- Pipfile\npipfile.lock /a/Pipfile.lock <- Pipfile.lock\n");
    EXPECT_EQ(files("FROM python\nWORKDIR /a\nCOPY . .\nRUN pip install .[gpu] && pip install -e ./sub\n"),
              "pyproject /a/pyproject.toml <- pyproject.toml\n"
              "pyproject /a/sub/pyproject.toml <- sub/pyproject.toml\n");
    EXPECT_EQ(
        files("FROM python\nCOPY . /a\nRUN uv pip install -r /a/pyproject.toml && pip install /a/x.whl\n"),
        "pyproject /a/pyproject.toml <- pyproject.toml\n");
}

TEST(ListFiles, OfCondaAreEnvironmentsAndLists) {
    EXPECT_EQ(files("FROM conda\nCOPY env.yml /tmp/\nRUN conda env create -f /tmp/env.yml\n"),
              "environment /tmp/env.yml <- env.yml\n");
    EXPECT_EQ(files("FROM conda\nWORKDIR /a\nCOPY . .\nRUN conda env create && conda install --file r.txt\n"),
              "environment /a/environment.yml <- environment.yml\n"
              "environment /a/environment.yaml <- environment.yaml\nconda /a/r.txt <- r.txt\n");
}

TEST(ListFiles, AreNoneWhereNothingIsRead) {
    EXPECT_EQ(
        files(
            "FROM python\nCOPY . .\nRUN pip install torch && npm install\nONBUILD RUN pip install -r r.txt\n"
            "RUN pip install -r https://x.example/r.txt && pip install -r setup.py\n"),
        "");
}

} // namespace
} // namespace dockwright::model

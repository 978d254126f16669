#include "project/check_lists.hpp"
#include "project/lists/gather.hpp"
#include "project/lists/lists.hpp"
#include <gtest/gtest.h>

namespace dockwright::project {
namespace {

TEST(Pyproject, ListsWhatAProjectNeedsAndWhatItsExtrasAdd) {
    EXPECT_EQ(said(read_pyproject(R"([project]
name = "x"
requires-python = ">=3.10"
dependencies = [
  "torch>=2.1,<3",
  "numpy; python_version < '3.13'",
  "torch=2",
]
[project.optional-dependencies]
gpu = ["flash-attn @ https://x.example/flash_attn-2.5.6+cu122-cp310-cp310-linux_x86_64.whl"]
[dependency-groups]
dev = ["pytest", {include-group = "gpu"}]
)",
                                  "pyproject.toml")),
              R"(pyproject.toml (project)
  5: torch >=2.1,<3
  6: numpy ; python_version < '3.13'
  10: flash-attn ==2.5.6+cu122 @ https://x.example/flash_attn-2.5.6+cu122-cp310-cp310-linux_x86_64.whl (optional gpu)
  12: pytest (optional dev)
  3: python >=3.10
  broken: 7
)");
}

TEST(Pyproject, ListsWhatPoetryInstalls) {
    EXPECT_EQ(said(read_pyproject(R"([tool.poetry.dependencies]
python = "^3.10"
torch = {version = "2.1.0+cu121", source = "pytorch"}
numpy = "~1.26"
jax = {version = "*", extras = ["cuda12_pip"], optional = true}
a = [{version = "1.0", markers = "sys_platform == 'linux'"}, {url = "https://x.example/a-2.0-py3-none-any.whl"}]
b = {git = "https://x.example/b.git", tag = "v1"}
[tool.poetry.extras]
gpu = ["jax"]
[tool.poetry.group.dev.dependencies]
pytest = ">=7"
[tool.poetry.group.docs]
optional = true
[tool.poetry.group.docs.dependencies]
sphinx = "*"
[[tool.poetry.source]]
name = "pytorch"
url = "https://x.example/cu121"
priority = "explicit"
[[tool.poetry.source]]
name = "own"
url = "https://own.example"
priority = "supplemental"
)",
                                  "pyproject.toml")),
              R"(pyproject.toml (project)
  3: torch ==2.1.0+cu121
  4: numpy >=1.26,<1.27
  5: jax [cuda12_pip] (optional gpu)
  6: a ==1.0 ; sys_platform == 'linux'
  6: a ==2.0 @ https://x.example/a-2.0-py3-none-any.whl
  7: b @ git+https://x.example/b.git@v1
  11: pytest >=7
  15: sphinx (optional docs)
  20: extra https://own.example
  3: index https://x.example/cu121 for torch
  2: python >=3.10,<4
)");
}

TEST(Pyproject, SaysWhereUvLooks) {
    EXPECT_EQ(said(read_pyproject(R"([project]
dependencies = ["torch", "torchvision"]
[tool.uv]
find-links = ["./wheels"]
[tool.uv.pip]
torch-backend = "cu126"
[tool.uv.sources]
torch = [
  { index = "cu", marker = "sys_platform == 'linux'" },
  { index = "cpu", marker = "sys_platform == 'darwin'" },
]
torchvision = { index = "cu" }
[[tool.uv.index]]
name = "cu"
url = "https://x.example/cu126"
explicit = true
[[tool.uv.index]]
name = "cpu"
url = "https://x.example/cpu"
explicit = true
[[tool.uv.index]]
url = "https://mirror.example"
default = true
)",
                                  "pyproject.toml")),
              R"(pyproject.toml (project)
  2: torch
  2: torchvision
  21: index https://mirror.example
  4: links ./wheels
  6: backend cu126
  9: index https://x.example/cu126 for torch
  12: index https://x.example/cu126 for torchvision
)");
}

TEST(Locks, OfPoetryListEachPackageWithItsSource) {
    EXPECT_EQ(said(read_lock(R"([[package]]
name = "torch"
version = "2.1.0+cu121"
optional = false
[package.source]
type = "legacy"
url = "https://x.example/cu121"
reference = "pytorch"
[[package]]
name = "b"
version = "1.0"
markers = "python_version < \"3.12\""
[package.source]
type = "git"
url = "https://x.example/b.git"
[metadata]
python-versions = "^3.10"
)",
                             "poetry.lock")),
              R"(poetry.lock (lock)
  1: torch ==2.1.0+cu121
  9: b ==1.0 ; python_version < "3.12" @ git+https://x.example/b.git
  1: index https://x.example/cu121 for torch
  17: python >=3.10,<4
)");
}

TEST(Locks, OfUvLeaveOutTheProjectItself) {
    EXPECT_EQ(said(read_lock(R"(version = 1
requires-python = ">=3.11"
[[package]]
name = "own"
source = { editable = "." }
[[package]]
name = "numpy"
version = "1.26.4"
source = { registry = "https://pypi.org/simple" }
[[package]]
name = "torch"
version = "2.6.0+cu126"
source = { registry = "https://x.example/cu126" }
resolution-markers = ["sys_platform == 'linux'", "sys_platform == 'win32'"]
)",
                             "uv.lock")),
              R"(uv.lock (lock)
  6: numpy ==1.26.4
  10: torch ==2.6.0+cu126 ; (sys_platform == 'linux') or (sys_platform == 'win32')
  10: index https://x.example/cu126 for torch
  2: python >=3.11
)");
}

std::string drawn_edges(const model::PackageList& list) {
    std::string out;
    for (const std::string& project : list.projects) {
        out += "for '" + project + "'\n";
    }
    for (const model::LockedEdge& edge : list.edges) {
        out += edge.package + " " + edge.version + (edge.extra.empty() ? "" : " extra " + edge.extra) +
               (edge.group.empty() ? "" : " group " + edge.group) + ": " + edge.partner + " " +
               edge.partner_version + (edge.partner_extras.empty() ? "" : "[" + edge.partner_extras + "]") +
               (edge.marker.empty() ? "" : "; " + edge.marker) + "\n";
    }
    return out;
}

TEST(Locks, OfUvSayWhoAsksForWhat) {
    EXPECT_EQ(drawn_edges(read_lock(R"(version = 1
[[package]]
name = "member"
version = "1"
source = { editable = "packages/member" }
[[package]]
name = "own"
version = "0.1"
source = { virtual = "." }
dependencies = [
    { name = "jax", extra = ["cuda12", "k8s"] },
    { name = "torch", version = "2.6.0", marker = "sys_platform == 'never'" },
]
[package.optional-dependencies]
gpu = [{ name = "cupy" }]
[package.dev-dependencies]
dev = [{ name = "pytest" }]
)",
                                    "uv.lock")),
              "for 'own'\n"
              "for 'member'\n"
              "own 0.1: jax [cuda12,k8s]\n"
              "own 0.1: torch 2.6.0; sys_platform == 'never'\n"
              "own 0.1 extra gpu: cupy \n"
              "own 0.1 group dev: pytest \n");
    EXPECT_EQ(drawn_edges(read_lock("version = 1\n[manifest.dependency-groups]\nci = [{ name = 'ruff' }]\n"
                                    "[[package]]\nname = 'member'\nsource = { editable = 'm' }\n",
                                    "uv.lock")),
              "for ''\nfor 'member'\n  group ci: ruff \n");
    EXPECT_EQ(
        drawn_edges(read_lock("[[package]]\nname = 'a'\nversion = '1'\n[package.dependencies]\nb = '*'\n"
                              "[metadata]\npython-versions = '^3.11'\n",
                              "poetry.lock")),
        "");
}

TEST(Locks, OfPipAreReadToo) {
    EXPECT_EQ(said(read_lock("lock-version = '1.0'\n[[packages]]\nname = 'torch'\nversion = '2.6.0'\nindex = "
                             "'https://x.example'\n"
                             "marker = 'python_version > \"3\"'\n",
                             "pylock.toml")),
              "pylock.toml (lock)\n  2: torch ==2.6.0 ; python_version > \"3\"\n  2: index https://x.example "
              "for torch\n");
}

TEST(Pipfiles, AreReadWithTheirLocks) {
    EXPECT_EQ(said(read_pipfile(R"([[source]]
url = "https://pypi.org/simple"
name = "pypi"
[[source]]
url = "https://x.example/cu121"
name = "pytorch"
[packages]
torch = {version = "==2.1", index = "pytorch"}
numpy = "*"
[dev-packages]
pytest = "~=7.0"
[requires]
python_version = "3.10"
)",
                                "Pipfile")),
              R"(Pipfile (project)
  8: torch ==2.1
  9: numpy
  11: pytest ~=7.0 (optional dev)
  8: index https://x.example/cu121 for torch
  13: python ==3.10.*
)");
    EXPECT_EQ(said(read_pipfile_lock(R"({
  "_meta": {"requires": {"python_version": "3.10"},
    "sources": [{"name": "pypi", "url": "https://pypi.org/simple"},
                {"name": "own", "url": "https://x.example"}]},
  "default": {
    "numpy": {"index": "pypi", "version": "==1.26.4", "markers": "python_version >= '3.9'"},
    "torch": {"index": "own", "version": "==2.1.0"}
  },
  "develop": {"pytest": {"version": "==7.0"}}
})",
                                     "Pipfile.lock")),
              R"(Pipfile.lock (lock)
  6: numpy ==1.26.4 ; python_version >= '3.9'
  7: torch ==2.1.0
  9: pytest ==7.0 (optional dev)
  7: index https://x.example for torch
  2: python ==3.10.*
)");
}

TEST(Environments, HaveChannelsPackagesAndAListForPip) {
    EXPECT_EQ(said(read_environment(R"(name: x
channels:
  - pytorch
  - nvidia/label/cuda-12.1.0
  - nodefaults
dependencies:
  - python=3.11
  - conda-forge::numpy>=1.26
  - pytorch=2.1=*cuda*
  - pip
  - pip:
      - --extra-index-url https://x.example/cu121
      - flash-attn==2.5.6
      - -r requirements.txt
      - torch=2
)",
                                    "env/environment.yml")),
              R"(env/environment.yml (environment)
  7: python =3.11
  8: numpy >=1.26 :: conda-forge
  9: pytorch =2.1=*cuda*
  10: pip
  13: flash-attn ==2.5.6 :: pypi
  3: channel pytorch
  4: channel nvidia/label/cuda-12.1.0
  12: extra https://x.example/cu121
  -r env/requirements.txt
  7: python =3.11
  broken: 15
)");
}

TEST(Lists, ThatAreBrokenSayWhere) {
    EXPECT_EQ(read_pyproject("[project]\nname = x\n", "p").broken_line, 2U);
    EXPECT_EQ(read_lock("[[package]\n", "p").broken_line, 1U);
    EXPECT_EQ(read_pipfile_lock("{\n\"default\": {\"a\": \"==1\",\n]", "p").broken_line, 3U);
    EXPECT_EQ(read_pipfile_lock("{\n\"default\": {\"a\": \"==1\",\n]", "p").packages.size(), 1U);
    EXPECT_EQ(read_environment("dependencies:\n- a\n- 'b\n", "p").broken_line, 3U);
    EXPECT_EQ(read_pyproject("a = 1\n[=x]\n", "p").broken_line, 2U);
    std::string deep;
    for (int i = 0; i < 300'000; ++i) {
        deep += "a.";
    }
    EXPECT_EQ(read_pyproject("\n" + deep + "a = 1\n", "p").broken_line, 2U);
}

TEST(Specifiers, OfPoetryAreWrittenAsPipWritesThem) {
    EXPECT_EQ(as_specifier("^1.2.3"), ">=1.2.3,<2");
    EXPECT_EQ(as_specifier("^0.2.3"), ">=0.2.3,<0.3");
    EXPECT_EQ(as_specifier("^0.0.3"), ">=0.0.3,<0.0.4");
    EXPECT_EQ(as_specifier("^0"), ">=0,<1");
    EXPECT_EQ(as_specifier("~1.2.3"), ">=1.2.3,<1.3");
    EXPECT_EQ(as_specifier("~1"), ">=1,<2");
    EXPECT_EQ(as_specifier("~=1.2"), "~=1.2");
    EXPECT_EQ(as_specifier("*"), "");
    EXPECT_EQ(as_specifier("2.1.0+cu121"), "==2.1.0+cu121");
    EXPECT_EQ(as_specifier(">=1, <2,!=1.5"), ">=1,<2,!=1.5");
    EXPECT_EQ(as_specifier("^1 || ^2"), "^1 || ^2");
    EXPECT_EQ(as_specifier("^x"), ">=x");
}

} // namespace
} // namespace dockwright::project

#include "model/package_cache.hpp"
#include <gtest/gtest.h>

namespace dockwright::model {
namespace {

TEST(CoveringPaths, AreTheFolderOneAboveOrPatternsInIt) {
    constexpr std::string_view lists = "/var/lib/apt/lists";
    for (const std::string_view path :
         {"/var/lib/apt/lists", "/var/lib/apt/lists/", "/var/lib/apt/lists/*", "/var/lib/apt/lists/*_*",
          "/var/lib/apt", "/var/lib/apt/*", "/var/lib/*", "/var//lib/apt/lists", "/var/lib/{apt,dpkg}",
          "/var/{cache,lib}/apt/lists/*", "/var/lib/apt/li*"}) {
        EXPECT_TRUE(covers(path, lists)) << path;
    }
    for (const std::string_view path : {"/var/lib/apt/lists/lock", "/var/lib/dpkg", "var/lib/apt/lists",
                                        "/var/lib/{dpkg,cache}", "/var/cache/apt", "lists", ""}) {
        EXPECT_FALSE(covers(path, lists)) << path;
    }
}

TEST(CoveringPaths, MayBeUnderAHome) {
    for (const std::string_view path : {"~/.cache/pip", "$HOME/.cache", "${HOME}/.cache/pip/*",
                                        "/root/.cache", "/root/.cache/*", "/home/me/.cache/pip"}) {
        EXPECT_TRUE(covers(path, "~/.cache/pip")) << path;
    }
    for (const std::string_view path : {"/root/.npm", "/rootless/.cache", "$HOME2/.cache", "/.cachet"}) {
        EXPECT_FALSE(covers(path, "~/.cache/pip")) << path;
    }
}

/// The fate of the cache of the first command in the last RUN that has one.
CacheFate fate(std::string source) {
    const auto document = Document::parse(std::move(source));
    for (const Command& command : document->commands().all) {
        if (const PackageCache* cache = package_cache(command.name)) {
            return cache_fate(*document, command, *cache);
        }
    }
    ADD_FAILURE() << "no cache";
    return CacheFate::kept;
}

TEST(Caches, AreKeptUnlessSomethingIsDone) {
    EXPECT_EQ(fate("FROM a\nRUN apt-get update\n"), CacheFate::kept);
    EXPECT_EQ(fate("FROM a\nRUN pip install x\nRUN rm -rf /root/.cache\n"), CacheFate::kept);
    EXPECT_EQ(fate("FROM a\nRUN rm -rf /var/cache/dnf && dnf install x\n"), CacheFate::kept);
    EXPECT_EQ(fate("FROM a\nRUN --mount=type=bind,target=/var/cache/apk apk add x\n"), CacheFate::kept);
    EXPECT_EQ(fate("FROM a\nRUN apt-get update && apt-get clean\n"), CacheFate::kept);
    EXPECT_EQ(fate("FROM a\nENV UV_NO_CACHE=0\nRUN uv pip install x\n"), CacheFate::kept);
}

TEST(Caches, AreNotKeptByOptionsAndVariables) {
    EXPECT_EQ(fate("FROM a\nRUN apk add --no-cache x\n"), CacheFate::not_kept);
    EXPECT_EQ(fate("FROM a\nRUN pip install --no-cache-dir x\n"), CacheFate::not_kept);
    EXPECT_EQ(fate("FROM a\nRUN uv pip install -n x\n"), CacheFate::not_kept);
    // pip takes any value for yes.
    EXPECT_EQ(fate("FROM a\nENV PIP_NO_CACHE_DIR=off\nRUN pip install x\n"), CacheFate::not_kept);
    EXPECT_EQ(fate("FROM a\nENV PIP_NO_CACHE_DIR=1\nRUN pip install x\n"), CacheFate::not_kept);
    EXPECT_EQ(fate("FROM a\nRUN PIP_NO_CACHE_DIR=1 pip install x\n"), CacheFate::not_kept);
    EXPECT_EQ(fate("FROM a\nRUN export PIP_NO_CACHE_DIR=1 && pip install x\n"), CacheFate::not_kept);
    EXPECT_EQ(fate("FROM a AS b\nENV UV_NO_CACHE=1\nFROM b\nRUN uv pip install x\n"), CacheFate::not_kept);
}

TEST(Caches, OfPipStayEmptyForRootUnderTheHomeOfAnother) {
    EXPECT_EQ(fate("FROM debian\nENV HOME=/home/me\nRUN pip install x\n"), CacheFate::not_kept);
    EXPECT_EQ(fate("FROM a\nENV HOME=/home/me\nRUN pip install x\n"), CacheFate::not_kept);
    EXPECT_EQ(fate("FROM a\nRUN HOME=/home/me pip install x\n"), CacheFate::not_kept);
    EXPECT_EQ(fate("FROM a\nENV HOME=/home/me\nUSER me\nRUN pip install x\n"), CacheFate::kept);
    EXPECT_EQ(fate("FROM a\nENV HOME=/opt/app\nRUN pip install x\n"), CacheFate::kept);
    EXPECT_EQ(fate("FROM a\nENV HOME=/home/me\nRUN uv pip install x\n"), CacheFate::kept);
}

TEST(Caches, AreMounted) {
    EXPECT_EQ(fate("FROM a\nRUN --mount=type=cache,target=/var/cache/apk apk add x\n"), CacheFate::mounted);
    EXPECT_EQ(fate("FROM a\nRUN --mount=type=tmpfs,dst=/var/lib/apt apt-get update\n"), CacheFate::mounted);
    EXPECT_EQ(fate("FROM a\nRUN --mount=type=cache,target=/root/.cache pip install x\n"), CacheFate::mounted);
    EXPECT_EQ(fate("FROM a\nENV HOME=/h\nRUN --mount=type=cache,target=/h/.cache pip install x\n"),
              CacheFate::mounted);
    EXPECT_EQ(fate("FROM a\nENV HOME=/h\nRUN --mount=type=cache,target=/g/.cache pip install x\n"),
              CacheFate::kept);
    EXPECT_EQ(fate("FROM a\nENV PIP_CACHE_DIR=/c\nRUN --mount=type=cache,target=/c pip install x\n"),
              CacheFate::mounted);
}

TEST(Caches, AreCleanedLaterInTheSameRun) {
    EXPECT_EQ(fate("FROM a\nRUN apt-get update; rm -rf /var/lib/apt/lists/*\n"), CacheFate::cleaned);
    EXPECT_EQ(fate("FROM a\nRUN dnf install x && dnf -y clean all\n"), CacheFate::cleaned);
    EXPECT_EQ(fate("FROM a\nRUN zypper in x && zypper clean\n"), CacheFate::cleaned);
    EXPECT_EQ(fate("FROM a\nRUN sudo dnf install x && sudo dnf clean all\n"), CacheFate::cleaned);
    EXPECT_EQ(fate("FROM a\nRUN apt-get update && find /var/lib/apt/lists -type f -delete\n"),
              CacheFate::cleaned);
    EXPECT_EQ(fate("FROM a\nRUN pip install x && pip cache purge\n"), CacheFate::cleaned);
    EXPECT_EQ(fate("FROM a\nRUN micromamba install -r /c x && /c/bin/mamba clean -a\n"), CacheFate::cleaned);
    EXPECT_EQ(fate("FROM a\nRUN micromamba install -r \"$C\" x && /c/bin/mamba clean -a\n"),
              CacheFate::cleaned);
    EXPECT_EQ(fate("FROM a\nRUN micromamba install --root-prefix=/c/ x && conda clean -a --root-prefix /c\n"),
              CacheFate::cleaned);
    EXPECT_EQ(fate("FROM a\nRUN /c/bin/conda install x && /d/bin/conda clean -a\n"), CacheFate::kept);
    EXPECT_EQ(fate("FROM a\nRUN conda install x && mamba list\n"), CacheFate::kept);
    EXPECT_EQ(fate("FROM a\nRUN <<E\nyarn install\nyarn cache clean --all\nE\n"), CacheFate::cleaned);
}

std::string shipped(std::string source) {
    const auto document = Document::parse(std::move(source));
    std::string out;
    for (const Stage& stage : document->stages()) {
        out += stage.shipped ? '+' : '-';
    }
    return out;
}

TEST(Stages, AreShippedUnlessTheyAreOnlyCopiedFrom) {
    EXPECT_EQ(shipped("FROM a\n"), "+");
    EXPECT_EQ(shipped("FROM a AS b\nFROM c\nCOPY --from=b / /\n"), "-+");
    EXPECT_EQ(shipped("FROM a AS b\nFROM c\nCOPY --from=0 / /\n"), "-+");
    EXPECT_EQ(shipped("FROM a AS b\nFROM c\nRUN --mount=from=b,target=/b x\n"), "-+");
    EXPECT_EQ(shipped("FROM a AS b\nFROM b\nCOPY --from=b / /\n"), "++");
    EXPECT_EQ(shipped("FROM a AS b\nFROM b AS c\nFROM d\nCOPY --from=c / /\n"), "--+");
    EXPECT_EQ(shipped("FROM a AS dev\nFROM b\n"), "++");
}

} // namespace
} // namespace dockwright::model

#include "support/check_lint.hpp"
#include <algorithm>
#include <gtest/gtest.h>

/// What a fix that a person should look at first makes of a file. The examples of the rules show
/// safe fixes alone.
namespace dockwright::lint {
namespace {

constexpr LabelSchema schema[] = {
    {"team", LabelType::text},       {"url", LabelType::url},       {"version", LabelType::semver},
    {"created", LabelType::rfc3339}, {"licenses", LabelType::spdx}, {"revision", LabelType::hash},
};
constexpr Options options{.labels = schema};

struct Case {
    std::string_view rule;
    std::string_view source;
    std::string_view fixed; ///< "": no fix is offered
};

std::vector<Finding> findings_in(std::string_view id, std::string_view source) {
    const auto all = rules::all();
    const auto rule = std::ranges::find(all, id, &Rule::id);
    EXPECT_NE(rule, all.end()) << id;
    std::vector<Finding> findings =
        testing::findings_of(**rule, *model::Document::parse(std::string(source)), options);
    std::erase_if(findings, &Finding::peer_only);
    return findings;
}

constexpr Case cases[] = {
    {"base-tag-gone", "FROM nvidia/cuda:12.4.0-cudnn-devel-ubuntu22.04\n",
     "FROM nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04\n"},
    {"base-tag-gone", "ARG CUDA=12.4.0\nFROM nvidia/cuda:${CUDA}-cudnn-devel-ubuntu22.04\n",
     "ARG CUDA=12.4.1\nFROM nvidia/cuda:${CUDA}-cudnn-devel-ubuntu22.04\n"},
    {"base-tag-gone",
     "ARG CUDA=12.4.0\nARG BASE=\"nvidia/cuda:${CUDA}-cudnn-devel-ubuntu22.04\"\nFROM ${BASE}\n",
     "ARG CUDA=12.4.1\nARG BASE=\"nvidia/cuda:${CUDA}-cudnn-devel-ubuntu22.04\"\nFROM ${BASE}\n"},
    {"base-tag-gone", "ARG CUDA=9.0\nARG CUDNN=7\nFROM nvidia/cuda:${CUDA}-cudnn${CUDNN}-devel-ubuntu16.04\n",
     ""},

    {"constant-platform", "FROM --platform=linux/amd64 python:3.12\n", "FROM python:3.12\n"},
    {"constant-platform", "FROM --platform=linux/amd64 \\\n  python:3.12 AS a\n",
     "FROM \\\n  python:3.12 AS a\n"},

    {"spaced-key-value", "FROM a:1\nENV MODE =fast and cheap\n", "FROM a:1\nENV MODE=\"fast and cheap\"\n"},
    {"spaced-key-value", "FROM a:1\nENV A = 1 B = 2\n", ""},

    {"copy-from-own-stage", "FROM a:1 AS app\nCOPY --from=app --chown=1  a /b\n",
     "FROM a:1 AS app\nCOPY --chown=1  a /b\n"},
    {"copy-from-own-stage", "FROM a:1\nCOPY --from=0 a /b", "FROM a:1\nCOPY a /b"},

    {"kept-download-cache",
     "FROM python:3.12\nRUN --mount=id=pip,type=cache,target=/root/.cache/pip pip install -r a.txt\n"
     "RUN pip install numpy==2.1.0\n",
     "FROM python:3.12\nRUN --mount=id=pip,type=cache,target=/root/.cache/pip pip install -r a.txt\n"
     "RUN --mount=id=pip,type=cache,target=/root/.cache/pip pip install numpy==2.1.0\n"},
    {"kept-download-cache", "FROM python:3.12\nENV HOME=/opt/me\nRUN pip install numpy==2.1.0\n",
     "FROM python:3.12\nENV HOME=/opt/me\nRUN --mount=type=cache,target=/opt/me/.cache/pip pip install "
     "numpy==2.1.0\n"},
    {"kept-package-cache",
     "FROM debian:12\nRUN --mount=type=cache,id=lib,target=/var/lib/apt apt-get update\n"
     "RUN apt-get update && apt-get install -y gcc\n",
     "FROM debian:12\nRUN --mount=type=cache,id=lib,target=/var/lib/apt apt-get update\n"
     "RUN --mount=type=cache,id=lib,target=/var/lib/apt "
     "--mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y gcc\n"},

    {"duplicate-stage-name",
     "FROM a:1 AS x\nFROM b:1 AS X\nFROM x\nCOPY --from=X /a /a\nRUN --mount=type=bind,from=x,target=/m "
     "true\n",
     "FROM a:1 AS x\nFROM b:1 AS X-2\nFROM X-2\nCOPY --from=X-2 /a /a\n"
     "RUN --mount=type=bind,from=X-2,target=/m true\n"},
    {"duplicate-stage-name", "FROM a:1 AS x\nCOPY --from=x a /b\nFROM x AS x-2\nFROM c:1 AS x\nCOPY a /b\n",
     "FROM a:1 AS x\nCOPY --from=x a /b\nFROM x AS x-2\nFROM c:1 AS x-3\nCOPY a /b\n"},
    {"duplicate-stage-name", "ARG B=x\nFROM a:1 AS x\nFROM b:1 AS x\nFROM $B\n", ""},

    {"reserved-stage-name", "FROM a:1 AS Context\nFROM b:1\nCOPY --from=context /a /a\n",
     "FROM a:1 AS context-stage\nFROM b:1\nCOPY --from=context-stage /a /a\n"},
    {"reserved-stage-name", "FROM a:1 AS scratch\nFROM scratch\n",
     "FROM a:1 AS scratch-stage\nFROM scratch-stage\n"},

    {"empty-label", "FROM a:1\nLABEL team=\"\"\nRUN true\n", "FROM a:1\nRUN true\n"},
    {"empty-label", "FROM a:1\nLABEL team=", "FROM a:1"},
    {"empty-label", "FROM a:1\nLABEL team= other=1\n", "FROM a:1\nLABEL other=1\n"},
    {"empty-label", "FROM a:1\nLABEL other=1 \\\n      team=\"\" \\\n      more=2\n",
     "FROM a:1\nLABEL other=1 \\\n      more=2\n"},
    {"empty-label", "FROM a:1\nLABEL other=1 \\\n  # whose it is\n  team=\"\"\n", ""},

    {"forbidden-onbuild", "FROM a:1\nONBUILD ONBUILD RUN make\n", "FROM a:1\nONBUILD RUN make\n"},
    {"forbidden-onbuild", "FROM a:1\nONBUILD maintainer Ada \"A\"\n",
     "FROM a:1\nONBUILD LABEL org.opencontainers.image.authors=\"Ada \\\"A\\\"\"\n"},
    {"forbidden-onbuild", "FROM a:1\nONBUILD FROM b:1\n", ""},

    {"incomplete-pair", "FROM a:1\nENV DEBUG\n", "FROM a:1\nENV DEBUG=\"\"\n"},
    {"incomplete-pair", "FROM a:1\nENV $DEBUG\n", ""},
    {"incomplete-pair", "FROM a:1\nLABEL a=1 title=my  fine model b=2\n",
     "FROM a:1\nLABEL a=1 title=\"my  fine model\" b=2\n"},
    {"incomplete-pair", "FROM a:1\nENV A= 1 B=2\n", "FROM a:1\nENV A=1 B=2\n"},
    {"incomplete-pair", "FROM a:1\nENV A=\"1\" B \"2\" C=3\n", "FROM a:1\nENV A=\"1\" B=\"2\" C=3\n"},
    {"incomplete-pair", "FROM a:1\nONBUILD ENV A=1 2\n", "FROM a:1\nONBUILD ENV A=\"1 2\"\n"},
    {"incomplete-pair", "FROM a:1\nENV A=a\\\\b c\n", ""},
    {"incomplete-pair", "FROM a:1\nENV A=1 \\\n  # two\n  2\n", ""},

    {"inline-ignore", "# hadolint ignore=DL3006\nFROM a\n", "FROM a\n"},
    {"inline-ignore", "FROM a\r\n  # hadolint ignore=DL3006,DL3007\r\nRUN b\r\n", "FROM a\r\nRUN b\r\n"},

    {"instruction-before-from",
     "# syntax=docker/dockerfile:1\nLABEL a=b\nARG TAG\n# why\nENV A=1\nFROM a:$TAG\nRUN b\n",
     "# syntax=docker/dockerfile:1\nARG TAG\nFROM a:$TAG\nLABEL a=b\n# why\nENV A=1\nRUN b\n"},
    {"instruction-before-from", "ENV A=1 \\\r\n  B=2\r\nFROM a:1", "FROM a:1\r\nENV A=1 \\\r\n  B=2"},
    {"instruction-before-from", "RUN <<EOF\nFROM a:1\n", ""},

    {"invalid-escape-directive", "# escape=^\nFROM a:1\n", "# escape=\\\nFROM a:1\n"},

    {"repeated-directive", "# syntax=a:1\n# syntax=a:2\n# escape=`\nFROM a:1\n",
     "# syntax=a:1\n# escape=`\nFROM a:1\n"},

    {"label-not-url", "FROM a:1\nLABEL url=\"github.com/me/model\"\n",
     "FROM a:1\nLABEL url=\"https://github.com/me/model\"\n"},
    {"label-not-url", "FROM a:1\nLABEL url=model\n", ""},
    {"label-not-url", "FROM a:1\nLABEL url=git\"hub\".com\n", ""},
    {"label-not-url", "FROM a:1\nLABEL url=\"example.com/a b\"\n", ""},
    {"label-not-semver", "FROM a:1\nLABEL version=v1.2\n", ""},
    {"label-not-time", "FROM a:1\nLABEL created='2026-01-31'\n",
     "FROM a:1\nLABEL created='2026-01-31T00:00:00Z'\n"},
    {"label-not-time", "FROM a:1\nLABEL created=2026-02-30\n", ""},
    {"label-not-spdx", "FROM a:1\nLABEL licenses=Apache2\n", "FROM a:1\nLABEL licenses=Apache-2.0\n"},
    {"label-not-spdx", "FROM a:1\nLABEL licenses=\"Apache 2.0\"\n",
     "FROM a:1\nLABEL licenses=\"Apache-2.0\"\n"},
    {"label-not-spdx", "FROM a:1\nLABEL licenses=BSD-3-Claus\n", "FROM a:1\nLABEL licenses=BSD-3-Clause\n"},
    {"label-not-spdx", "FROM a:1\nLABEL licenses=Proprietary\n", ""},

    {"malformed-description", "# the newest\nARG PYTHON=3.12\nFROM a:1\n",
     "# PYTHON the newest\nARG PYTHON=3.12\nFROM a:1\n"},
    {"malformed-description", "#builds the wheels\nFROM a:1 AS Wheels\n",
     "#wheels builds the wheels\nFROM a:1 AS Wheels\n"},
    {"malformed-description", "# hadolint ignore=DL3006\nFROM a AS wheels\n", ""},

    {"repeated-instruction", "FROM a:1\nCMD a\n# why\nCMD b\n", "FROM a:1\n# why\nCMD b\n"},
    {"repeated-instruction", "FROM a:1\nENTRYPOINT a \\\n  b\nENTRYPOINT c", "FROM a:1\nENTRYPOINT c"},
    {"repeated-instruction", "FROM a:1\nCMD a \\\n  # why\n  b\nCMD b\n", ""},

    {"unterminated-heredoc", "FROM a:1\nRUN <<EOF\npip install numpy\n\nUSER me\n",
     "FROM a:1\nRUN <<EOF\npip install numpy\nEOF\n\nUSER me\n"},
    {"unterminated-heredoc", "FROM a:1\nRUN <<EOF\ntrue\n  EOF\nUSER me\n",
     "FROM a:1\nRUN <<EOF\ntrue\nEOF\nUSER me\n"},
    {"unterminated-heredoc", "FROM a:1\nRUN <<EOF\ntrue", "FROM a:1\nRUN <<EOF\ntrue\nEOF"},
    {"unterminated-heredoc", "FROM a:1\nRUN <<EOF\nUSER me\n", "FROM a:1\nRUN <<EOF\nEOF\nUSER me\n"},
    {"unterminated-heredoc", "FROM a:1\nCOPY <<A <<B /c\na\n", ""},

    {"missing-healthcheck", "FROM a:1\nCMD b\n", "FROM a:1\nCMD b\nHEALTHCHECK NONE\n"},
    {"missing-healthcheck", "from a:1 as b\r\nrun c\r\nfrom d:1\r\ncmd e",
     "from a:1 as b\r\nrun c\r\nfrom d:1\r\ncmd e\r\nhealthcheck none"},
    {"missing-healthcheck", "FROM a:1\nCMD b \\\n", ""},

    {"copied-archive",
     "FROM a:1\nCOPY d.tar.gz /tmp/\nRUN tar -xzf /tmp/d.tar.gz -C /data && rm /tmp/d.tar.gz\nUSER me\n",
     "FROM a:1\nADD d.tar.gz /data/\nUSER me\n"},
    {"copied-archive", "FROM a:1\ncopy in/d.tar /tmp/d.tar\nrun tar xf /tmp/d.tar -C /data/\n",
     "FROM a:1\nadd in/d.tar /data/\n"},
    {"copied-archive", "FROM a:1\nCOPY d.tgz /tmp/\nRUN tar -xzf /tmp/d.tgz -C /data && make\n", ""},
    {"copied-archive", "FROM a:1\nCOPY d.tgz /tmp/\nRUN tar -xzf /tmp/d.tgz -C /data || rm /tmp/d.tgz\n", ""},
    {"copied-archive", "FROM a:1\nCOPY d.tgz /tmp/\nRUN tar -xzf /tmp/d.tgz -C /data > /dev/null\n", ""},
    {"copied-archive", "FROM a:1\nCOPY --chown=1 d.tgz /tmp/\nRUN tar -xzf /tmp/d.tgz -C /data\n", ""},
    {"copied-archive", "FROM a:1\nCOPY d.tgz /tmp/\nRUN tar -xzf /tmp/d.tgz\n", ""},
    {"copied-archive", "FROM a:1\nCOPY d.tgz /tmp/\nRUN tar -xzf /srv/d.tgz -C /data\n", ""},

    {"wget-progress-bar", "FROM caddy:2\nRUN wget https://a.org/b\n",
     "FROM caddy:2\nRUN wget -q https://a.org/b\n"},
    {"wget-progress-bar", "FROM python:3-alpine\nRUN [\"wget\", \"https://a.org/b\"]\n",
     "FROM python:3-alpine\nRUN [\"wget\", \"-q\", \"https://a.org/b\"]\n"},
    {"wget-progress-bar", "FROM docker:24\nRUN apk add wget\nRUN wget https://a.org/b\n",
     "FROM docker:24\nRUN apk add wget\nRUN wget -q https://a.org/b\n"},

    {"cd-instead-of-workdir", "FROM a:1\r\nWORKDIR /b\r\nRUN cd /c && \\\r\n  make\r\n",
     "FROM a:1\r\nWORKDIR /b\r\nWORKDIR /c\r\nRUN make\r\nWORKDIR /b\r\n"},
    {"cd-instead-of-workdir", "FROM a:1\nWORKDIR /b\nRUN cd /c && \\\n  # build\n  make\n", ""},

    {"unchecked-pipe", "FROM debian:12\r\nRUN curl a.org | sh\r\n",
     "FROM debian:12\r\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\r\nRUN curl a.org | sh\r\n"},

    {"consecutive-runs", "FROM a:1\r\nRUN b\r\nRUN c\r\n", "FROM a:1\r\nRUN b \\\r\n    && c\r\n"},
    {"consecutive-runs", "FROM a:1\nRUN sudo b\nRUN X=1 c\n", "FROM a:1\nRUN sudo b \\\n    && X=1 c\n"},
    {"consecutive-runs", "FROM a:1\nRUN cd /b\nRUN c\n", ""},
    {"consecutive-runs", "FROM a:1\nRUN b\nRUN . /c\n", ""},
    {"consecutive-runs", "FROM a:1\nRUN exec b\nRUN c\n", ""},
    {"consecutive-runs", "FROM a:1\nRUN X=1\nRUN c\n", ""},

    {"relative-copy-target", "FROM a:1\nADD d.tar.gz data/\n", "FROM a:1\nADD d.tar.gz /data/\n"},
};

TEST(UnsafeFixes, LeaveWhatTheySayAndNoFinding) {
    for (const Case& one : cases) {
        SCOPED_TRACE(std::string(one.rule) + ":\n" + std::string(one.source));
        const std::vector<Finding> findings = findings_in(one.rule, one.source);
        ASSERT_FALSE(findings.empty());
        if (one.fixed.empty()) {
            EXPECT_TRUE(std::ranges::all_of(findings, [](const Finding& f) { return f.fixes.empty(); }));
            continue;
        }
        const auto& fixes = findings.front().fixes;
        const auto first = std::ranges::find(fixes, Safety::unsafe, &Fix::safety);
        ASSERT_NE(first, fixes.end());
        const Fix& fix = *first;
        EXPECT_EQ(dockwright::apply(one.source, fix.edits), one.fixed) << fix.title;
        EXPECT_TRUE(findings_in(one.rule, one.fixed).empty());
    }
}

} // namespace
} // namespace dockwright::lint

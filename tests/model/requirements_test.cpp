#include "base/ascii.hpp"
#include "model/requirement.hpp"
#include "model/requirements.hpp"
#include "support/line_changes.hpp"
#include "support/read_file.hpp"
#include "support/source_tree.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::model {
namespace {

using ::testing::ElementsAre;

/// As Python compares names: in lower case, `-` for runs of `-_.`.
std::string canonical(std::string_view name) {
    std::string out;
    for (const char c : name) {
        const bool separator = c == '-' || c == '_' || c == '.';
        if (!separator || !out.ends_with('-')) {
            out += separator ? '-' : ascii::lower(c);
        }
    }
    return out;
}

std::string sorted(std::string_view list) {
    std::vector<std::string> parts(1);
    for (const char c : list) {
        if (c == ',') {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    std::ranges::sort(parts);
    std::string out;
    for (const std::string& part : parts) {
        out += (out.empty() ? "" : ",") + part;
    }
    return out;
}

std::string said(const ListedPackage& package) {
    std::string out = canonical(package.name);
    out += package.extras.empty() ? "" : " [" + sorted(canonical(package.extras)) + "]";
    out += package.version.empty() ? "" : " " + sorted(package.version);
    out += package.marker.empty() ? "" : " ; " + package.marker;
    return out + (package.url.empty() ? "" : " @ " + package.url);
}

/// All that a file says, one a line.
std::string read(std::string_view text, PackageFile::Kind kind = PackageFile::Kind::requirements,
                 Variables variables = {}) {
    const PackageList list = read_requirements(text, "docker/req.txt", kind, variables);
    std::string out;
    for (const ListedPackage& package : list.packages) {
        out += std::to_string(package.line) + ": " + said(package) + "\n";
    }
    constexpr std::string_view kinds[] = {"index", "extra", "links", "channel", "backend"};
    for (const ListedIndex& index : list.indexes) {
        out += std::to_string(index.line) + ": " + std::string(kinds[static_cast<std::size_t>(index.kind)]) +
               " " + index.url + "\n";
    }
    for (const std::string& path : list.included) {
        out += "-r " + path + "\n";
    }
    for (const std::string& path : list.constraints) {
        out += "-c " + path + "\n";
    }
    return out + (list.broken_line == 0 ? "" : "broken: " + std::to_string(list.broken_line) + "\n");
}

TEST(Requirements, AreReadAsPipReadsThem) {
    const std::string judged =
        testing::read_file(testing::source_root() / "tests/model/requirements_judged.txt");
    std::string_view line;
    std::size_t cases = 0;
    for (const std::string_view next : testing::lines_of(judged)) {
        if (next.starts_with("| ")) {
            line = next.substr(2);
        } else if (next.starts_with("= ")) {
            const PackageList list = read_requirements(line, "r.txt");
            const std::string found = list.broken_line != 0   ? "refused"
                                      : list.packages.empty() ? "option"
                                                              : said(list.packages.front());
            EXPECT_EQ(found, next.substr(2)) << line;
            ++cases;
        }
    }
    EXPECT_GT(cases, 60U);
}

TEST(Requirements, GoOverLines) {
    EXPECT_EQ(read("torch==2.4.0 \\\n  --hash=sha256:a \\\n  --hash=sha256:b\nnumpy\n"),
              "1: torch ==2.4.0\n4: numpy\n");
    EXPECT_EQ(read("a \\\n# a comment ends what continues\nb\n"), "1: a\n3: b\n");
    EXPECT_EQ(read("# no continuation \\\nb\r\nc\rd \\"), "2: b\n3: c\n4: d\n");
    EXPECT_EQ(read("\\\n\\\nfoo\\\nbar\n"), "1: foobar\n");
}

TEST(Requirements, HaveComments) {
    EXPECT_EQ(read("  # one\na # two\nhttps://x.example/b.zip#egg=c\n\xc2\xa0# three\n"),
              "2: a\n3: c @ https://x.example/b.zip#egg=c\n");
}

TEST(Requirements, NameOtherFilesAsSeenFromTheirOwnFolder) {
    EXPECT_EQ(read("-r base.txt\n-r ../common.txt\n--requirement=./a/b.txt\n-cpins.txt\n-r /opt/x.txt\n"
                   "-r https://x.example/r.txt\n"),
              "-r docker/base.txt\n-r common.txt\n-r docker/a/b.txt\n-r /opt/x.txt\n-c docker/pins.txt\n");
    EXPECT_EQ(read("-r a.txt -r b.txt -i https://x.example\n"), "-r docker/a.txt\n"); // as pip
}

TEST(Requirements, SayWhereToLook) {
    EXPECT_EQ(
        read("--pre -f ./wheels\n-ihttps://a.example\n--extra-index-url \"https://b.example\"\ntorch\n"),
        "4: torch\n1: links ./wheels\n2: index https://a.example\n3: extra https://b.example\n");
    EXPECT_EQ(read("--extra-index-url https://b.example\n-i https://a.example\n"),
              "2: index https://a.example\n");                              // pip forgets the one before
    EXPECT_EQ(read("torch --index-url https://a.example\n"), "1: torch\n"); // pip takes no notice
    EXPECT_EQ(read("-i https://a.example\n--no-index\n--extra-index-url https://b.example\n"), "");
}

TEST(Requirements, TakeVariablesThatAreKnown) {
    const std::vector<std::pair<std::string, std::string>> variables{{"CUDA", "cu121"}, {"EMPTY", ""}};
    EXPECT_EQ(read("-f https://x.example/${CUDA}\ntorch==2.1.0+${CUDA}\na==${V}\n${NAME}==1\n$CUDA\n",
                   PackageFile::Kind::requirements, variables),
              "2: torch ==2.1.0+cu121\n3: a ==${V}\n4: ${name}==1\n1: links https://x.example/cu121\n"
              "broken: 5\n");
    EXPECT_EQ(read("a==1${EMPTY}\n", PackageFile::Kind::requirements, variables), "1: a ==1${EMPTY}\n");
}

TEST(Requirements, OfFoldersAndFilesAreCalledWhatTheirPathsSay) {
    EXPECT_EQ(read("-e .\n./sub[dev]\n-e \"./a b\"\nwheels/foo-1.0.tar.gz\n"),
              "1: - @ .\n2: -/sub [dev] @ ./sub\n3: -/a b @ ./a b\n4: foo ==1.0 @ wheels/foo-1.0.tar.gz\n");
}

TEST(Requirements, OfAddressesAreCalledWhatTheAddressSays) {
    EXPECT_EQ(read("git+https://x.example/a/xformers.git@v0.0.28\nhttps://x.example/a/flash_attn-2.5.tar.gz\n"
                   "https://x.example/o/r/archive/v-1.0.zip\n"),
              "1: xformers @ git+https://x.example/a/xformers.git@v0.0.28\n"
              "2: flash-attn ==2.5 @ https://x.example/a/flash_attn-2.5.tar.gz\n"
              "3: v-1-0 @ https://x.example/o/r/archive/v-1.0.zip\n");
}

TEST(Requirements, RememberTheFirstBrokenLineAndGoOn) {
    EXPECT_EQ(read("a\ntorch=2\nb c\nd\n"), "1: a\n4: d\nbroken: 2\n");
    EXPECT_EQ(read("a\n-e .\n", PackageFile::Kind::constraints), "1: a\n2: - @ .\nbroken: 2\n");
}

TEST(Requirements, MayBeUtf16AsPowerShellWritesThem) {
    using namespace std::string_view_literals;
    EXPECT_EQ(read("\xFF\xFEt\0o\0r\0c\0h\0\r\0\n\0a\0"sv), "1: torch\n2: a\n");
    EXPECT_EQ(read("\xFE\xFF\0t\0o"sv), "1: to\n");
    EXPECT_EQ(read("\xEF\xBB\xBFtorch\n"), "1: torch\n");
}

TEST(Requirements, AreBounded) {
    std::string text;
    for (std::size_t i = 0; i < max_listed_packages + 5; ++i) {
        text += "a" + std::to_string(i) + "\n";
    }
    EXPECT_EQ(read_requirements(text, "r.txt").packages.size(), max_listed_packages);
}

TEST(Requirements, AreReadOneByOneToo) {
    EXPECT_EQ(said(read_requirement(" torch >=2 ; extra == \"gpu\" ").value_or(ListedPackage{})),
              "torch >=2 ; extra == \"gpu\"");
    EXPECT_FALSE(read_requirement("torch=2").has_value());
    EXPECT_FALSE(read_requirement("").has_value());
}

} // namespace
} // namespace dockwright::model

#include "base/message.hpp"
#include "lint/shellcheck/scripts.hpp"
#include "lsp/session.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// A session and ShellCheck: what it asks, and what is published when. The program is this test.
namespace dockwright::lsp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Shells : public ::testing::Test {
protected:
    struct Asked {
        std::vector<std::string> scripts;
        bool must = false;
        Session::Checked then;
    };

    explicit Shells(std::string_view capabilities = "{}")
        : session({.send = [this](std::string_view body) { sent.emplace_back(body); },
                   .exit = [](int /*code*/) {},
                   .watch = [](std::int64_t /*process*/) {},
                   .look_around = nullptr,
                   .shellcheck =
                       [this](std::vector<std::string> scripts, bool must, Session::Checked then) {
                           asked.push_back({std::move(scripts), must, std::move(then)});
                       },
                   .version = "0",
                   .loop = nullptr}) {
        session.receive(message(
            R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}})",
            {capabilities}));
        session.receive(R"({"jsonrpc":"2.0","method":"initialized","params":{}})");
        sent.clear();
    }

    void open(std::string_view lines) {
        session.receive(message(
            R"({"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///w/Dockerfile",)"
            R"("languageId":"dockerfile","version":1,"text":"{}"}}})",
            {lines}));
        session.idle();
    }
    void edit(std::string_view lines, int version) {
        session.receive(
            message(R"({"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":)"
                    R"("file:///w/Dockerfile","version":{}},"contentChanges":[{"text":"{}"}]}})",
                    {std::to_string(version), lines}));
        session.idle();
    }
    /// It says something about the last line of each script that was asked about.
    void answer(std::size_t which) {
        model::ShellCheckAnswers answers;
        for (const std::string& script : asked[which].scripts) {
            const auto line = static_cast<std::uint32_t>(std::ranges::count(script, '\n') + 1);
            auto said = std::make_shared<model::ShellCheckComments>();
            said->push_back(
                {.code = 2320, .begin = {line, 1}, .end = {line, 2}, .message = "Said.", .fix = {}});
            answers[script] = std::move(said);
        }
        std::exchange(asked[which].then, nullptr)(std::move(answers), "");
        session.idle();
    }
    /// How many findings of ShellCheck each publication has.
    std::vector<int> published() {
        std::vector<int> out;
        for (const std::string& body : std::exchange(sent, {})) {
            if (body.find("publishDiagnostics") == std::string::npos) {
                continue;
            }
            int count = 0;
            for (std::size_t at = body.find("Said"); at != std::string::npos;
                 at = body.find("Said", at + 1)) {
                ++count;
            }
            out.push_back(count);
        }
        return out;
    }

    std::vector<std::string> sent;
    std::vector<Asked> asked;
    Session session;
};

class PullingShells : public Shells {
protected:
    PullingShells() : Shells(R"({"textDocument":{"diagnostic":{}}})") {}
};

TEST_F(PullingShells, AreAskedAboutBehindOurOwnFindings) {
    open(R"(FROM a:1\nRUN b\n)");
    EXPECT_TRUE(asked.empty()) << "nobody has asked for findings yet";
    session.receive(
        R"({"jsonrpc":"2.0","id":2,"method":"textDocument/diagnostic","params":{"textDocument":{"uri":"file:///w/Dockerfile"}}})");
    ASSERT_FALSE(sent.empty());
    EXPECT_THAT(sent.back(), HasSubstr(R"("id":2)"));
    session.idle();
    EXPECT_EQ(asked.size(), 1U);
}

TEST_F(Shells, ComeInASecondPublicationBehindOurOwnFindings) {
    open(R"(FROM a:1\nRUN b\n)");
    EXPECT_THAT(published(), ElementsAre(0));
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_FALSE(asked[0].must);
    ASSERT_EQ(asked[0].scripts.size(), 1U);
    EXPECT_THAT(asked[0].scripts[0], HasSubstr("\nb"));
    answer(0);
    EXPECT_THAT(published(), ElementsAre(1));
    session.idle();
    EXPECT_EQ(asked.size(), 1U) << "all is answered";
    EXPECT_THAT(published(), IsEmpty());
}

TEST_F(Shells, AreOnesOfTheTextAsItIsAndNoOlderOne) {
    open(R"(FROM a:1\nRUN b\nRUN c\n)");
    edit(R"(FROM a:1\nRUN b\nRUN d\n)", 2);
    EXPECT_THAT(published(), ElementsAre(0, 0));
    EXPECT_EQ(asked.size(), 1U) << "one at a time";
    answer(0);
    EXPECT_THAT(published(), ElementsAre(1)) << "of b, which both have";
    ASSERT_EQ(asked.size(), 2U);
    ASSERT_EQ(asked[1].scripts.size(), 1U);
    EXPECT_THAT(asked[1].scripts[0], HasSubstr("\nd"));
    answer(1);
    EXPECT_THAT(published(), ElementsAre(2));
}

TEST_F(Shells, StayAtTheirScriptWhenLinesAboveItChange) {
    open(R"(FROM a:1\nRUN b\n)");
    answer(0);
    published();
    edit(R"(FROM a:1\n\n\nRUN b\n)", 2);
    EXPECT_EQ(asked.size(), 1U);
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_THAT(sent.front(), HasSubstr(R"("start":{"line":3,"character":4})"));
    EXPECT_THAT(published(), ElementsAre(1));
}

TEST_F(Shells, ThatWereNotAnsweredAreNotAskedAboutAgain) {
    open(R"(FROM a:1\nRUN b\n)");
    std::exchange(asked[0].then, nullptr)({}, "it hangs");
    session.idle();
    EXPECT_THAT(sent.back(), HasSubstr("it hangs"));
    edit(R"(FROM a:1\n# why\nRUN b\n)", 2);
    EXPECT_EQ(asked.size(), 1U);
    edit(R"(FROM a:1\nRUN b c\n)", 3);
    ASSERT_EQ(asked.size(), 2U);
    sent.clear();
    std::exchange(asked[1].then, nullptr)({}, "it hangs");
    EXPECT_THAT(sent, IsEmpty()) << "it is said once";
}

TEST_F(Shells, MayBeAnsweredWhenTheDocumentIsClosed) {
    open(R"(FROM a:1\nRUN b\n)");
    session.receive(
        R"({"jsonrpc":"2.0","method":"textDocument/didClose","params":{"textDocument":{"uri":"file:///w/Dockerfile"}}})");
    published();
    answer(0);
    EXPECT_THAT(published(), IsEmpty());
}

TEST_F(Shells, AreNotAskedAboutWhereNoRuleWouldLook) {
    session.receive(
        R"({"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":{"settings":{"dockwright":{"preset":"hadolint"}}}})");
    open(R"(FROM a:1\nRUN b\n)");
    EXPECT_THAT(asked, IsEmpty());
    session.receive(
        R"({"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":{"settings":{"dockwright":{"preset":"strict"}}}})");
    session.idle();
    EXPECT_EQ(asked.size(), 1U);
}

} // namespace
} // namespace dockwright::lsp

#include "lsp/dockwright_json.gen.hpp"
#include "lsp/protocol_json.gen.hpp"
#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace dockwright::lsp {
namespace {

template <typename T>
std::string error_of(std::string_view text) {
    T value;
    std::string error;
    return decode(boost::json::parse(text), value, error) ? "decoded" : error;
}

template <typename T>
T decoded(std::string_view text) {
    T value;
    std::string error;
    EXPECT_TRUE(decode(boost::json::parse(text), value, error)) << error;
    return value;
}

template <typename T>
std::string encoded(const T& value) {
    std::string out;
    encode(out, value);
    return out;
}

TEST(Decoding, NamesTheOffendingMember) {
    EXPECT_EQ(error_of<HoverParams>("[]"), ": expected an object");
    EXPECT_EQ(error_of<HoverParams>("{}"), ".textDocument: missing");
    EXPECT_EQ(
        error_of<HoverParams>(R"({"textDocument": {"uri": "u"}, "position": {"line": "1", "character": 0}})"),
        ".position.line: expected an unsigned integer");
    EXPECT_EQ(
        error_of<DidChangeTextDocumentParams>(
            R"({"textDocument": {"uri": "u", "version": 1}, "contentChanges": [{"text": ""}, {"text": 1}]})"),
        ".contentChanges[1].text: expected a string");
    EXPECT_EQ(error_of<CodeActionParams>(R"({"textDocument": {"uri": "u"}, "range": 1, "context": {}})"),
              ".range: expected an object");
}

TEST(Decoding, TakesIntegersThatAreWrittenAsNumbers) {
    EXPECT_EQ(decoded<Position>(R"({"line": 3.0, "character": 4e0})"), (Position{.line = 3, .character = 4}));
    for (const std::string_view line :
         {"-1", "1.5", "4294967296", "1e300", "18446744073709551615", "null", "true"}) {
        EXPECT_EQ(error_of<Position>(R"({"line": )" + std::string(line) + R"(, "character": 0})"),
                  ".line: expected an unsigned integer")
            << line;
    }
}

TEST(Decoding, IgnoresUnknownMembersAndTakesNullForAbsent) {
    const auto params = decoded<DocumentDiagnosticParams>(
        R"({"future": [1], "textDocument": {"uri": "u", "more": {}}, "previousResultId": null, "workDoneToken": "t"})");
    EXPECT_EQ(params.text_document.uri, "u");
    EXPECT_EQ(params.previous_result_id, std::nullopt);
    EXPECT_EQ(params.work_done_token, ProgressToken("t"));
}

TEST(Decoding, KeepsValuesOfEnumerationsThatAreNewerThanWe) {
    const auto general = decoded<GeneralClientCapabilities>(R"({"positionEncodings": ["utf-64", "utf-8"]})");
    EXPECT_EQ(*general.position_encodings,
              (std::vector{PositionEncodingKind::unrecognised, PositionEncodingKind::utf8}));
    EXPECT_EQ(static_cast<int>(*decoded<Diagnostic>(R"({"range": {"start": {"line": 0, "character": 0},
        "end": {"line": 0, "character": 0}}, "severity": 9, "message": ""})")
                                    .severity),
              9);
}

TEST(Decoding, TakesTheAlternativeThatFits) {
    EXPECT_EQ(decoded<CancelParams>(R"({"id": 3})").id, (std::variant<std::int32_t, std::string>(3)));
    EXPECT_EQ(decoded<CancelParams>(R"({"id": "3"})").id, (std::variant<std::int32_t, std::string>("3")));
    EXPECT_EQ(error_of<CancelParams>(R"({"id": null})"), ".id: expected one of the alternatives");
}

TEST(Decoding, ReadsSettingsOfWhichAnyMayBeAbsent) {
    EXPECT_EQ(decoded<Settings>("{}"), Settings{});
    const auto settings =
        decoded<Settings>(R"({"preset": "strict", "engine": {"host": "unix:///x"}, "trace": {}})");
    EXPECT_EQ(settings.preset, Preset::strict);
    EXPECT_EQ(settings.engine->host, "unix:///x");
    EXPECT_EQ(settings.trace->server, std::nullopt);
}

TEST(Encoding, AppendsAndLeavesOutWhatIsAbsent) {
    std::string out = "before ";
    encode(out, Position{.line = 1, .character = 2});
    EXPECT_EQ(out, R"(before {"line":1,"character":2})");
    EXPECT_EQ(encoded(std::optional<Hover>()), "null");
    EXPECT_EQ(encoded(ServerCapabilities{}), "{}");
    EXPECT_EQ(encoded(WorkspaceEdit{.changes = {{{"u", {}}}}}), R"({"changes":{"u":[]}})");
    EXPECT_EQ(encoded(OptionalVersionedTextDocumentIdentifier{.uri = "u", .version = std::nullopt}),
              R"({"uri":"u","version":null})");
}

TEST(Encoding, EscapesAsJsonWants) {
    const std::string text = std::string("\"\\/\b\f\n\r\t\x01\x1f\x7f \xC3\xA4\xF0\x9F\x98\x80") + '\0';
    const std::string out = encoded(LogMessageParams{.type = MessageType::log, .message = text});
    EXPECT_EQ(boost::json::parse(out).at("message").as_string(), text);
    EXPECT_NE(out.find(R"(\"\\/\u0008\u000c\n\r\t\u0001\u001f)"), std::string::npos) << out;
}

TEST(Encoding, WritesTheKindOfAReport) {
    EXPECT_EQ(encoded(DocumentDiagnosticReport(UnchangedDocumentDiagnosticReport{.result_id = "7"})),
              R"({"kind":"unchanged","resultId":"7"})");
    EXPECT_EQ(encoded(DocumentDiagnosticReport(FullDocumentDiagnosticReport{})),
              R"({"kind":"full","items":[]})");
}

TEST(Encoding, IsReadBackAsTheSame) {
    const Diagnostic diagnostic{
        .range = {{1, 2}, {3, 4}},
        .severity = DiagnosticSeverity::hint,
        .code = "x",
        .code_description = CodeDescription{.href = "https://example.org"},
        .source = "dockwright",
        .message = "m\n",
        .tags = {{DiagnosticTag::deprecated}},
        .related_information = {{{.location = {.uri = "u", .range = {}}, .message = "r"}}}};
    EXPECT_EQ(decoded<Diagnostic>(encoded(diagnostic)), diagnostic);
}

} // namespace
} // namespace dockwright::lsp

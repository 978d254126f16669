// Written by protocol/generate.py from protocol/lsp.model: change that, not this.
// clang-format off
#include "lsp/protocol_json.gen.hpp"
#include "base/json_text.hpp"
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <cmath>
#include <concepts>
#include <limits>
#include <string_view>
#include <utility>

namespace json = boost::json;

namespace dockwright::lsp {
namespace {

bool fail(std::string& error, std::string_view why) {
    error = ": expected ";
    error += why;
    return false;
}

[[maybe_unused]] const json::object* object_in(const json::value& from, std::string& error) {
    const json::object* object = from.if_object();
    if (object == nullptr) {
        fail(error, "an object");
    }
    return object;
}

[[maybe_unused]] bool read(const json::value& from, std::string& into, std::string& error) {
    const json::string* text = from.if_string();
    if (text == nullptr) {
        return fail(error, "a string");
    }
    into.assign(text->data(), text->size());
    return true;
}

[[maybe_unused]] bool read(const json::value& from, bool& into, std::string& error) {
    const bool* truth = from.if_bool();
    if (truth == nullptr) {
        return fail(error, "true or false");
    }
    into = *truth;
    return true;
}

[[maybe_unused]] bool read(const json::value& from, double& into, std::string& error) {
    if (!from.is_number()) {
        return fail(error, "a number");
    }
    into = from.is_double() ? from.get_double() : from.is_int64() ? static_cast<double>(from.get_int64())
                                                                  : static_cast<double>(from.get_uint64());
    return true;
}

/// JSON has one kind of number, so `3.0` is an integer too.
template <std::integral Integer> requires(!std::same_as<Integer, bool>)
bool read(const json::value& from, Integer& into, std::string& error) {
    constexpr std::string_view wanted = std::unsigned_integral<Integer> ? "an unsigned integer" : "an integer";
    constexpr double bound = 9007199254740992.0; // 2^53: beyond it a double is no exact integer
    std::int64_t number = 0;
    if (const std::int64_t* whole = from.if_int64()) {
        number = *whole;
    } else if (const double* real = from.if_double(); real != nullptr && std::abs(*real) < bound && std::trunc(*real) == *real) {
        number = static_cast<std::int64_t>(*real);
    } else {
        return fail(error, wanted);
    }
    if (!std::in_range<Integer>(number)) {
        return fail(error, wanted);
    }
    into = static_cast<Integer>(number);
    return true;
}

[[maybe_unused]] bool read(const json::value& from, Json& into, std::string& /*error*/) {
    into.text = json::serialize(from);
    return true;
}

template <typename T> bool read(const json::value& from, std::vector<T>& into, std::string& error);
template <typename T> bool read(const json::value& from, std::map<std::string, T>& into, std::string& error);
template <typename T> bool read(const json::value& from, std::optional<T>& into, std::string& error);
template <typename... T> bool read(const json::value& from, std::variant<T...>& into, std::string& error);

template <typename T>
bool read(const json::value& from, T& into, std::string& error) requires requires { decode(from, into, error); } {
    return decode(from, into, error);
}

template <typename T> bool read(const json::value& from, std::vector<T>& into, std::string& error) {
    const json::array* list = from.if_array();
    if (list == nullptr) {
        return fail(error, "an array");
    }
    into.clear();
    into.reserve(list->size());
    for (const json::value& element : *list) {
        if (!read(element, into.emplace_back(), error)) {
            error.insert(0, "[" + std::to_string(into.size() - 1) + "]");
            return false;
        }
    }
    return true;
}

template <typename T> bool read(const json::value& from, std::map<std::string, T>& into, std::string& error) {
    const json::object* members = object_in(from, error);
    if (members == nullptr) {
        return false;
    }
    into.clear();
    for (const auto& [key, value] : *members) {
        const std::string_view name(key.data(), key.size());
        if (!read(value, into[std::string(name)], error)) {
            error.insert(0, "." + std::string(name));
            return false;
        }
    }
    return true;
}

template <typename T> bool read(const json::value& from, std::optional<T>& into, std::string& error) {
    if (from.is_null()) {
        into.reset();
        return true;
    }
    return read(from, into.emplace(), error);
}

/// The first alternative that fits.
template <typename... T> bool read(const json::value& from, std::variant<T...>& into, std::string& error) {
    const auto fits = [&](auto alternative) {
        std::string ignored;
        if (!read(from, alternative, ignored)) {
            return false;
        }
        into = std::move(alternative);
        return true;
    };
    return (fits(T{}) || ...) || fail(error, "one of the alternatives");
}

const json::value* member(const json::object& members, std::string_view name) {
    return members.if_contains(json::string_view(name.data(), name.size()));
}

bool under(std::string_view name, std::string& error) {
    error.insert(0, name).insert(0, 1, '.');
    return false;
}

template <typename T>
bool required(const json::object& members, std::string_view name, T& into, std::string& error) {
    const json::value* value = member(members, name);
    if (value == nullptr) {
        error = ": missing";
        return under(name, error);
    }
    return read(*value, into, error) || under(name, error);
}

/// Absent or null: the default stays.
template <typename T>
[[maybe_unused]] bool tolerated(const json::object& members, std::string_view name, T& into, std::string& error) {
    const json::value* value = member(members, name);
    return value == nullptr || value->is_null() || read(*value, into, error) || under(name, error);
}

template <typename T>
[[maybe_unused]] bool optional(const json::object& members, std::string_view name, std::optional<T>& into, std::string& error) {
    return tolerated(members, name, into, error);
}

[[maybe_unused]] void write(std::string& out, std::string_view text) { json_text::append(out, text); }
[[maybe_unused]] void write(std::string& out, const std::string& text) { write(out, std::string_view(text)); }
[[maybe_unused]] void write(std::string& out, bool truth) { out += truth ? "true" : "false"; }
[[maybe_unused]] void write(std::string& out, const Json& json) { out += json.text; }

template <typename Number> requires((std::integral<Number> || std::floating_point<Number>) && !std::same_as<Number, bool>)
void write(std::string& out, Number number) {
    char digits[32];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
    out.append(digits, end);
}

template <typename T> void write(std::string& out, const std::vector<T>& list);
template <typename T> void write(std::string& out, const std::map<std::string, T>& map);
template <typename T> void write(std::string& out, const std::optional<T>& maybe);
template <typename... T> void write(std::string& out, const std::variant<T...>& either);

template <typename T> void write(std::string& out, const T& value) requires requires { encode(out, value); } {
    encode(out, value);
}

template <typename T> void write(std::string& out, const std::vector<T>& list) {
    out += '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i > 0) {
            out += ',';
        }
        write(out, list[i]);
    }
    out += ']';
}

template <typename T> void write(std::string& out, const std::map<std::string, T>& map) {
    char separator = '{';
    for (const auto& [key, value] : map) {
        out += separator;
        separator = ',';
        write(out, key);
        out += ':';
        write(out, value);
    }
    out += map.empty() ? "{}" : "}";
}

template <typename T> void write(std::string& out, const std::optional<T>& maybe) {
    if (maybe) {
        write(out, *maybe);
    } else {
        out += "null";
    }
}

template <typename... T> void write(std::string& out, const std::variant<T...>& either) {
    std::visit([&](const auto& value) { write(out, value); }, either);
}

/// Writes an object's members between its braces.
class Members {
public:
    explicit Members(std::string& out) : out_(out) { out_ += '{'; }
    Members(const Members&) = delete;
    Members& operator=(const Members&) = delete;
    ~Members() { out_ += '}'; }

    template <typename T> void put(std::string_view key, const T& value) {
        if (!first_) {
            out_ += ',';
        }
        first_ = false;
        out_ += key;
        write(out_, value);
    }
    template <typename T> void maybe(std::string_view key, const std::optional<T>& value) {
        if (value) {
            put(key, *value);
        }
    }

private:
    std::string& out_;
    bool first_ = true;
};
} // namespace

bool decode(const json::value& from, Position& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "line", into.line, error)
           && required(*members, "character", into.character, error);
}

void encode(std::string& out, const Position& from) {
    Members members(out);
    members.put("\"line\":", from.line);
    members.put("\"character\":", from.character);
}

bool decode(const json::value& from, Range& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "start", into.start, error)
           && required(*members, "end", into.end, error);
}

void encode(std::string& out, const Range& from) {
    Members members(out);
    members.put("\"start\":", from.start);
    members.put("\"end\":", from.end);
}

bool decode(const json::value& from, Location& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "uri", into.uri, error)
           && required(*members, "range", into.range, error);
}

void encode(std::string& out, const Location& from) {
    Members members(out);
    members.put("\"uri\":", from.uri);
    members.put("\"range\":", from.range);
}

bool decode(const json::value& from, TextDocumentIdentifier& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "uri", into.uri, error);
}

bool decode(const json::value& from, VersionedTextDocumentIdentifier& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "uri", into.uri, error)
           && required(*members, "version", into.version, error);
}

void encode(std::string& out, const OptionalVersionedTextDocumentIdentifier& from) {
    Members members(out);
    members.put("\"uri\":", from.uri);
    members.put("\"version\":", from.version);
}

void encode(std::string& out, const TextEdit& from) {
    Members members(out);
    members.put("\"range\":", from.range);
    members.put("\"newText\":", from.new_text);
}

void encode(std::string& out, const TextDocumentEdit& from) {
    Members members(out);
    members.put("\"textDocument\":", from.text_document);
    members.put("\"edits\":", from.edits);
}

void encode(std::string& out, const WorkspaceEdit& from) {
    Members members(out);
    members.maybe("\"changes\":", from.changes);
    members.maybe("\"documentChanges\":", from.document_changes);
}

bool decode(const json::value& from, MarkupKind& into, std::string& error) {
    std::string text;
    if (!read(from, text, error)) {
        return false;
    }
    into = text == "plaintext" ? MarkupKind::plaintext
           : text == "markdown" ? MarkupKind::markdown
           : MarkupKind::unrecognised;
    return true;
}

void encode(std::string& out, const MarkupKind& from) {
    switch (from) {
    case MarkupKind::unrecognised: out += "null"; return;
    case MarkupKind::plaintext: out += "\"plaintext\""; return;
    case MarkupKind::markdown: out += "\"markdown\""; return;
    }
}

void encode(std::string& out, const MarkupContent& from) {
    Members members(out);
    members.put("\"kind\":", from.kind);
    members.put("\"value\":", from.value);
}

bool decode(const json::value& from, PositionEncodingKind& into, std::string& error) {
    std::string text;
    if (!read(from, text, error)) {
        return false;
    }
    into = text == "utf-8" ? PositionEncodingKind::utf8
           : text == "utf-16" ? PositionEncodingKind::utf16
           : text == "utf-32" ? PositionEncodingKind::utf32
           : PositionEncodingKind::unrecognised;
    return true;
}

void encode(std::string& out, const PositionEncodingKind& from) {
    switch (from) {
    case PositionEncodingKind::unrecognised: out += "null"; return;
    case PositionEncodingKind::utf8: out += "\"utf-8\""; return;
    case PositionEncodingKind::utf16: out += "\"utf-16\""; return;
    case PositionEncodingKind::utf32: out += "\"utf-32\""; return;
    }
}

bool decode(const json::value& from, GeneralClientCapabilities& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "positionEncodings", into.position_encodings, error);
}

bool decode(const json::value& from, DidChangeConfigurationClientCapabilities& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "dynamicRegistration", into.dynamic_registration, error);
}

bool decode(const json::value& from, DiagnosticWorkspaceClientCapabilities& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "refreshSupport", into.refresh_support, error);
}

bool decode(const json::value& from, WorkspaceEditClientCapabilities& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "documentChanges", into.document_changes, error);
}

bool decode(const json::value& from, CodeLensWorkspaceClientCapabilities& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "refreshSupport", into.refresh_support, error);
}

bool decode(const json::value& from, InlayHintWorkspaceClientCapabilities& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "refreshSupport", into.refresh_support, error);
}

bool decode(const json::value& from, DidChangeWatchedFilesClientCapabilities& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "dynamicRegistration", into.dynamic_registration, error);
}

bool decode(const json::value& from, WorkspaceClientCapabilities& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "workspaceEdit", into.workspace_edit, error)
           && optional(*members, "didChangeConfiguration", into.did_change_configuration, error)
           && optional(*members, "didChangeWatchedFiles", into.did_change_watched_files, error)
           && optional(*members, "workspaceFolders", into.workspace_folders, error)
           && optional(*members, "configuration", into.configuration, error)
           && optional(*members, "diagnostics", into.diagnostics, error)
           && optional(*members, "codeLens", into.code_lens, error)
           && optional(*members, "inlayHint", into.inlay_hint, error);
}

bool decode(const json::value& from, DiagnosticTag& into, std::string& error) {
    std::uint32_t number = 0;
    return read(from, number, error) && (into = static_cast<DiagnosticTag>(number), true);
}

void encode(std::string& out, const DiagnosticTag& from) {
    write(out, static_cast<std::uint32_t>(from));
}

bool decode(const json::value& from, DiagnosticTagSupport& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "valueSet", into.value_set, error);
}

bool decode(const json::value& from, PublishDiagnosticsClientCapabilities& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "relatedInformation", into.related_information, error)
           && optional(*members, "tagSupport", into.tag_support, error)
           && optional(*members, "versionSupport", into.version_support, error)
           && optional(*members, "codeDescriptionSupport", into.code_description_support, error);
}

bool decode(const json::value& from, DiagnosticClientCapabilities& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "dynamicRegistration", into.dynamic_registration, error)
           && optional(*members, "relatedDocumentSupport", into.related_document_support, error)
           && optional(*members, "relatedInformation", into.related_information, error)
           && optional(*members, "tagSupport", into.tag_support, error)
           && optional(*members, "codeDescriptionSupport", into.code_description_support, error);
}

bool decode(const json::value& from, HoverClientCapabilities& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "contentFormat", into.content_format, error);
}

bool decode(const json::value& from, CodeActionKindSupport& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "valueSet", into.value_set, error);
}

bool decode(const json::value& from, CodeActionLiteralSupport& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "codeActionKind", into.code_action_kind, error);
}

bool decode(const json::value& from, CodeActionClientCapabilities& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "codeActionLiteralSupport", into.code_action_literal_support, error)
           && optional(*members, "isPreferredSupport", into.is_preferred_support, error);
}

bool decode(const json::value& from, CompletionItemClientCapabilities& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "labelDetailsSupport", into.label_details_support, error);
}

bool decode(const json::value& from, CompletionClientCapabilities& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "completionItem", into.completion_item, error);
}

bool decode(const json::value& from, CodeLensClientCapabilities& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "dynamicRegistration", into.dynamic_registration, error);
}

bool decode(const json::value& from, InlayHintClientCapabilities& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "dynamicRegistration", into.dynamic_registration, error);
}

bool decode(const json::value& from, TextDocumentClientCapabilities& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "hover", into.hover, error)
           && optional(*members, "completion", into.completion, error)
           && optional(*members, "codeAction", into.code_action, error)
           && optional(*members, "codeLens", into.code_lens, error)
           && optional(*members, "inlayHint", into.inlay_hint, error)
           && optional(*members, "publishDiagnostics", into.publish_diagnostics, error)
           && optional(*members, "diagnostic", into.diagnostic, error);
}

bool decode(const json::value& from, ClientCapabilities& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "workspace", into.workspace, error)
           && optional(*members, "textDocument", into.text_document, error)
           && optional(*members, "general", into.general, error);
}

bool decode(const json::value& from, ClientInfo& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "name", into.name, error)
           && optional(*members, "version", into.version, error);
}

bool decode(const json::value& from, WorkspaceFolder& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "uri", into.uri, error)
           && required(*members, "name", into.name, error);
}

bool decode(const json::value& from, TraceValues& into, std::string& error) {
    std::string text;
    if (!read(from, text, error)) {
        return false;
    }
    into = text == "off" ? TraceValues::off
           : text == "messages" ? TraceValues::messages
           : text == "compact" ? TraceValues::compact
           : text == "verbose" ? TraceValues::verbose
           : TraceValues::unrecognised;
    return true;
}

bool decode(const json::value& from, InitializeParams& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "workDoneToken", into.work_done_token, error)
           && optional(*members, "processId", into.process_id, error)
           && optional(*members, "clientInfo", into.client_info, error)
           && optional(*members, "rootUri", into.root_uri, error)
           && optional(*members, "initializationOptions", into.initialization_options, error)
           && required(*members, "capabilities", into.capabilities, error)
           && optional(*members, "trace", into.trace, error)
           && optional(*members, "workspaceFolders", into.workspace_folders, error);
}

void encode(std::string& out, const TextDocumentSyncKind& from) {
    write(out, static_cast<std::uint32_t>(from));
}

void encode(std::string& out, const SaveOptions& from) {
    Members members(out);
    members.maybe("\"includeText\":", from.include_text);
}

void encode(std::string& out, const TextDocumentSyncOptions& from) {
    Members members(out);
    members.maybe("\"openClose\":", from.open_close);
    members.maybe("\"change\":", from.change);
    members.maybe("\"save\":", from.save);
}

void encode(std::string& out, const CodeActionOptions& from) {
    Members members(out);
    members.maybe("\"codeActionKinds\":", from.code_action_kinds);
}

void encode(std::string& out, const CompletionOptions& from) {
    Members members(out);
    members.maybe("\"triggerCharacters\":", from.trigger_characters);
}

void encode(std::string& out, const CodeLensOptions& from) {
    Members members(out);
    members.maybe("\"resolveProvider\":", from.resolve_provider);
}

void encode(std::string& out, const DiagnosticOptions& from) {
    Members members(out);
    members.maybe("\"identifier\":", from.identifier);
    members.put("\"interFileDependencies\":", from.inter_file_dependencies);
    members.put("\"workspaceDiagnostics\":", from.workspace_diagnostics);
}

void encode(std::string& out, const WorkspaceFoldersServerCapabilities& from) {
    Members members(out);
    members.maybe("\"supported\":", from.supported);
    members.maybe("\"changeNotifications\":", from.change_notifications);
}

void encode(std::string& out, const WorkspaceServerCapabilities& from) {
    Members members(out);
    members.maybe("\"workspaceFolders\":", from.workspace_folders);
}

void encode(std::string& out, const ServerCapabilities& from) {
    Members members(out);
    members.maybe("\"positionEncoding\":", from.position_encoding);
    members.maybe("\"textDocumentSync\":", from.text_document_sync);
    members.maybe("\"hoverProvider\":", from.hover_provider);
    members.maybe("\"completionProvider\":", from.completion_provider);
    members.maybe("\"codeActionProvider\":", from.code_action_provider);
    members.maybe("\"codeLensProvider\":", from.code_lens_provider);
    members.maybe("\"inlayHintProvider\":", from.inlay_hint_provider);
    members.maybe("\"diagnosticProvider\":", from.diagnostic_provider);
    members.maybe("\"workspace\":", from.workspace);
}

void encode(std::string& out, const ServerInfo& from) {
    Members members(out);
    members.put("\"name\":", from.name);
    members.maybe("\"version\":", from.version);
}

void encode(std::string& out, const InitializeResult& from) {
    Members members(out);
    members.put("\"capabilities\":", from.capabilities);
    members.maybe("\"serverInfo\":", from.server_info);
}

bool decode(const json::value& from, InitializedParams& into, std::string& error) {
    static_cast<void>(into);
    const json::object* members = object_in(from, error);
    return members != nullptr;
}

bool decode(const json::value& from, SetTraceParams& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "value", into.value, error);
}

bool decode(const json::value& from, CancelParams& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "id", into.id, error);
}

void encode(std::string& out, const Registration& from) {
    Members members(out);
    members.put("\"id\":", from.id);
    members.put("\"method\":", from.method);
    members.maybe("\"registerOptions\":", from.register_options);
}

void encode(std::string& out, const RegistrationParams& from) {
    Members members(out);
    members.put("\"registrations\":", from.registrations);
}

bool decode(const json::value& from, TextDocumentItem& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "uri", into.uri, error)
           && required(*members, "languageId", into.language_id, error)
           && tolerated(*members, "version", into.version, error)
           && required(*members, "text", into.text, error);
}

bool decode(const json::value& from, DidOpenTextDocumentParams& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "textDocument", into.text_document, error);
}

bool decode(const json::value& from, TextDocumentContentChangeEvent& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "range", into.range, error)
           && required(*members, "text", into.text, error);
}

bool decode(const json::value& from, DidChangeTextDocumentParams& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "textDocument", into.text_document, error)
           && required(*members, "contentChanges", into.content_changes, error);
}

bool decode(const json::value& from, DidSaveTextDocumentParams& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "textDocument", into.text_document, error);
}

bool decode(const json::value& from, DidCloseTextDocumentParams& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "textDocument", into.text_document, error);
}

bool decode(const json::value& from, DiagnosticSeverity& into, std::string& error) {
    std::uint32_t number = 0;
    return read(from, number, error) && (into = static_cast<DiagnosticSeverity>(number), true);
}

void encode(std::string& out, const DiagnosticSeverity& from) {
    write(out, static_cast<std::uint32_t>(from));
}

bool decode(const json::value& from, CodeDescription& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "href", into.href, error);
}

void encode(std::string& out, const CodeDescription& from) {
    Members members(out);
    members.put("\"href\":", from.href);
}

bool decode(const json::value& from, DiagnosticRelatedInformation& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "location", into.location, error)
           && required(*members, "message", into.message, error);
}

void encode(std::string& out, const DiagnosticRelatedInformation& from) {
    Members members(out);
    members.put("\"location\":", from.location);
    members.put("\"message\":", from.message);
}

bool decode(const json::value& from, Diagnostic& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "range", into.range, error)
           && optional(*members, "severity", into.severity, error)
           && optional(*members, "code", into.code, error)
           && optional(*members, "codeDescription", into.code_description, error)
           && optional(*members, "source", into.source, error)
           && required(*members, "message", into.message, error)
           && optional(*members, "tags", into.tags, error)
           && optional(*members, "relatedInformation", into.related_information, error);
}

void encode(std::string& out, const Diagnostic& from) {
    Members members(out);
    members.put("\"range\":", from.range);
    members.maybe("\"severity\":", from.severity);
    members.maybe("\"code\":", from.code);
    members.maybe("\"codeDescription\":", from.code_description);
    members.maybe("\"source\":", from.source);
    members.put("\"message\":", from.message);
    members.maybe("\"tags\":", from.tags);
    members.maybe("\"relatedInformation\":", from.related_information);
}

void encode(std::string& out, const PublishDiagnosticsParams& from) {
    Members members(out);
    members.put("\"uri\":", from.uri);
    members.maybe("\"version\":", from.version);
    members.put("\"diagnostics\":", from.diagnostics);
}

bool decode(const json::value& from, DocumentDiagnosticParams& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "workDoneToken", into.work_done_token, error)
           && optional(*members, "partialResultToken", into.partial_result_token, error)
           && required(*members, "textDocument", into.text_document, error)
           && optional(*members, "identifier", into.identifier, error)
           && optional(*members, "previousResultId", into.previous_result_id, error);
}

void encode(std::string& out, const FullDocumentDiagnosticReport& from) {
    Members members(out);
    members.put("\"kind\":", std::string_view("full"));
    members.maybe("\"resultId\":", from.result_id);
    members.put("\"items\":", from.items);
}

void encode(std::string& out, const UnchangedDocumentDiagnosticReport& from) {
    Members members(out);
    members.put("\"kind\":", std::string_view("unchanged"));
    members.put("\"resultId\":", from.result_id);
}

bool decode(const json::value& from, HoverParams& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "textDocument", into.text_document, error)
           && required(*members, "position", into.position, error)
           && optional(*members, "workDoneToken", into.work_done_token, error);
}

void encode(std::string& out, const Hover& from) {
    Members members(out);
    members.put("\"contents\":", from.contents);
    members.maybe("\"range\":", from.range);
}

bool decode(const json::value& from, CodeActionTriggerKind& into, std::string& error) {
    std::uint32_t number = 0;
    return read(from, number, error) && (into = static_cast<CodeActionTriggerKind>(number), true);
}

bool decode(const json::value& from, CodeActionContext& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "diagnostics", into.diagnostics, error)
           && optional(*members, "only", into.only, error)
           && optional(*members, "triggerKind", into.trigger_kind, error);
}

bool decode(const json::value& from, CodeActionParams& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "workDoneToken", into.work_done_token, error)
           && optional(*members, "partialResultToken", into.partial_result_token, error)
           && required(*members, "textDocument", into.text_document, error)
           && required(*members, "range", into.range, error)
           && required(*members, "context", into.context, error);
}

void encode(std::string& out, const CodeAction& from) {
    Members members(out);
    members.put("\"title\":", from.title);
    members.maybe("\"kind\":", from.kind);
    members.maybe("\"diagnostics\":", from.diagnostics);
    members.maybe("\"isPreferred\":", from.is_preferred);
    members.maybe("\"edit\":", from.edit);
}

bool decode(const json::value& from, CompletionTriggerKind& into, std::string& error) {
    std::uint32_t number = 0;
    return read(from, number, error) && (into = static_cast<CompletionTriggerKind>(number), true);
}

bool decode(const json::value& from, CompletionContext& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "triggerKind", into.trigger_kind, error);
}

bool decode(const json::value& from, CompletionParams& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "textDocument", into.text_document, error)
           && required(*members, "position", into.position, error)
           && optional(*members, "workDoneToken", into.work_done_token, error)
           && optional(*members, "partialResultToken", into.partial_result_token, error)
           && optional(*members, "context", into.context, error);
}

void encode(std::string& out, const CompletionItemKind& from) {
    write(out, static_cast<std::uint32_t>(from));
}

void encode(std::string& out, const CompletionItemLabelDetails& from) {
    Members members(out);
    members.maybe("\"description\":", from.description);
}

void encode(std::string& out, const CompletionItem& from) {
    Members members(out);
    members.put("\"label\":", from.label);
    members.maybe("\"labelDetails\":", from.label_details);
    members.maybe("\"kind\":", from.kind);
    members.maybe("\"detail\":", from.detail);
    members.maybe("\"documentation\":", from.documentation);
    members.maybe("\"sortText\":", from.sort_text);
    members.maybe("\"textEdit\":", from.text_edit);
}

void encode(std::string& out, const CompletionList& from) {
    Members members(out);
    members.put("\"isIncomplete\":", from.is_incomplete);
    members.put("\"items\":", from.items);
}

void encode(std::string& out, const Command& from) {
    Members members(out);
    members.put("\"title\":", from.title);
    members.put("\"command\":", from.command);
    members.maybe("\"arguments\":", from.arguments);
}

bool decode(const json::value& from, CodeLensParams& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "workDoneToken", into.work_done_token, error)
           && optional(*members, "partialResultToken", into.partial_result_token, error)
           && required(*members, "textDocument", into.text_document, error);
}

void encode(std::string& out, const CodeLens& from) {
    Members members(out);
    members.put("\"range\":", from.range);
    members.maybe("\"command\":", from.command);
}

bool decode(const json::value& from, InlayHintParams& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && optional(*members, "workDoneToken", into.work_done_token, error)
           && required(*members, "textDocument", into.text_document, error)
           && required(*members, "range", into.range, error);
}

void encode(std::string& out, const InlayHint& from) {
    Members members(out);
    members.put("\"position\":", from.position);
    members.put("\"label\":", from.label);
    members.maybe("\"tooltip\":", from.tooltip);
    members.maybe("\"paddingLeft\":", from.padding_left);
}

bool decode(const json::value& from, WorkspaceFoldersChangeEvent& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "added", into.added, error)
           && required(*members, "removed", into.removed, error);
}

bool decode(const json::value& from, DidChangeWorkspaceFoldersParams& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "event", into.event, error);
}

bool decode(const json::value& from, DidChangeConfigurationParams& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "settings", into.settings, error);
}

void encode(std::string& out, const ConfigurationItem& from) {
    Members members(out);
    members.maybe("\"scopeUri\":", from.scope_uri);
    members.maybe("\"section\":", from.section);
}

void encode(std::string& out, const ConfigurationParams& from) {
    Members members(out);
    members.put("\"items\":", from.items);
}

bool decode(const json::value& from, FileEvent& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "uri", into.uri, error);
}

bool decode(const json::value& from, DidChangeWatchedFilesParams& into, std::string& error) {
    const json::object* members = object_in(from, error);
    return members != nullptr
           && required(*members, "changes", into.changes, error);
}

void encode(std::string& out, const MessageType& from) {
    write(out, static_cast<std::uint32_t>(from));
}

void encode(std::string& out, const LogMessageParams& from) {
    Members members(out);
    members.put("\"type\":", from.type);
    members.put("\"message\":", from.message);
}

void encode(std::string& out, const std::optional<Json>& from) {
    write(out, from);
}

void encode(std::string& out, const std::variant<FullDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport>& from) {
    write(out, from);
}

void encode(std::string& out, const std::optional<Hover>& from) {
    write(out, from);
}

void encode(std::string& out, const std::optional<std::vector<CodeAction>>& from) {
    write(out, from);
}

void encode(std::string& out, const std::optional<CompletionList>& from) {
    write(out, from);
}

void encode(std::string& out, const std::optional<std::vector<CodeLens>>& from) {
    write(out, from);
}

void encode(std::string& out, const std::optional<std::vector<InlayHint>>& from) {
    write(out, from);
}

bool decode(const json::value& from, std::vector<Json>& into, std::string& error) {
    return read(from, into, error);
}

} // namespace dockwright::lsp

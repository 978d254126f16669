#pragma once
#include "config/configuration.hpp"
#include "lsp/client.hpp"
#include "lsp/dockwright.gen.hpp"
#include "lsp/feature.hpp"
#include "lsp/open_document.hpp"
#include "lsp/snapshot.hpp"
#include "rpc/router.hpp"
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::lsp {

/// Where coroutines run; defined in async_feature.hpp, so that no other header knows Asio.
struct Loop;

/// One client from its first message to its last: lifecycle, documents, settings. Bodies of
/// messages go in and come out; no bytes, no clock, no process. One thread. Keeps nothing that the
/// open documents and the client could not tell again.
class Session {
public:
    /// What lies around a document on disk.
    struct Around {
        model::Surroundings surroundings;
        std::shared_ptr<const config::Configuration> configuration; ///< null: there is none
    };
    using Found = std::move_only_function<void(Around around)>;

    /// What ShellCheck said of the scripts that it could check, and what was wrong, if a person is to
    /// hear of it.
    using Checked = std::move_only_function<void(model::ShellCheckAnswers answers, std::string wrong)>;

    struct Outside {
        std::move_only_function<void(std::string_view body)> send;
        /// The end: with the exit code that LSP gives. Nothing is received after it.
        std::move_only_function<void(int code)> exit;
        /// Asks to be told (by `ended`) when this process is gone.
        std::move_only_function<void(std::int64_t process)> watch;
        /// Reads what lies around a document, elsewhere, and calls `then` on the loop. May be null.
        /// The document is null for a file that is no Dockerfile.
        std::move_only_function<void(std::string path, std::shared_ptr<const model::Document>, Found then)>
            look_around;
        /// Asks ShellCheck about scripts, elsewhere, and calls `then` on the loop. `must`: it is a
        /// mistake if there is none here. May be null.
        std::move_only_function<void(std::vector<std::string> scripts, bool must, Checked then)> shellcheck;
        std::string version;
        /// Null where no request may wait for the world (in tests).
        Loop* loop = nullptr;
    };

    explicit Session(Outside outside);
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void receive(std::string_view body) { router_.receive(body); }
    /// No message waits: the findings that changed are published, to a client that does not pull; and
    /// to each client what is wrong with configurations that it does not hold open.
    void idle();
    /// The client is gone, without a word or with one.
    void ended(std::string_view why);

    const Client& client() const { return client_; }
    Loop* loop() const { return outside_.loop; }

    // Documents
    OpenDocument* document(std::string_view uri);
    void open(const TextDocumentItem& item);
    void close(std::string_view uri);
    /// Files around the documents have changed on disk.
    void look_around();
    Snapshot snapshot(const OpenDocument& document) const;

    // Workspace
    const Settings& settings() const { return global_.settings; }
    void set_folders(const std::vector<WorkspaceFolder>& added, const std::vector<WorkspaceFolder>& removed);
    /// From a client that sends its settings.
    void take_settings(const Json& settings);
    /// From a client that wants to be asked; does nothing with another.
    void ask_settings();

    void log(MessageType type, std::string_view message);

private:
    struct Configured {
        std::string uri; ///< of a folder, in the client's spelling; empty for what holds elsewhere
        Settings settings;
    };
    struct Entry {
        std::unique_ptr<OpenDocument> document;                     // at one address: snapshots refer to it
        std::shared_ptr<const config::Configuration> configuration; // null until it is read
        std::shared_ptr<const config::Resolved> resolved;           // it and the editor's settings
        std::uint64_t published = 0;                                // the revision
        std::uint64_t compared = 0;        // the revision whose list files are those of `looked_for`
        std::string looked_for;            // what its installations read, when last looked around
        std::uint64_t shells_compared = 0; // the revision whose scripts ShellCheck was asked about
        bool shells_asked = false;         // and has not answered yet
    };
    enum class State : std::uint8_t { fresh, initialized, shut_down };

    void bind_lifecycle();
    std::optional<rpc::Error> refused(std::string_view method) const;
    void initialize(rpc::Call call, const boost::json::value& params);
    void initialized();
    void publish(Entry& entry);
    void publish(const PublishDiagnosticsParams& params);
    void publish_mistakes();
    void apply(Configured& configured, const boost::json::value& value);
    void settings_changed();
    void look_around(std::string_view key, Entry& entry);
    void look_around_where_edited();
    void check_shells();
    void check_shells(std::string_view key, Entry& entry);
    void take_checked(std::string_view key, const std::vector<std::string>& asked,
                      const model::ShellCheckAnswers& answers);
    void take(std::string_view key, Around around);
    void resolve(std::string_view key, Entry& entry) const;
    void refresh();
    const Configured& configured_for(std::string_view key) const;

    Outside outside_;
    rpc::Router router_;
    State state_ = State::fresh;
    Client client_;
    std::map<std::string, Entry, std::less<>> documents_;     // by uri_key
    std::map<std::string, std::vector<Diagnostic>> mistakes_; // as published, by URI
    bool mistakes_may_differ_ = false;
    bool shellcheck_failure_said_ = false;
    Configured global_;
    std::map<std::string, Configured, std::less<>> folders_; // by uri_key
};

} // namespace dockwright::lsp

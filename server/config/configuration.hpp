#pragma once
#include "config/dockwright_file.hpp"
#include "config/own_facts.hpp"
#include "lint/settings.hpp"
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the files, the command line and the editor say together, for one Dockerfile.
namespace dockwright::config {

/// One file of a configuration.
struct Source {
    std::string path;   ///< as it is shown
    std::string folder; ///< absolute, with `/`; what the patterns of `paths` begin at
    std::string text;
    bool hadolint = false; ///< it is hadolint's file
    bool facts = false;    ///< it is one that `knowledge` names: of `file` there are mistakes alone
    DockwrightFile file;

    std::string file_path() const; ///< absolute, with `/`
};

/// The file that was found and those that it builds on. Immutable, shared by all Dockerfiles that it
/// holds for.
struct Configuration {
    std::vector<Source> sources; ///< what others build on comes first, the found file last
    /// Null if no file names any.
    std::shared_ptr<const OwnFacts> facts{};

    bool has_mistakes() const;
    /// Whether all Dockerfiles below get the same.
    bool is_uniform() const;
};

/// Whether both were read from the same texts with the same outcome; null is like null alone.
bool same(const Configuration* a, const Configuration* b);

/// What was said outside of all files.
struct Wishes {
    /// Where no file says it: an editor's setting.
    std::optional<lint::Preset> default_preset;
    std::vector<gpu::Host> default_targets;
    // These win over the files: a command line.
    std::optional<lint::Preset> preset;
    std::vector<std::string> select;
    std::vector<std::string> ignore;
    std::optional<FailLevel> fail_level;
    std::optional<Asking> shellcheck;
    std::vector<gpu::Host> targets;
};

/// Where a value comes from.
struct Origin {
    enum class Kind : std::uint8_t { standard, editor, file, command_line };

    Kind kind = Kind::standard;
    std::size_t source = 0; ///< of a file: which of the configuration's
    Span span;              ///< of a file: in its text
};

/// A value that is in force. Lists have one for each of their elements, in order.
struct InForce {
    std::string key; ///< `preset`, `severity.DL3006`, `stages.build.ignore`
    std::string value;
    Origin origin;
};

/// What holds for one Dockerfile. Its settings refer to the configuration, which it keeps.
class Resolved {
public:
    /// `path` is the Dockerfile's, absolute, with `/`; empty if it lies nowhere.
    Resolved(std::shared_ptr<const Configuration> configuration, std::string_view path, const Wishes& wishes);
    Resolved(const Resolved&) = delete;
    Resolved& operator=(const Resolved&) = delete;

    const lint::Settings& settings() const { return settings_; }
    FailLevel fail_level() const { return fail_level_; }
    Asking shellcheck() const { return shellcheck_; }
    const std::vector<InForce>& in_force() const { return in_force_; }
    /// Null without any file.
    const std::shared_ptr<const Configuration>& configuration() const { return configuration_; }

private:
    std::shared_ptr<const Configuration> configuration_;
    std::vector<std::string_view> registries_;
    std::vector<lint::LabelSchema> labels_;
    lint::Settings settings_;
    FailLevel fail_level_ = lint::Severity::warning;
    Asking shellcheck_ = Asking::automatic;
    std::vector<InForce> in_force_;
};

} // namespace dockwright::config

#include "cli/lint_subject.hpp"
#include "lint/plan_file.hpp"
#include "model/template.hpp"
#include "project/plans/env_file.hpp"
#include "project/plans/other_files.hpp"
#include "project/plans/plan_file.hpp"
#include "project/surroundings.hpp"
#include <filesystem>

namespace dockwright::cli {
namespace {

namespace fs = std::filesystem;

class DockerfileSubject final : public LintSubject {
public:
    DockerfileSubject(const Target& target, const std::string& text, SettingsOf& settings_of)
        : target_(target), settings_of_(settings_of), document_(model::Document::parse(text)) {
        if (target.path == "-") {
            builds_.emplace_back();
        } else {
            builds_ = project::read_builds(target.path, *document_, target.builds, target.only_builds,
                                           &settings_of.folders());
        }
    }

    std::vector<lint::Finding> findings(const std::string& text, const lint::Settings& settings) override {
        read(text);
        std::vector<lint::Finding> out = lint::lint_builds(*document_, settings, builds_);
        // What stands in a file that is linted in this run is said there.
        std::erase_if(out, [&](const lint::Finding& finding) {
            return finding.beside &&
                   settings_of_.lints(fs::path(target_.path).parent_path() / finding.beside->path);
        });
        return out;
    }

    Mended mend(const std::string& text, const lint::Settings& settings, bool unsafe_too) override {
        lint::FixedText fixed = lint::fix_builds(text, settings, unsafe_too, builds_);
        return {.text = std::move(fixed.text), .count = fixed.count};
    }

    void ask(const std::string& text, ShellChecks& checks) override {
        read(text);
        const model::Document* const document = document_.get();
        checks.ask({&document, 1}, 1);
        for (model::Surroundings& build : builds_) {
            build.shellcheck = checks.answers(*document);
        }
    }

    bool is_template() const override { return model::is_template(*document_); }
    bool is_fragment() const override { return model::is_fragment(*document_); }

    std::uint32_t broken_line(const std::string& /*text*/) override { return 0; }

private:
    void read(const std::string& text) {
        if (text != document_->text()) {
            document_ = model::Document::parse(text);
        }
    }

    const Target& target_;
    SettingsOf& settings_of_;
    std::shared_ptr<const model::Document> document_;
    std::vector<model::Surroundings> builds_;
};

class PlanFileSubject final : public LintSubject {
public:
    PlanFileSubject(const Target& target, model::RunPlan::Kind kind)
        : target_(target), kind_(kind),
          variables_(project::env_file_in(fs::path(target.path).parent_path())) {}

    std::vector<lint::Finding> findings(const std::string& text, const lint::Settings& settings) override {
        const model::PlanFile file = read(text);
        return lint::lint_plan_file(text, file, settings, around(file));
    }

    Mended mend(const std::string& text, const lint::Settings& settings, bool unsafe_too) override {
        const model::PlanFile file = read(text);
        const lint::FixedPlanFile fixed = lint::fix_plan_file(text, file, settings, unsafe_too, around(file));
        return {.text = dockwright::apply(text, fixed.edits), .count = fixed.count};
    }

    /// It is not asked about what stands in strings of YAML and JSON.
    void ask(const std::string& /*text*/, ShellChecks& /*checks*/) override {}

    bool is_template() const override { return false; }
    bool is_fragment() const override { return false; }

    std::uint32_t broken_line(const std::string& text) override { return read(text).broken_line; }

private:
    model::PlanFile read(const std::string& text) const {
        return project::read_plan_file(text, target_.path, kind_, project::lookup_in(variables_),
                                       project::other_files(target_.path))
            .file;
    }

    std::vector<model::Surroundings> around(const model::PlanFile& file) const {
        std::vector<model::Surroundings> out;
        for (const model::InlineDockerfile& one : file.inlines) {
            const bool known = !one.context.empty() && !one.context.contains('\0');
            out.push_back(known ? project::read_context(fs::path(target_.path).parent_path() / one.context,
                                                        *model::Document::parse(one.text.text()))
                                : model::Surroundings{});
        }
        return out;
    }

    const Target& target_;
    model::RunPlan::Kind kind_;
    project::Pairs variables_;
};

} // namespace

std::unique_ptr<LintSubject> lint_subject(const Target& target, const std::string& text,
                                          SettingsOf& settings_of) {
    if (target.plan_kind) {
        return std::make_unique<PlanFileSubject>(target, *target.plan_kind);
    }
    return std::make_unique<DockerfileSubject>(target, text, settings_of);
}

} // namespace dockwright::cli

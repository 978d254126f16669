#include "cli/gpu/check.hpp"
#include "actions/known_images.hpp"
#include "actions/now.hpp"
#include "base/message.hpp"
#include "cli/gpu/facts.hpp"
#include "cli/mistakes_text.hpp"
#include "lint/gpu_facts.hpp"
#include "project/configuration.hpp"
#include <algorithm>
#include <filesystem>
#include <set>

namespace dockwright::cli {
namespace {

bool fails(gpu::Verdict verdict) {
    return verdict == gpu::Verdict::fails || verdict == gpu::Verdict::build_fails;
}

class Check {
public:
    explicit Check(const CheckOptions& options) : options_(options) {}

    ExitCode run() {
        std::string out;
        for (const std::string& subject : options_.subjects) {
            const std::size_t before = out.size();
            if (const auto problem = one(subject, out)) {
                out.resize(before);
                say(*problem);
                code_ = ExitCode::failed;
            }
        }
        if (options_.json) {
            out = "[" + out + "]\n";
        }
        return write_output(out) ? code_ : ExitCode::failed;
    }

private:
    std::optional<Problem> one(const std::string& word, std::string& out) {
        std::error_code ec;
        if (!options_.context.empty() && !std::filesystem::is_directory(options_.context, ec)) {
            return Problem{"file-unreadable", message("There is no folder '{}'", {options_.context}),
                           "Name the one that docker build is given"};
        }
        auto subject = read_subject(word, options_.context, options_.arguments);
        if (!subject) {
            return subject.error();
        }
        const config::Resolved resolved(configuration_of(*subject),
                                        project::path_for_patterns(subject->is_image ? "" : word), {});
        say_mistakes(resolved);
        config::OwnFacts facts(lint::knowledge_of(resolved.settings()));
        if (auto problem = add_facts(facts, options_.knowledge)) {
            return problem;
        }
        auto hosts = machines_of(options_.machines, resolved.settings().targets);
        const auto stage = find_stage(*subject, options_.stage);
        if (!hosts || !stage) {
            return hosts ? stage.error() : hosts.error();
        }
        if (options_.machines.empty()) {
            hosts = resolved.settings().targets;
        }
        if (auto problem = ask_engine(*subject)) {
            return problem;
        }
        judge(*subject, *stage, *hosts, facts.all(), out);
        return std::nullopt;
    }

    std::optional<Problem> ask_engine(Subject& subject) const {
        if (!options_.engine) {
            return std::nullopt;
        }
        auto images = actions::known_images_now({}, *options_.engine, actions::images_of(*subject.document));
        if (!images) {
            return images.error();
        }
        subject.surroundings.images = std::move(*images);
        return std::nullopt;
    }

    /// Of an image, that of the working folder.
    std::shared_ptr<const config::Configuration> configuration_of(const Subject& subject) const {
        if (options_.isolated) {
            return nullptr;
        }
        if (!options_.configuration.empty()) {
            return project::read_configuration(options_.configuration);
        }
        const bool is_file = !subject.is_image && subject.name != "-";
        return project::find_configuration(is_file ? subject.name : "Dockerfile").configuration;
    }

    void say_mistakes(const config::Resolved& resolved) {
        const auto& configuration = resolved.configuration();
        if (!configuration || !configuration->has_mistakes()) {
            return;
        }
        code_ = ExitCode::failed;
        std::string text = mistakes_text(*configuration);
        if (said_.insert(text).second) {
            write_error(text);
        }
    }

    void judge(const Subject& subject, std::optional<std::uint32_t> stage, std::span<const gpu::Host> hosts,
               const knowledge::Knowledge& knowledge, std::string& out) {
        gpu::Question question{.document = *subject.document,
                               .surroundings = subject.surroundings,
                               .knowledge = knowledge,
                               .stage = stage};
        const std::vector<gpu::ImageState> states =
            gpu::image_states(question.document, question.surroundings, knowledge);
        const auto last = static_cast<std::uint32_t>(states.size() - 1);
        Checked checked{.subject = subject, .image = states[stage.value_or(last)]};
        const auto on = [&](const gpu::Host* host) {
            question.host = host;
            CheckedHost one{.host = host, .judgement = gpu::judge(question, states)};
            one.repairs = gpu::repairs(question, one.judgement);
            if (fails(one.judgement.verdict)) {
                code_ = graver(code_, ExitCode::findings);
            }
            checked.hosts.push_back(std::move(one));
        };
        std::ranges::for_each(hosts, [&](const gpu::Host& host) { on(&host); });
        if (hosts.empty()) {
            on(nullptr);
        }
        if (hosts.size() > 1 && std::ranges::any_of(checked.hosts, [](const CheckedHost& one) {
                return fails(one.judgement.verdict);
            })) {
            checked.for_all = gpu::repairs_for_all(question, hosts);
        }
        if (options_.json) {
            out += out.empty() ? "" : ",\n";
            append_json(out, checked);
        } else {
            out += out.empty() ? "" : "\n";
            append_text(out, checked, options_.color);
        }
    }

    const CheckOptions& options_;
    ExitCode code_ = ExitCode::nothing;
    std::set<std::string> said_;
};

} // namespace

ExitCode check(const CheckOptions& options) {
    return Check(options).run();
}

} // namespace dockwright::cli

#include "cli/new/new_dockerfile.hpp"
#include "base/message.hpp"
#include "cli/gpu/facts.hpp"
#include "cli/gpu/suggest.hpp"
#include "cli/new/new_files.hpp"
#include "cli/new/package_file.hpp"
#include "gpu/host_text.hpp"
#include "gpu/judge.hpp"
#include "knowledge/queries.hpp"
#include "lint/gpu_facts.hpp"
#include "model/requirements.hpp"
#include "project/configuration.hpp"
#include "project/surroundings.hpp"
#include <algorithm>

namespace dockwright::cli {
namespace {

/// The worst of all machines. Reasons point into what was judged.
struct Proof {
    std::shared_ptr<const model::Document> document;
    std::shared_ptr<const model::Surroundings> around;
    gpu::Verdict verdict = gpu::Verdict::runs;
    std::vector<gpu::Reason> reasons;
};

bool fails(gpu::Verdict verdict) {
    return verdict == gpu::Verdict::fails || verdict == gpu::Verdict::build_fails;
}

class Maker {
public:
    Maker(const NewOptions& options, const knowledge::Knowledge& facts, std::vector<gpu::Host> hosts,
          PackageFile list)
        : options_(options), facts_(facts), hosts_(std::move(hosts)), list_(std::move(list)) {}

    ExitCode make() {
        if (const auto problem = choose()) {
            say(*problem);
            return ExitCode::failed;
        }
        if (nothing_fits_) {
            return ExitCode::findings;
        }
        wish_.kind = options_.kind;
        wish_.machine = hosts_.empty() ? "" : hosts_text(hosts_);
        wish_.list = list_.name;
        wish_.is_conda = list_.is_conda;
        wish_.conda_cuda_guessed =
            std::ranges::none_of(hosts_, [](const gpu::Host& host) { return host.driver.known(); });
        dockerfile_ = gpu::dockerfile(wish_);
        Proof proof = prove("");
        if (fails(proof.verdict) && !list_.is_there()) { // what was built for NumPy 1 needs it
            numpy_ = "<2";
            proof = prove(numpy_);
        }
        say_reasons(proof);
        if (options_.to_output) {
            const bool written = write_output(dockerfile_);
            return !written               ? ExitCode::failed
                   : fails(proof.verdict) ? ExitCode::findings
                                          : ExitCode::nothing;
        }
        return fails(proof.verdict) ? ExitCode::findings : write();
    }

private:
    /// Versions for what is asked for.
    std::optional<Problem> choose() {
        std::string framework = options_.framework.empty() ? list_.framework : options_.framework;
        const std::string python = options_.python.empty() ? list_.python : options_.python;
        const bool none = framework == "none" || framework.empty();
        wish_.uses_gpu = !none;
        auto wish = wish_of(none ? "torch" : framework, python, facts_);
        if (!wish) {
            return wish.error();
        }
        if (none) {
            knowledge::Pythons all = 0;
            for (const knowledge::PythonRelease& release : facts_.pythons) {
                all |= release.version.major() == 3 ? 1U << release.version.minor() : 0U;
            }
            wish_.python = wish->python.known() ? wish->python : gpu::settled_python(all, facts_);
            return std::nullopt;
        }
        const bool listed = wish->framework == knowledge::normalized(list_.framework);
        if (listed && !options_.framework.empty() && !list_.versions.empty()) {
            wish->specifier += (wish->specifier.empty() ? "" : ",") + list_.versions;
        } else if (listed && wish->specifier.empty()) {
            wish->specifier = list_.versions;
        }
        const gpu::Suggested suggested = gpu::suggest(*wish, hosts_, facts_);
        if (list_.is_conda && listed) { // conda chooses it
            wish_.conda_cuda = conda_cuda(suggested);
            return std::nullopt;
        }
        wish_.set = suggested.best;
        wish_.conda_cuda = conda_cuda(suggested);
        if (!suggested.best) {
            nothing_fits_ = true;
            write_error(suggestion_text(suggested, *wish, hosts_, false));
        }
        return std::nullopt;
    }

    /// What the oldest driver carries; without one, what the newest build is for.
    knowledge::Version conda_cuda(const gpu::Suggested& suggested) const {
        knowledge::Version driver;
        for (const gpu::Host& host : hosts_) {
            if (host.driver.known() && (!driver.known() || host.driver < driver)) {
                driver = host.driver;
            }
        }
        if (driver.known()) {
            return knowledge::cuda_of_driver(facts_, driver);
        }
        return suggested.best ? suggested.best->cuda : knowledge::Version();
    }

    Proof prove(std::string_view numpy) const {
        const auto document = model::Document::parse(dockerfile_);
        const auto around = std::make_shared<model::Surroundings>(
            project::read_surroundings(in_folder("Dockerfile"), *document, options_.folder));
        if (!list_.is_there()) {
            around->lists = {
                model::read_requirements(gpu::requirements(options_.kind, numpy), "requirements.txt")};
        }
        gpu::Question question{.document = *document, .surroundings = *around, .knowledge = facts_};
        Proof out{.document = document, .around = around};
        const auto on = [&](const gpu::Host* host) {
            question.host = host;
            gpu::Judgement judgement = gpu::judge(question);
            if (judgement.verdict > out.verdict) {
                out.verdict = judgement.verdict;
                out.reasons = std::move(judgement.reasons);
            }
        };
        std::ranges::for_each(hosts_, [&](const gpu::Host& host) { on(&host); });
        if (hosts_.empty()) {
            on(nullptr);
        }
        return out;
    }

    void say_reasons(const Proof& proof) const {
        if (proof.verdict == gpu::Verdict::runs) {
            return;
        }
        write_error(message("{}:\n", {gpu::name(proof.verdict)}));
        for (const gpu::Reason& reason : proof.reasons) {
            if (reason.weight == gpu::Weight::note) {
                continue;
            }
            const std::string place =
                reason.place.file.empty()
                    ? ""
                    : message("{}:{}: ", {reason.place.file, std::to_string(reason.place.line)});
            write_error("  " + printable(place + reason.message) + "\n");
        }
    }

    std::string in_folder(std::string_view name) const {
        return options_.folder == "."
                   ? std::string(name)
                   : options_.folder + (options_.folder.ends_with('/') ? "" : "/") + std::string(name);
    }

    ExitCode write() const {
        std::vector<NewFile> files;
        if (!list_.is_there()) {
            files.push_back({in_folder("requirements.txt"), gpu::requirements(options_.kind, numpy_)});
        }
        if (!is_file(in_folder(".dockerignore"))) {
            files.push_back({in_folder(".dockerignore"), std::string(gpu::dockerignore())});
        }
        files.push_back({in_folder("Dockerfile"), dockerfile_, options_.force});
        if (const auto problem = write_new_files(files)) {
            say(*problem);
            return ExitCode::failed;
        }
        std::string out;
        for (const NewFile& file : files) {
            out += "wrote " + printable(file.path) + "\n";
        }
        out += message("Its first lines say how to build and run it. 'dockwright gpu check {}' judges it.\n",
                       {printable(in_folder("Dockerfile"))});
        return write_output(out) ? ExitCode::nothing : ExitCode::failed;
    }

    const NewOptions& options_;
    const knowledge::Knowledge& facts_;
    std::vector<gpu::Host> hosts_;
    PackageFile list_;
    gpu::TemplateWish wish_;
    std::string dockerfile_;
    std::string numpy_;
    bool nothing_fits_ = false;
};

} // namespace

ExitCode make_new(const NewOptions& options) {
    const auto configuration = project::find_configuration(options.folder + "/Dockerfile").configuration;
    const config::Resolved resolved(configuration, "", {});
    config::OwnFacts facts(lint::knowledge_of(resolved.settings()));
    if (const auto problem = add_facts(facts, options.knowledge)) {
        say(*problem);
        return ExitCode::failed;
    }
    auto hosts = machines_of(options.machines, resolved.settings().targets);
    auto list = find_package_file(options.folder, options.list);
    if (!hosts || !list) {
        say(hosts ? list.error() : hosts.error());
        return ExitCode::failed;
    }
    if (options.machines.empty()) {
        hosts = resolved.settings().targets;
    }
    return Maker(options, facts.all(), std::move(*hosts), std::move(*list)).make();
}

} // namespace dockwright::cli

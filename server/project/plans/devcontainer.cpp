#include "base/ascii.hpp"
#include "project/plans/planned.hpp"
#include "project/plans/values.hpp"
#include <algorithm>

namespace dockwright::project {
namespace {

using model::RunPlan;
using Mistake = RunPlan::GpuMistake::Kind;

/// `${localEnv:NAME:default}` by its default. Nothing: another variable is in it.
std::optional<std::string> with_defaults(std::string_view text) {
    std::string out;
    for (std::size_t at = text.find("${"); at != std::string_view::npos; at = text.find("${")) {
        out.append(text.substr(0, at));
        const std::size_t close = text.find('}', at);
        const std::string_view inside =
            close == std::string_view::npos ? std::string_view{} : text.substr(at + 2, close - at - 2);
        const std::size_t name = inside.find(':');
        const std::size_t value = name == std::string_view::npos ? name : inside.find(':', name + 1);
        if (value == std::string_view::npos || inside.substr(0, name) != "localEnv") {
            return std::nullopt;
        }
        out.append(inside.substr(value + 1));
        text.remove_prefix(close + 1);
    }
    return out.append(text);
}

Pairs read_table(const Tree* table) {
    Pairs out;
    for (std::size_t i = 0; table != nullptr && i < table->keys.size(); ++i) {
        const Tree& item = table->items[i];
        if (const auto value = item.is_text() ? with_defaults(item.text) : std::nullopt) {
            out.emplace_back(table->keys[i], *value);
        }
    }
    return out;
}

/// One of the options that `docker run` is given, as `--name=value` or in two words.
struct Option {
    std::string_view name;
    std::string_view value;
    std::uint32_t line = 0;
};

std::vector<Option> options_of(const std::vector<const Tree*>& words) {
    std::vector<Option> out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i]->text;
        if (!word.starts_with('-')) {
            continue;
        }
        const std::size_t equals = word.find('=');
        const bool joined = equals != std::string_view::npos && word.find(' ') > equals;
        const bool has_next = !joined && i + 1 < words.size() && !words[i + 1]->text.starts_with('-');
        out.push_back({.name = word.substr(0, joined ? equals : word.size()),
                       .value = joined     ? word.substr(equals + 1)
                                : has_next ? std::string_view(words[i + 1]->text)
                                           : std::string_view{},
                       .line = has_next ? words[i + 1]->line : words[i]->line});
    }
    return out;
}

void read_gpu_option(RunPlan& plan, const Option& option) {
    plan.asks_for_gpu = true;
    const bool quoted = option.value.starts_with('"') || option.value.contains("\"device");
    if (option.value.contains("device=") && option.value.contains(',') && !quoted) {
        add_mistake(plan, Mistake::unquoted_devices, option.line);
    }
}

void read_run_arguments(RunPlan& plan, const std::vector<const Tree*>& words) {
    for (const Option& option : options_of(words)) {
        if (option.name == "--gpus") {
            read_gpu_option(plan, option);
        } else if (option.name.starts_with("--gpus ")) {
            plan.asks_for_gpu = true;
            add_mistake(plan, Mistake::joined_argument, option.line);
        } else if (option.name == "--runtime") {
            plan.runtime = option.value;
            plan.asks_for_gpu = plan.asks_for_gpu || option.value == "nvidia";
        } else if (option.name == "--device") {
            plan.asks_for_gpu = plan.asks_for_gpu || option.value.contains(".com/gpu=") ||
                                option.value.starts_with("/dev/nvidia") ||
                                option.value.starts_with("/dev/kfd");
        } else if (option.name == "--shm-size") {
            plan.shm_size = read_bytes(option.value);
        } else if (option.name == "--ipc") {
            plan.host_ipc = option.value == "host";
        } else if (option.name == "--platform") {
            plan.platform = option.value;
        } else if (option.name == "-e" || option.name == "--env") {
            const std::size_t equals = option.value.find('=');
            const auto value = equals == std::string_view::npos
                                   ? std::nullopt
                                   : with_defaults(option.value.substr(equals + 1));
            if (value) {
                plan.environment.emplace_back(option.value.substr(0, equals), *value);
            }
        }
    }
}

bool wants_gpu(const Tree* gpu) {
    return gpu != nullptr &&
           (gpu->is_true() || gpu->is_table() || (gpu->is_text() && gpu->text == "optional"));
}

} // namespace

Devcontainer read_devcontainer(std::string_view text) {
    const Tree root = read_json(text).root;
    const Tree* build = root.find("build");
    Devcontainer out{.planned = {.plan = {.kind = RunPlan::Kind::devcontainer,
                                          .name = std::string(root.text_of("name")),
                                          .line = 1}}};
    RunPlan& plan = out.planned.plan;
    const auto read = [&](const Tree* from, std::string_view key) {
        return from != nullptr ? with_defaults(from->text_of(key)).value_or("") : std::string();
    };
    const std::string modern = read(build, "dockerfile");
    out.planned.dockerfile = modern.empty() ? read(&root, "dockerFile") : modern;
    out.planned.context = modern.empty() ? read(&root, "context") : read(build, "context");
    plan.stage = read(build, "target");
    plan.build_arguments = read_table(build != nullptr ? build->find("args") : nullptr);
    plan.environment = read_table(root.find("containerEnv"));
    for (const Tree* file : root.list_of("dockerComposeFile")) {
        out.compose_files.push_back(file->text);
    }
    out.with_compose = root.find("dockerComposeFile") != nullptr;
    out.service = root.text_of("service");
    if (!out.with_compose) { // it has no effect there
        read_run_arguments(plan, root.list_of("runArgs"));
    }
    const Tree* gpu = root.find({"hostRequirements", "gpu"});
    plan.asks_for_gpu = plan.asks_for_gpu || wants_gpu(gpu);
    if (out.with_compose && gpu != nullptr && gpu->is_text() && gpu->text == "optional") {
        add_mistake(plan, Mistake::optional_with_compose, gpu->line);
    }
    return out;
}

} // namespace dockwright::project

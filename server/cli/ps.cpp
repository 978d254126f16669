#include "cli/ps.hpp"
#include "base/message.hpp"
#include "cli/columns.hpp"
#include "cli/engine_json.hpp"
#include "cli/figures.hpp"
#include "cli/with_engine.hpp"
#include "engine/objects_json.gen.hpp"
#include <algorithm>
#include <chrono>
#include <map>

namespace dockwright::cli {
namespace {

namespace asio = boost::asio;
using actions::PsList;
using actions::PsOfEngine;
using actions::PsRow;

/// Of a table's cell; whole texts are in the JSON.
constexpr std::size_t longest_cell = 40;

template <typename Values>
std::string json(const Values& values) {
    std::string out = "[";
    for (const auto& value : values) {
        out += out.size() > 1 ? ",\n " : "";
        encode(out, listed(value));
    }
    return out + "]\n";
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) {
        out += (out.empty() ? "" : ", ") + printable(word);
    }
    return out;
}

/// `4.9 GiB on GPU 0 (77 %)`.
std::string held_text(const PsRow& row) {
    struct OfGpu {
        std::uint64_t bytes = 0;
        bool known = true;
        std::optional<unsigned> utilization;
    };
    std::map<std::string, OfGpu> by_gpu;
    for (const actions::HeldMemory& held : row.held) {
        OfGpu& gpu = by_gpu[held.gpu ? std::to_string(*held.gpu) : printable(held.uuid.substr(0, 12))];
        gpu.bytes += held.bytes.value_or(0);
        gpu.known = gpu.known && held.bytes.has_value();
        gpu.utilization = held.utilization;
    }
    std::string out;
    for (const auto& [name, gpu] : by_gpu) {
        out += out.empty() ? "" : ", ";
        out += message("{} on GPU {}", {gpu.known ? memory_text(gpu.bytes) : "memory", name});
        out += gpu.utilization ? message(" ({} %)", {std::to_string(*gpu.utilization)}) : "";
    }
    return out.empty() ? "-" : out;
}

/// UUIDs that are known by number read as people say them: GPU 0.
std::string by_number(std::string text, const std::vector<host::GpuLoad>& loads) {
    for (const host::GpuLoad& load : loads) {
        const std::size_t at = load.uuid.empty() ? std::string::npos : text.find(load.uuid);
        if (at != std::string::npos) {
            text.replace(at, load.uuid.size(), "GPU " + std::to_string(load.index));
        }
    }
    return text;
}

Row cells_of(const PsRow& row, const std::vector<host::GpuLoad>& loads, bool with_figures, std::int64_t now) {
    Row cells{row.row.short_id, printable(row.row.name), shortened(printable(row.row.image), longest_cell),
              shortened(by_number(gpu_words(row.row.gpu), loads), longest_cell)};
    if (with_figures) {
        cells.push_back(held_text(row));
    }
    const std::string ports = joined(port_texts(row.ports));
    cells.push_back(shortened(actions::owner_words(row.owner), longest_cell));
    cells.push_back(ports.empty() ? "-" : shortened(ports, longest_cell));
    cells.push_back(row.created > 0 ? age_text(now - row.created) : "-");
    cells.push_back(printable(row.row.status.empty() ? row.row.state : row.row.status));
    return cells;
}

std::int64_t seconds_now() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

actions::PsOptions options_of(const PsOptions& options) {
    return {.all = options.all,
            .gpu_only = options.gpu_only,
            .gpus_anyway = options.all_hosts,
            .home = options.engine.environment.home};
}

std::string none_text(const PsList& list, const PsOptions& options) {
    const std::string_view what = options.gpu_only ? "GPU containers" : "containers";
    return options.all ? message("no {} at {}\n", {what, list.engine})
                       : message("no {} run at {}; to see the others too: dockwright ps --all\n",
                                 {what, list.engine});
}

void warn(const PsList& list, const Streams& streams) {
    if (list.load.problem) {
        fail(*list.load.problem, streams); // said; the list is none the worse
    }
}

asio::awaitable<actions::Answer<std::vector<PsOfEngine>>>
all(std::vector<actions::NamedEngine> engines, engine::Environment environment, actions::PsOptions options,
    std::chrono::milliseconds limit, std::function<void(const PsOfEngine&)> on_answer) {
    co_return co_await actions::ps_of_all(std::move(engines), std::move(environment), std::move(options),
                                          limit, std::move(on_answer));
}

/// An engine's heading, its GPUs and its containers, or in one line why there are none.
void print_engine(const PsOfEngine& engine, const PsOptions& options, const Streams& streams) {
    const std::string place = engine.engine.host.empty() ? "" : "  " + printable(engine.engine.host);
    std::string out = printable(engine.engine.name) + place + "\n";
    if (!engine.list) {
        const Problem& problem = engine.list.error();
        out += "  " + problem.message + "." +
               (problem.next_step.empty() ? "" : " " + problem.next_step + ".") + "\n\n";
        print(streams.out, out);
        return;
    }
    out += gpu_lines(engine.list->load.gpus, engine.list->load.loads);
    if (const auto& problem = engine.list->load.problem) {
        out += problem->message + ". " + problem->next_step + ".\n";
    }
    out +=
        engine.list->rows.empty() ? none_text(*engine.list, options) : ps_table(*engine.list, seconds_now());
    print(streams.out, out + "\n");
    std::fflush(streams.out);
}

int ps_all_hosts(const PsOptions& options, const Streams& streams) {
    const engine::Environment& environment = options.engine.environment;
    actions::NamedEngines named = actions::named_engines(environment);
    for (const std::string& mistake : named.mistakes) {
        print(streams.err, "dockwright: machines.yaml: " + printable(mistake) + "\n");
    }
    std::function<void(const PsOfEngine&)> on_answer;
    if (!options.engine.json) {
        on_answer = [&](const PsOfEngine& engine) { print_engine(engine, options, streams); };
    }
    const auto answers = actions::run_blocking<std::vector<PsOfEngine>>([&] {
        return all(std::move(named.engines), environment, options_of(options), options.limit, on_answer);
    });
    if (!answers) {
        return fail(answers.error(), streams);
    }
    if (options.engine.json) {
        print(streams.out, json(*answers));
    }
    const bool any = answers->empty() || std::ranges::any_of(*answers, [](const PsOfEngine& engine) {
                         return engine.list.has_value();
                     });
    return any ? 0 : 2;
}

} // namespace

std::string gpu_lines(const std::vector<host::Gpu>& gpus, const std::vector<host::GpuLoad>& loads) {
    std::vector<Row> rows;
    for (const host::GpuLoad& load : loads) {
        const auto gpu = std::ranges::find(gpus, load.uuid, &host::Gpu::uuid);
        rows.push_back({"  GPU " + std::to_string(load.index), gpu == gpus.end() ? "" : printable(gpu->name),
                        load.utilization ? std::to_string(*load.utilization) + " %" : "",
                        load.memory_used && load.memory_total
                            ? memory_of_text(*load.memory_used, *load.memory_total)
                            : "",
                        load.temperature ? std::to_string(*load.temperature) + " °C" : ""});
    }
    return rows.empty() ? "" : columns_text(rows);
}

std::string ps_table(const PsList& list, std::int64_t now) {
    const bool with_figures = list.load.answered;
    Row head{"CONTAINER ID", "NAME", "IMAGE", "GPUS"};
    if (with_figures) {
        head.emplace_back("GPU MEMORY HELD");
    }
    head.insert(head.end(), {"OWNER", "PORTS", "AGE", "STATE"});
    std::vector<Row> rows{std::move(head)};
    for (const PsRow& row : list.rows) {
        rows.push_back(cells_of(row, list.load.loads, with_figures, now));
    }
    return columns_text(rows);
}

int ps(const PsOptions& options, const Streams& streams) {
    if (options.all_hosts) {
        return ps_all_hosts(options, streams);
    }
    const auto list = with_engine<PsList>(options.engine, [&](std::shared_ptr<engine::Client> client) {
        return actions::ps(std::move(client), options_of(options));
    });
    if (!list) {
        return fail(list.error(), streams);
    }
    if (options.engine.json) {
        print(streams.out, json(list->rows));
    } else if (list->rows.empty()) {
        print(streams.err, none_text(*list, options));
    } else {
        print(streams.out, ps_table(*list, seconds_now()));
    }
    warn(*list, streams);
    return 0;
}

} // namespace dockwright::cli

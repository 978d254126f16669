#include "base/message.hpp"
#include "cli/gpu/host_json.hpp"
#include "cli/gpu/suggest.hpp"
#include "cli/json_object.hpp"
#include "gpu/host_text.hpp"
#include <algorithm>

namespace dockwright::cli {
namespace {

void append_fact(JsonObject& object, const knowledge::Fact& fact) {
    object.text("source", fact.source);
    object.text("confidence", knowledge::name(fact.confidence));
}

void append_set(std::string& out, const gpu::Suggestion& set) {
    JsonObject object(out);
    object.text("framework", set.framework);
    object.text("version", to_string(set.version));
    object.text_if_known("variant", set.variant);
    object.text("cuda", to_string(set.cuda));
    object.text_if_known("python", set.python.known() ? to_string(set.python) : std::string());
    object.text("runtime", set.base);
    object.text_if_known("devel", set.devel);
    object.text_if_known("ended", set.ended);
    object.array("install", set.install,
                 [](std::string& to, const std::string& command) { json_text::append(to, command); });
    object.text("verdict", gpu::name(set.verdict));
    object.text_if_known("caveat", set.caveat);
    append_fact(object, set.fact);
}

void append_set(JsonObject& object, std::string_view name, const std::optional<gpu::Suggestion>& set) {
    if (set) {
        append_set(object.member(name), *set);
    } else {
        object.word(name, "null");
    }
}

/// "torch 2.14.1 with CUDA 12.6 and Python 3.13".
std::string versions(const gpu::Suggestion& set) {
    std::string out = set.framework + " " + to_string(set.version) + " with CUDA " + to_string(set.cuda);
    return out + (set.python.known() ? " and Python " + to_string(set.python) : "");
}

void append_set_text(std::string& out, const gpu::Suggestion& set) {
    out += "    FROM " + set.base + "\n";
    for (const std::string& command : set.install) {
        out += "    RUN " + command + "\n";
    }
    if (!set.ended.empty()) {
        out += message("  nothing new comes for this image since {}, no fixes of security either\n",
                       {set.ended});
    }
    if (!set.devel.empty() && set.devel != set.base) {
        out += "  to compile CUDA code, in a build stage of its own:\n    FROM " + set.devel + "\n";
    }
}

} // namespace

std::string hosts_text(std::span<const gpu::Host> hosts) {
    std::string out;
    for (const gpu::Host& host : hosts) {
        out += (out.empty() ? "" : &host == &hosts.back() ? " and on " : ", ") + gpu::describe(host);
    }
    return out.empty() ? "a machine of which nothing is said" : out;
}

std::string suggestion_json(const gpu::Suggested& suggested, std::span<const gpu::Host> hosts) {
    std::string out;
    {
        JsonObject object(out);
        object.array("hosts", hosts, [](std::string& to, const gpu::Host& host) { append_json(to, host); });
        append_set(object, "suggestion", suggested.best);
        append_set(object, "newer", suggested.newer);
        object.array("passedOver", suggested.passed_over, [](std::string& to, const gpu::PassedOver& one) {
            JsonObject each(to);
            each.text("what", one.what);
            each.text("why", one.why);
            each.text("cause", gpu::name(one.cause));
            append_fact(each, one.fact);
        });
    }
    return out + "\n";
}

std::string suggestion_text(const gpu::Suggested& suggested, const gpu::Wish& wish,
                            std::span<const gpu::Host> hosts, bool color) {
    const auto painted = [&](std::string_view paint, std::string_view text) {
        return color ? std::string(paint) + std::string(text) + "\033[0m" : std::string(text);
    };
    std::string out;
    if (suggested.best) {
        const bool caveat = !suggested.best->caveat.empty();
        out += painted(caveat ? "\033[1;33m" : "\033[1;32m", caveat ? "runs-with-caveat" : "runs");
        out += "  " + printable(versions(*suggested.best) + ", on " + hosts_text(hosts)) + "\n";
        out += caveat ? "  " + printable(suggested.best->caveat) + "\n" : "";
        append_set_text(out, *suggested.best);
    } else {
        out += painted("\033[1;31m", "nothing") + "  " +
               printable(message("of {}{} is known to run on {}",
                                 {wish.framework, wish.specifier, hosts_text(hosts)})) +
               "\n";
    }
    if (suggested.newer) {
        out += "newer, with a caveat: " + printable(versions(*suggested.newer)) + "\n  " +
               printable(suggested.newer->caveat) + "\n";
        append_set_text(out, *suggested.newer);
    }
    if (!suggested.passed_over.empty()) {
        out += suggested.best ? "passed over:\n" : "why not:\n";
    }
    constexpr std::size_t most_lines = 10;
    const std::size_t count = suggested.passed_over.size();
    for (const gpu::PassedOver& one : std::span(suggested.passed_over).first(std::min(count, most_lines))) {
        out += "  " + printable(one.what + ": " + one.why) +
               painted("\033[2m", message(" [{}]", {gpu::name(one.cause)})) + "\n";
    }
    if (count > most_lines) {
        out += message("  … and {} more; --format json has all\n", {std::to_string(count - most_lines)});
    }
    return out;
}

} // namespace dockwright::cli

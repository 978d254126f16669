#include "base/line_index.hpp"
#include "cli/gpu/check.hpp"
#include "cli/gpu/host_json.hpp"
#include "cli/json_object.hpp"
#include "gpu/image/provides.hpp"

namespace dockwright::cli {
namespace {

void append_place(JsonObject& object, const LineIndex& lines, Span span) {
    const Position begin = lines.position(span.begin);
    const Position end = lines.position(span.end);
    object.number("line", begin.line + 1);
    object.number("column", begin.column + 1);
    object.number("endLine", end.line + 1);
    object.number("endColumn", end.column + 1);
}

constexpr std::string_view weight_names[] = {"note", "caveat", "unknown", "fails", "build-fails"};

void append_reason(std::string& out, const LineIndex& lines, const gpu::Reason& reason) {
    JsonObject object(out);
    object.text("cause", gpu::name(reason.cause));
    object.text("weight", weight_names[static_cast<std::size_t>(reason.weight)]);
    if (reason.place.file.empty()) {
        append_place(object, lines, reason.place.span);
    } else {
        object.text("file", reason.place.file);
        object.number("line", reason.place.line);
    }
    object.text("message", reason.message);
    object.text("source", reason.fact.source);
    object.text("confidence", knowledge::name(reason.fact.confidence));
}

void append_repair(std::string& out, const LineIndex& lines, const gpu::Repair& repair) {
    JsonObject object(out);
    object.text("title", repair.title);
    object.array("edits", repair.edits, [&](std::string& to, const TextEdit& edit) {
        JsonObject one(to);
        append_place(one, lines, edit.span);
        one.text("text", edit.text);
    });
    object.array("commands", repair.commands,
                 [](std::string& to, const std::string& command) { json_text::append(to, command); });
    object.text("gives", gpu::name(repair.gives));
    object.text_if_known("caveat", repair.caveat);
}

void append_targets(JsonObject& object, std::string_view name,
                    const std::vector<knowledge::Capability>& targets) {
    if (!targets.empty()) {
        object.array(name, targets, [](std::string& to, knowledge::Capability target) {
            json_text::append(to, std::to_string(target));
        });
    }
}

std::string known(const knowledge::Version& version) {
    return version.known() ? to_string(version) : std::string();
}

void append_provides(std::string& out, const gpu::Provides& provides) {
    JsonObject object(out);
    object.text_if_known("cuda", known(provides.cuda));
    object.text_if_known("flavour", provides.cuda_flavour);
    object.text_if_known("cudnn", known(provides.cudnn));
    object.text_if_known("python", known(provides.python));
    object.text_if_known("distribution", provides.distribution);
    for (const gpu::ProvidedPackage& package : provides.packages) {
        object.text(package.name, package.version);
    }
    append_targets(object, "sm", provides.targets);
    append_targets(object, "ptx", provides.ptx);
}

void append_host(std::string& out, const Checked& checked, const CheckedHost& host, const LineIndex& lines) {
    JsonObject object(out);
    object.text("file", checked.subject.name);
    object.text("stage", stage_name(*checked.subject.document, host.judgement.stage));
    if (host.host == nullptr) {
        object.word("host", "null");
    } else {
        append_json(object.member("host"), *host.host);
    }
    object.text("verdict", gpu::name(host.judgement.verdict));
    append_provides(object.member("provides"), gpu::provides(checked.image));
    object.array("reasons", host.judgement.reasons,
                 [&](std::string& to, const gpu::Reason& reason) { append_reason(to, lines, reason); });
    const auto repair = [&](std::string& to, const gpu::Repair& one) { append_repair(to, lines, one); };
    object.array("repairs", host.repairs, repair);
    if (!checked.for_all.empty()) {
        object.array("repairsForAll", checked.for_all, repair);
    }
}

} // namespace

void append_json(std::string& out, const Checked& checked) {
    const LineIndex lines(checked.subject.document->text());
    bool first = true;
    for (const CheckedHost& host : checked.hosts) {
        out += first ? "" : ",\n";
        first = false;
        append_host(out, checked, host, lines);
    }
}

} // namespace dockwright::cli

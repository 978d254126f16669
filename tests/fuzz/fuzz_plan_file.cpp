#include "project/plans/plan_file.hpp"
#include "promise.hpp"
#include <algorithm>
#include <string>
#include <utility>

namespace {

using namespace dockwright;
using Kind = model::RunPlan::Kind;

/// Places lie in the host, and an edit that has a place leaves a host in which it can be read.
void check(const model::InlineDockerfile& one, std::string_view host, std::string_view path, Kind kind,
           std::size_t index) {
    const std::string& text = one.text.text();
    for (std::size_t i = 0; i <= text.size(); i += 1 + text.size() / 64) {
        const Span place = one.text.place(span(i, text.size()));
        fuzz::promise(place.begin <= place.end && place.end.index() <= host.size());
        if (i < text.size() && static_cast<unsigned char>(text[i]) >= 0x80) {
            continue; // half of a character is no text
        }
        const std::vector<TextEdit> edits{{span(i, std::min(i + 1, text.size())), "x\n\"'$y"}};
        const auto placed = one.text.place(host, edits);
        if (!placed) {
            continue;
        }
        const std::string edited = dockwright::apply(host, *placed);
        const project::ReadPlanFile again = project::read_plan_file(edited, path, kind);
        fuzz::promise(again.file.inlines.size() > index &&
                      again.file.inlines[index].text.text() == dockwright::apply(text, edits));
    }
}

} // namespace

/// The first byte chooses what the rest is read as: a Compose file, a bake file in HCL or JSON, a
/// devcontainer.json.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    constexpr std::pair<std::string_view, Kind> kinds[] = {{"compose.yaml", Kind::compose},
                                                           {"docker-bake.hcl", Kind::bake},
                                                           {"docker-bake.json", Kind::bake},
                                                           {"devcontainer.json", Kind::devcontainer}};
    const std::string text(data + 1, data + size);
    const auto& [path, kind] = kinds[data[0] % std::size(kinds)];
    const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
    const project::ReadPlanFile read = project::read_plan_file(text, path, kind);
    fuzz::promise(read.file.broken_line <= lines);
    for (const model::RunPlan& plan : read.file.plans) {
        for (const model::RunPlan::GpuMistake& mistake : plan.mistakes) {
            fuzz::promise(mistake.line >= 1 && mistake.line <= lines);
        }
    }
    for (std::size_t i = 0; i < read.file.inlines.size(); ++i) {
        check(read.file.inlines[i], text, path, kind, i);
    }
    return 0;
}

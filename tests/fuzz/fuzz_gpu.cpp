#include "gpu/host_text.hpp"
#include "gpu/judge.hpp"
#include "promise.hpp"
#include <array>

/// Bytes as a Dockerfile: what its image holds, whether it runs on machines old and new, and what would
/// mend it.
namespace {

using namespace dockwright;

void check_judgement(const gpu::Question& question, const gpu::Judgement& judgement) {
    const std::size_t size = question.document.text().size();
    for (const gpu::Reason& reason : judgement.reasons) {
        fuzz::check_span(reason.place.span, size);
        fuzz::promise(!reason.message.empty());
    }
    for (const gpu::Repair& repair : gpu::repairs(question, judgement)) {
        EditSet edits;
        fuzz::promise(edits.add(repair.edits));
        for (const TextEdit& edit : repair.edits) {
            fuzz::check_span(edit.span, size);
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size > 16'384) {
        return 0; // repairs judge the text many times
    }
    const auto document = model::Document::parse(std::string(data, data + size));
    const model::Surroundings surroundings;
    const knowledge::Knowledge& knowledge = knowledge::built_in();
    const auto states = gpu::image_states(*document, surroundings, knowledge);
    for (const std::string_view machine :
         {"", "Tesla K80, 418.197.02", "RTX 3090, 535.104.05", "RTX 5090 + T4, 580.95.05"}) {
        const auto host = gpu::host_of_text(machine);
        const gpu::Question question{.document = *document,
                                     .surroundings = surroundings,
                                     .knowledge = knowledge,
                                     .host = host ? &*host : nullptr,
                                     .stage = {}};
        check_judgement(question, gpu::judge(question, states));
    }
    return 0;
}

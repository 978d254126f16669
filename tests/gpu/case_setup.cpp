#include "gpu/case_setup.hpp"
#include "gpu/case_host.hpp"
#include "project/surroundings.hpp"
#include "support/temporary_folder.hpp"
#include <gtest/gtest.h>

namespace dockwright::testing {
namespace {

model::Surroundings surroundings_of(const GpuCase& given, const std::string& dockerfile) {
    const TemporaryFolder folder;
    for (const ContextFile& file : given.files) {
        folder.write(file.path, file.text);
    }
    folder.write("Dockerfile", dockerfile);
    return project::read_surroundings(folder.path() / "Dockerfile", *model::Document::parse(dockerfile),
                                      folder.path());
}

std::optional<std::uint32_t> stage_named(const model::Document& document, std::string_view name) {
    for (const model::Stage& stage : document.stages()) {
        if (stage.name == name) {
            return stage.index;
        }
    }
    ADD_FAILURE() << "no such stage: " << name;
    return std::nullopt;
}

} // namespace

CaseSetup::CaseSetup(const GpuCase& given)
    : fixture_(Fixture::read(given.fixture)), stage_(given.stage),
      surroundings_(surroundings_of(given, fixture_.source)) {
    for (const std::string& line : given.hosts) {
        if (auto host = host_of_case(line); !host) {
            ADD_FAILURE() << host.error();
        } else if (*host) {
            hosts_.push_back(std::move(**host));
        }
    }
}

gpu::Question CaseSetup::question(const model::Document& document, const gpu::Host* host) const {
    return {.document = document,
            .surroundings = surroundings_,
            .knowledge = knowledge::built_in(),
            .host = host,
            .stage = stage_.empty() ? std::nullopt : stage_named(document, stage_)};
}

gpu::Judgement CaseSetup::judge(const std::string& text, const gpu::Host* host) const {
    const auto document = model::Document::parse(text);
    return gpu::judge(question(*document, host));
}

std::vector<gpu::Repair> CaseSetup::repairs() const {
    const auto document = model::Document::parse(fixture_.source);
    if (hosts_.size() > 1) {
        return gpu::repairs_for_all(question(*document, nullptr), hosts_);
    }
    const gpu::Question asked = question(*document, hosts_.empty() ? nullptr : hosts_.data());
    return gpu::repairs(asked, gpu::judge(asked));
}

} // namespace dockwright::testing

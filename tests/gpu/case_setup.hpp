#pragma once
#include "gpu/case_file.hpp"
#include "gpu/host.hpp"
#include "gpu/image/image_state.hpp"
#include "gpu/judge.hpp"
#include "knowledge/tables.hpp"
#include "model/document.hpp"
#include "model/surroundings.hpp"
#include "support/fixture.hpp"
#include <memory>
#include <string>
#include <vector>

namespace dockwright::testing {

/// A case, ready to be asked about: its files lay in a folder and were read from there. What can't
/// be read fails the test.
class CaseSetup {
public:
    explicit CaseSetup(const GpuCase& given);

    const Fixture& fixture() const { return fixture_; }
    const std::vector<gpu::Host>& hosts() const { return hosts_; }

    /// About this text in place of the Dockerfile's, and the host of that index; none: on every machine.
    gpu::Judgement judge(const std::string& text, const gpu::Host* host) const;
    gpu::Judgement judge(const gpu::Host* host) const { return judge(fixture_.source, host); }

    /// What the stages of such a text hold.
    std::vector<gpu::ImageState> states(const model::Document& document) const {
        return gpu::image_states(document, surroundings_, knowledge::built_in());
    }

    /// What mends it on one host, or on all of them if there are several.
    std::vector<gpu::Repair> repairs() const;

private:
    gpu::Question question(const model::Document& document, const gpu::Host* host) const;

    Fixture fixture_;
    std::string stage_;
    std::vector<gpu::Host> hosts_;
    model::Surroundings surroundings_;
};

} // namespace dockwright::testing

#pragma once
#include "gpu/case_file.hpp"
#include "gpu/host.hpp"
#include "gpu/judge.hpp"
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

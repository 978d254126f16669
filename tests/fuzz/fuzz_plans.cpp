#include "project/plans/env_file.hpp"
#include "project/plans/planned.hpp"
#include "project/plans/values.hpp"
#include "promise.hpp"
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace dockwright;

void check(const std::vector<project::Planned>& all, std::size_t lines) {
    for (const project::Planned& planned : all) {
        fuzz::promise(planned.plan.line <= lines);
        for (const model::RunPlan::GpuMistake& mistake : planned.plan.mistakes) {
            fuzz::promise(mistake.line >= 1 && mistake.line <= lines);
        }
    }
}

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> out(1);
    for (const char c : text) {
        if (c == '\0' && out.size() < 8) {
            out.emplace_back();
        } else {
            out.back() += c;
        }
    }
    return out;
}

/// The first and the second are a Compose file and its override; a path means one of all.
void check_other_files(const std::vector<std::string>& texts) {
    std::size_t count = 0;
    const project::OtherFile other = [&](const std::string& path) {
        ++count;
        return path.size() % 9 == 8 ? std::nullopt : std::optional(texts[path.size() % texts.size()]);
    };
    project::read_compose(texts.front(), {}, other);
    project::read_compose_override(texts.front(), texts[1 % texts.size()], {}, other);
    fuzz::promise(count <= 128);
}

} // namespace

/// The first digit chooses what the rest is read as: a Compose file, one with its override behind a
/// zero byte, a bake file in HCL or JSON, a Compose file with its `.env` behind a zero byte, a
/// devcontainer.json, a Compose file and its override with other files behind zero bytes.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string text(data + 1, data + size);
    const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
    const std::size_t zero = std::min(text.find('\0'), text.size());
    switch (static_cast<unsigned char>(data[0] - '0') % 7) {
    case 0: check(project::read_compose(text), lines); break;
    case 1:
        check(project::read_compose_override(text.substr(0, zero),
                                             text.substr(std::min(zero + 1, text.size()))),
              lines);
        break;
    case 2: check(project::read_bake(project::read_hcl(text).root), lines); break;
    case 3: check(project::read_bake(project::read_json(text).root), lines); break;
    case 4: {
        const project::Pairs variables = project::read_env_file(text.substr(std::min(zero + 1, text.size())));
        for (const auto& [name, value] : variables) {
            fuzz::promise(!name.empty());
        }
        check(project::read_compose(text.substr(0, zero), project::lookup_in(variables)), lines);
        break;
    }
    case 5: check({project::read_devcontainer(text).planned}, lines); break;
    default: check_other_files(split(text)); break;
    }
    project::interpolated(text);
    project::read_bytes(text);
    return 0;
}

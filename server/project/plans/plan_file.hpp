#pragma once
#include "model/plan_file.hpp"
#include "project/plans/planned.hpp"
#include <optional>
#include <string_view>

namespace dockwright::project {

/// A file that says how Dockerfiles are built: text to values, no I/O but that of `other`. This and
/// `variables` are for a Compose file. Total.
struct ReadPlanFile {
    model::PlanFile file;
    std::vector<Planned> builds; ///< of files; also those of files that a Compose file includes
    Devcontainer devcontainer;   ///< of a devcontainer.json: which Compose files it goes through
};
ReadPlanFile read_plan_file(std::string_view text, std::string_view path, model::RunPlan::Kind kind,
                            const Lookup& variables = {}, const OtherFile& other = {});

/// What a file is that is found in a folder, by the last names of its path: `compose.yaml`,
/// `docker-compose.gpu.yml`, `docker-bake.hcl`, `.devcontainer/x/devcontainer.json` …
std::optional<model::RunPlan::Kind> plan_kind(std::string_view path);

/// What a file is that a person has named, which may have any name with the usual ending.
std::optional<model::RunPlan::Kind> plan_kind_of_named(std::string_view path);

} // namespace dockwright::project

#include "cli/df.hpp"
#include "engine/objects_json.gen.hpp"

namespace dockwright::cli {
namespace {

std::int64_t number(std::uint64_t bytes) {
    return static_cast<std::int64_t>(bytes);
}

engine::DiskImageReport report_of(const actions::DiskUse& use, const actions::DiskImage& image) {
    engine::DiskImageReport out{.id = image.id,
                                .names = image.names,
                                .size = number(image.size),
                                .own = number(image.own),
                                .shared = number(image.shared),
                                .used_by = image.used_by,
                                .in_registry = image.in_registry};
    for (const std::size_t other : image.shares_with) {
        out.shares_with.push_back(shown_name(use.images[other]));
    }
    return out;
}

std::string kind_of(const actions::CleaningStep& step) {
    switch (step.kind) {
    case actions::CleaningStep::Kind::container: return "container";
    case actions::CleaningStep::Kind::image: return "image";
    case actions::CleaningStep::Kind::build_cache: break;
    }
    return "build-cache";
}

} // namespace

std::string df_json(const actions::DiskUse& use, const actions::CleaningPlan& plan) {
    engine::DiskReport report{.layers = number(use.layers),
                              .build_cache = number(use.build_cache),
                              .build_cache_idle = number(use.build_cache_idle),
                              .free = use.free ? std::optional(number(*use.free)) : std::nullopt,
                              .can_free = number(plan.frees)};
    for (const actions::DiskImage& each : use.images) {
        report.images.push_back(report_of(use, each));
    }
    for (const actions::DiskContainer& each : use.containers) {
        report.containers.push_back({.id = each.id,
                                     .name = each.name,
                                     .image = each.image,
                                     .state = each.state,
                                     .own = number(each.own),
                                     .rollback = each.rollback});
    }
    for (const actions::DiskVolume& each : use.volumes) {
        report.volumes.push_back({.name = each.name,
                                  .size = each.size ? std::optional(number(*each.size)) : std::nullopt,
                                  .used_by = each.used_by});
    }
    for (const actions::CleaningStep& each : plan.steps) {
        report.can_go.push_back({.kind = kind_of(each), .name = each.name, .why = std::string(each.why)});
    }
    for (const actions::Kept& each : plan.kept) {
        report.kept.push_back(
            {.kind = std::string(each.kind), .name = each.name, .why = std::string(each.why)});
    }
    std::string out;
    encode(out, report);
    return out + "\n";
}

} // namespace dockwright::cli

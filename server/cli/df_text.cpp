#include "actions/bytes.hpp"
#include "base/message.hpp"
#include "cli/columns.hpp"
#include "cli/df.hpp"
#include <algorithm>
#include <array>

namespace dockwright::cli {
namespace {

using actions::bytes_text;
using actions::DiskContainer;
using actions::DiskImage;
using actions::DiskUse;
using actions::DiskVolume;

constexpr std::size_t bar_columns = 30;
constexpr std::size_t names_shown = 3;

std::string joined(const std::vector<std::string>& names) {
    std::string out;
    for (std::size_t i = 0; i < names.size() && i < names_shown; ++i) {
        out += (i == 0 ? "" : ", ") + printable(names[i]);
    }
    if (names.size() > names_shown) {
        out += message(" and {} more", {std::to_string(names.size() - names_shown)});
    }
    return out.empty() ? "-" : out;
}

/// At least one mark for what takes anything at all.
std::string bar(std::uint64_t part, std::uint64_t whole) {
    if (part == 0 || whole == 0) {
        return "";
    }
    const double share = static_cast<double>(part) / static_cast<double>(whole);
    return std::string(std::max<std::size_t>(1, static_cast<std::size_t>(share * bar_columns)), '#');
}

std::string overview(const DiskUse& use) {
    std::uint64_t containers = 0;
    for (const DiskContainer& each : use.containers) {
        containers += each.own;
    }
    std::uint64_t volumes = 0;
    for (const DiskVolume& each : use.volumes) {
        volumes += each.size.value_or(0);
    }
    const std::uint64_t all = use.layers + containers + volumes + use.build_cache;
    std::vector<Row> rows{
        {"Images", std::to_string(use.images.size()), bytes_text(use.layers), bar(use.layers, all)},
        {"Containers", std::to_string(use.containers.size()), bytes_text(containers), bar(containers, all)},
        {"Volumes", std::to_string(use.volumes.size()), bytes_text(volumes), bar(volumes, all)},
        {"Build cache", "", bytes_text(use.build_cache), bar(use.build_cache, all)}};
    return columns_text(rows, {1, 2});
}

std::string images_table(const DiskUse& use) {
    std::vector<std::size_t> order(use.images.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    std::ranges::sort(order, std::ranges::greater(), [&](std::size_t i) { return use.images[i].own; });
    std::vector<Row> rows{{"IMAGE", "SIZE", "OWN", "SHARED", "SHARES WITH", "USED BY"}};
    for (const std::size_t i : order) {
        const DiskImage& image = use.images[i];
        std::vector<std::string> others;
        others.reserve(image.shares_with.size());
        for (const std::size_t other : image.shares_with) {
            others.push_back(shown_name(use.images[other]));
        }
        rows.push_back({printable(shown_name(image)), bytes_text(image.size), bytes_text(image.own),
                        bytes_text(image.shared), joined(others), joined(image.used_by)});
    }
    return columns_text(rows, {1, 2, 3});
}

std::string containers_table(const DiskUse& use) {
    std::vector<Row> rows{{"CONTAINER", "OWN LAYER", "STATE", "IMAGE"}};
    for (const DiskContainer& each : use.containers) {
        rows.push_back(
            {printable(each.name), bytes_text(each.own), printable(each.state), printable(each.image)});
    }
    return columns_text(rows, {1});
}

std::string volumes_table(const DiskUse& use) {
    std::vector<Row> rows{{"VOLUME", "SIZE", "USED BY"}};
    for (const DiskVolume& each : use.volumes) {
        rows.push_back(
            {printable(each.name), each.size ? bytes_text(*each.size) : "?", joined(each.used_by)});
    }
    return columns_text(rows, {1});
}

} // namespace

std::string df_text(const DiskUse& use) {
    std::string out = overview(use);
    if (use.free) {
        out += message("{} of free space is left in {}\n", {bytes_text(*use.free), printable(use.data_root)});
    }
    if (!use.images.empty()) {
        out += "\n" + images_table(use);
    }
    if (!use.containers.empty()) {
        out += "\n" + containers_table(use);
    }
    if (!use.volumes.empty()) {
        out += "\n" + volumes_table(use);
    }
    return out;
}

std::string plan_text(const actions::CleaningPlan& plan) {
    std::string out;
    if (plan.steps.empty()) {
        out = "Nothing can go without a loss.\n";
    } else {
        out = message("Can go, which frees up to {}:\n", {bytes_text(plan.frees)});
        std::vector<Row> rows;
        rows.reserve(plan.steps.size());
        for (const actions::CleaningStep& step : plan.steps) {
            const std::string_view kind = step.kind == actions::CleaningStep::Kind::container ? "container"
                                          : step.kind == actions::CleaningStep::Kind::image   ? "image"
                                                                                              : "";
            rows.push_back({"  " + std::string(kind), printable(step.name), std::string(step.why)});
        }
        out += columns_text(rows);
    }
    if (!plan.kept.empty()) {
        out += "\nStays, unless named one by one (dockwright df --remove NAME):\n";
        std::vector<Row> rows;
        rows.reserve(plan.kept.size());
        for (const actions::Kept& kept : plan.kept) {
            rows.push_back({"  " + std::string(kept.kind), printable(kept.name),
                            kept.size ? bytes_text(*kept.size) : "?", std::string(kept.why)});
        }
        out += columns_text(rows, {2});
    }
    return out;
}

} // namespace dockwright::cli

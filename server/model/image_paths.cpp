#include "model/image_paths.hpp"
#include "base/ascii.hpp"
#include "model/dockerignore.hpp"
#include "model/mount.hpp"
#include <algorithm>

namespace dockwright::model {
namespace {

/// Stands for the working folder that a base image brings.
constexpr std::string_view unknown_folder = "/?";
constexpr std::size_t most_origins = 8;
constexpr int most_stages = 8; ///< that a file is followed through

bool has_flag(const Document& document, const Instruction& instruction, std::string_view name) {
    return std::ranges::any_of(document.flags(instruction),
                               [&](const syntax::Flag& flag) { return flag.name == name; });
}

/// A relative target below a working folder that is not known, if no WORKDIR stands between.
void place(Copied& copied, const Document& document, const std::optional<std::uint32_t>& workdir) {
    const Instruction& copy = document.instructions()[copied.instruction];
    const bool relative =
        !copied.target.starts_with('/') && !copied.target.contains('$') && !copied.target.contains("..");
    if (!copied.target_known && relative && document.context(copy).workdir == workdir) {
        copied.target = ImagePaths::joined(unknown_folder, copied.target);
        copied.target_known = true;
    }
}

/// `--parents` keeps the folders of the source.
std::optional<std::string> origin(const Document& document, const Copied& copied, std::string_view path) {
    if (!copied.source.empty() && copied.from == Copied::From::context &&
        has_flag(document, document.instructions()[copied.instruction], "parents")) {
        const std::string folder = copied.target == "/" ? "/" : copied.target + "/";
        return path.starts_with(folder) ? std::optional(std::string(path.substr(folder.size())))
                                        : std::nullopt;
    }
    return origin_of(copied, path);
}

} // namespace

std::string ImagePaths::joined(std::string_view folder, std::string_view path) {
    return clean_path(path.starts_with('/') ? std::string(path)
                                            : std::string(folder) + "/" + std::string(path));
}

ImagePaths::ImagePaths(const Document& document, const Instruction& before)
    : document_(document), folder_(working_folder(document, before).value_or(std::string(unknown_folder))) {
    add_mounts(before);
    if (const Stage* stage = document.stage_of(before)) {
        add_copies(*stage, document.index(before));
    }
}

ImagePaths::ImagePaths(const Document& document, const Stage& stage, std::uint32_t end, int depth)
    : document_(document), depth_(depth) {
    add_copies(stage, end);
}

void ImagePaths::add_copies(const Stage& stage, std::uint32_t end) {
    const Copies all = copies_of(document_, stage);
    const auto& instructions = document_.instructions();
    const auto workdir = end < instructions.size() && document_.stage_of(instructions[end]) == &stage
                             ? document_.context(instructions[end]).workdir
                             : document_.context(instructions[end - 1]).workdir;
    for (const Copied& copied : all | std::views::reverse) {
        if (copied.instruction < end) {
            place(copies_.emplace_back(copied), document_, workdir);
        }
    }
}

void ImagePaths::add_mounts(const Instruction& run) {
    for (const syntax::Flag& flag : document_.flags(run)) {
        const auto mount = mount_of(document_, flag);
        if (!mount || mount->type != "bind" || mount->target.empty()) {
            continue;
        }
        Copied mounted{.instruction = document_.index(run)};
        mounted.source = joined("/", mount->source).substr(1);
        mounted.source_known = !mount->source.contains('$');
        mounted.target = joined(folder_, mount->target);
        mounted.target_known = !mount->target.contains('$');
        if (!mount->from.empty()) {
            const Stage* stage = document_.stage_named(mount->from, document_.context(run).stage.value_or(0));
            mounted.from = stage != nullptr ? Copied::From::stage : Copied::From::image;
            mounted.stage = stage != nullptr ? std::optional(stage->index) : std::nullopt;
        }
        copies_.push_back(std::move(mounted));
    }
}

std::vector<std::string> ImagePaths::origins(std::string_view absolute) const {
    std::vector<std::string> out;
    find(out, absolute);
    if (absolute.starts_with(unknown_folder)) { // most images have the root
        find(out, absolute.substr(unknown_folder.size()));
    }
    return out;
}

void ImagePaths::find(std::vector<std::string>& out, std::string_view absolute) const {
    for (const Copied& copied : copies_) {
        if (out.size() >= most_origins) {
            return;
        }
        if (copied.from == Copied::From::context) {
            if (const auto path = origin(document_, copied, absolute);
                path && std::ranges::find(out, *path) == out.end()) {
                out.push_back(*path);
            }
        } else if (copied.from == Copied::From::stage && copied.stage && depth_ < most_stages) {
            Copied as_context = copied;
            as_context.from = Copied::From::context;
            if (const auto path = origin_of(as_context, absolute)) {
                const Stage& stage = document_.stages()[*copied.stage];
                ImagePaths(document_, stage, stage.end, depth_ + 1).find(out, joined("/", *path));
            }
        }
    }
}

} // namespace dockwright::model

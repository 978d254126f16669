#include "gpu/repair/mend.hpp"
#include <algorithm>

namespace dockwright::gpu::mends {
namespace {

/// Folders of LD_LIBRARY_PATH that get in the way: the image's own driver library, or its CUDA.
bool is_in_the_way(Cause cause, std::string_view folder) {
    if (cause == Cause::compat_package_refused) {
        return folder.contains("cuda") && folder.contains("/compat");
    }
    return folder.contains("/cuda") && folder.contains("lib64") && !folder.contains("stubs");
}

/// A path without such folders; nothing if there was none.
std::optional<std::string> without_folders(Cause cause, std::string_view path) {
    std::string out;
    bool found = false;
    for (std::string_view rest = path; !rest.empty();) {
        const auto end = rest.find(':');
        const std::string_view folder = rest.substr(0, end);
        if (is_in_the_way(cause, folder)) {
            found = true;
        } else {
            out += (out.empty() ? "" : ":") + std::string(folder);
        }
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    return found ? std::optional(out) : std::nullopt;
}

/// Says nothing of its own: the variable as it was.
bool is_itself(std::string_view path) {
    return path.empty() || path == "$LD_LIBRARY_PATH" || path == "${LD_LIBRARY_PATH}" ||
           path == "${LD_LIBRARY_PATH:-}";
}

void of_dockerfile(const Ailing& ailing, const model::Instruction& instruction, Offers& offers,
                   std::string title) {
    const auto words = ailing.document.words(instruction); // names and values in turn
    for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
        const std::string_view written = words[i + 1].span.of(ailing.document.text());
        const bool marks = written.starts_with('"') || written.starts_with('\'');
        const std::string quote(marks ? written.substr(0, 1) : "");
        const std::string_view path =
            marks && written.size() > 1 ? written.substr(1, written.size() - 2) : written;
        const auto rest = without_folders(ailing.reason.cause, path);
        if (words[i].text != "LD_LIBRARY_PATH" || !rest) {
            continue;
        }
        const std::string value = quote + *rest + quote;
        const auto edit = is_itself(*rest)
                              ? with_value(ailing.document, instruction, "LD_LIBRARY_PATH", std::nullopt)
                              : with_value(ailing.document, instruction, "LD_LIBRARY_PATH", value);
        if (edit) {
            offers.add(std::move(title), {*edit});
        }
        return;
    }
}

void offer(const Ailing& ailing, Offers& offers) {
    const Cause cause = ailing.reason.cause;
    const EnvironmentValue* variable = ailing.state.variable("LD_LIBRARY_PATH");
    if ((cause != Cause::compat_package_refused && cause != Cause::library_conflict) || variable == nullptr) {
        return;
    }
    const std::string title = cause == Cause::compat_package_refused
                                  ? "Take the image's own driver library off the library path"
                                  : "Take the image's CUDA off the library path";
    const model::Instruction* instruction = instruction_at(ailing.document, variable->place.span);
    if (instruction != nullptr && instruction->keyword == syntax::Keyword::env) {
        of_dockerfile(ailing, *instruction, offers, title);
        return;
    }
    const auto rest = without_folders(cause, variable->value.value_or(""));
    const model::Instruction* from = instruction_at(ailing.document, ailing.state.base_place.span);
    if (variable->of_base && rest && from != nullptr) {
        offers.add(title, {line_behind(ailing.document, *from, "ENV LD_LIBRARY_PATH=" + *rest)});
    } else if (variable->of_base && cause == Cause::library_conflict && from != nullptr) {
        offers.add(title, {line_behind(ailing.document, *from,
                                       "ENV LD_LIBRARY_PATH=/usr/local/nvidia/lib:/usr/local/nvidia/lib64")});
    }
}

} // namespace

extern constexpr Mend library_path{.name = "library_path", .rank = 0, .offer = offer};

} // namespace dockwright::gpu::mends

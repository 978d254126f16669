#include "model/windows.hpp"
#include "base/ascii.hpp"
#include "model/document.hpp"
#include <algorithm>

namespace dockwright::model {
namespace {

bool is_windows_image(const Image& image) {
    constexpr std::string_view parts[] = {"windows", "servercore", "nanoserver", "dotnet/framework"};
    return image.known && std::ranges::any_of(parts, [&](std::string_view part) {
               return image.parts.path.contains(part) || image.parts.tag.contains(part);
           });
}

/// `C:\app`, `C:/app`, and where IIS has its sites, which is written without the drive too.
bool is_windows_path(std::string_view path) {
    constexpr std::string_view iis = "inetpub";
    const bool drive = path.size() > 1 && ascii::is_alpha(path.front()) && path[1] == ':';
    path.remove_prefix(path.starts_with('/') || path.starts_with('\\') ? 1U : 0U);
    return drive || ascii::lowered(path.substr(0, iis.size())) == iis;
}

bool is_windows_shell(std::string_view program) {
    const std::string name = ascii::lowered(program.substr(program.find_last_of("/\\") + 1));
    return name.starts_with("powershell") || name == "cmd" || name == "cmd.exe";
}

bool says_windows(const Document& document, const Instruction& instruction) {
    const auto words = document.words(instruction);
    if (words.empty()) {
        return false;
    }
    switch (instruction.keyword) {
    case Keyword::shell: return is_windows_shell(words.front().text);
    case Keyword::workdir:
    case Keyword::copy:
    case Keyword::add: return is_windows_path(words.back().text);
    default: return false;
    }
}

} // namespace

bool is_for_windows(const Document& document) {
    return document.syntax().escape == '`' ||
           std::ranges::any_of(document.stages(), is_windows_image, &Stage::image) ||
           std::ranges::any_of(document.instructions(),
                               [&](const Instruction& one) { return says_windows(document, one); });
}

} // namespace dockwright::model

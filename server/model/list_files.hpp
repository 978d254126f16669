#pragma once
#include "model/document.hpp"
#include "model/image_paths.hpp"
#include <optional>
#include <string>
#include <vector>

namespace dockwright::model {

/// A file of the build context that an installation of Python or conda packages reads.
struct ListFile {
    enum class Form : std::uint8_t {
        requirements,
        conda_list, ///< match specifications, one a line
        environment,
        pyproject,
        lock, ///< of poetry, uv or pip (pylock.toml)
        pipfile,
        pipfile_lock
    };
    std::uint32_t command = 0; ///< in Packages::commands
    Form form = Form::requirements;
    PackageFile::Kind kind = PackageFile::Kind::requirements;
    std::string path; ///< in the image, absolute
    /// Where it may lie in the context, likeliest first. What is there is not known here. Empty: it
    /// comes from elsewhere.
    std::vector<std::string> origins;
};

/// In the order of the file. Also those that a program reads by itself: pyproject.toml and a lock for
/// `poetry install`, environment.yml for `conda env create`. Not what these files name in turn.
std::vector<ListFile> list_files_of(const Document& document);

/// What an instruction of a file's name is read as; nothing: not at all.
std::optional<ListFile::Form> form_of_name(std::string_view path);

} // namespace dockwright::model

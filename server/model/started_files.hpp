#pragma once
#include "model/document.hpp"
#include <string>
#include <vector>

/// Files of the build context that an image starts. Computed when asked.
namespace dockwright::model {

/// A command that starts a file by its path which a COPY or ADD brought into the image. Nothing between
/// the two names the file, so it is there as it lies in the context; its rights are those that it has
/// there, too, as the COPY has no `--chmod`.
struct StartedFile {
    Span span;              ///< of the path in the command
    std::string source;     ///< its path in the build context
    std::uint32_t copy = 0; ///< in Document::instructions()
    bool alone = false;     ///< the COPY or ADD brings this file and nothing else
    bool by_shell = false;  ///< which reads a text without `#!` as a script
};

/// Those of the ENTRYPOINT and CMD that are in force at the end of each stage, and of RUN. Where what was
/// copied may be a folder, one path may have come from several files: the likeliest first, then the others.
std::vector<StartedFile> started_files(const Document& document);

} // namespace dockwright::model

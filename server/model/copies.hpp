#pragma once
#include "model/document.hpp"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What COPY and ADD bring into a stage, and to what path. Computed when asked; what lies in the
/// build context is not known here.
namespace dockwright::model {

struct Copied {
    enum class From : std::uint8_t {
        context,
        stage,
        image,  ///< or a build context that the builder is given by name
        url,    ///< ADD of an address or of a repository
        heredoc ///< its lines stand in the Dockerfile
    };
    std::uint32_t instruction = 0; ///< in Document::instructions()
    From from = From::context;
    std::optional<std::uint32_t> stage; ///< if it is one
    /// Variables replaced, quotes gone, without `./` and `/` in front; "" is all of the context. May
    /// be a pattern. An image's or stage's path has no `/` in front either.
    std::string source;
    bool source_known = true; ///< every variable in it has a value
    Span source_span;
    /// Absolute if it is known: WORKDIR has been put in front. Without `/` at its end.
    std::string target;
    bool target_known = true; ///< the target and the WORKDIR that it goes by
    bool into_folder = false; ///< a folder plainly: `/` at its end, or several sources
};

/// In the order of the file, also those of the stages that this one builds on. Not behind ONBUILD.
std::vector<Copied> copies_of(const Document& document, const Stage& stage);

/// The working folder in front of an instruction, if the Dockerfile says it.
std::optional<std::string> working_folder(const Document& document, const Instruction& before);

/// The path in the build context that would have come to the absolute `path`; nothing if it did not
/// come by this one. Right if the source is what its form says: `src/` or `.` a folder, a name with
/// an ending a file.
std::optional<std::string> origin_of(const Copied& copied, std::string_view path);

} // namespace dockwright::model

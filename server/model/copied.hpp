#pragma once
#include "base/span.hpp"
#include <cstdint>
#include <optional>
#include <string>

namespace dockwright::model {

/// One source of a COPY or ADD, and to what path it comes.
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

} // namespace dockwright::model

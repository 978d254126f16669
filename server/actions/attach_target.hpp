#pragma once
#include "actions/client_program.hpp"
#include "actions/container_row.hpp"
#include <string>

namespace dockwright::actions {

/// The parts of an editor's URI for a container: `vscode-remote://AUTHORITY/PATH`. For the editor's
/// own function that builds URIs, never to be joined as text.
struct EditorUri {
    /// `attached-container+` and the hexadecimal of compact JSON.
    std::string authority;
    /// The container's working directory, or `/`.
    std::string path;

    bool operator==(const EditorUri&) const = default;
};

/// Everything that a way into a container needs.
struct AttachTarget {
    /// Its `status` is empty: only the list has those words.
    ContainerRow container;
    Command terminal;
    EditorUri editor;

    bool operator==(const AttachTarget&) const = default;
};

} // namespace dockwright::actions

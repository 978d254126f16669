#pragma once

namespace dockwright::model {

class Document;

/// Whether images of Windows come of the Dockerfile, as far as it says so: by a base image, a SHELL, a path
/// with a drive or IIS's folder, or the escape character that is there for such paths. One build makes images
/// of one system.
bool is_for_windows(const Document& document);

} // namespace dockwright::model

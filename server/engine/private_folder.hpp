#pragma once
#include <string>

namespace dockwright::engine {

/// Makes the folder if it isn't there. Whether it is then a folder (no link) of the user's own that
/// nobody else may look into: what lies there could be put there by nobody else. The folder above must
/// be there. Touches the disk.
bool make_private_folder(const std::string& path);

} // namespace dockwright::engine

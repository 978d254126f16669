#pragma once
#include <string>

namespace dockwright::config {

/// The JSON schema (draft 7) of `.dockwright.yaml`, made from the table of keys and the table of
/// rules. dockwright.schema.json beside this file holds it.
std::string schema();

} // namespace dockwright::config

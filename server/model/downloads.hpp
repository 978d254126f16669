#pragma once
#include "model/document.hpp"

/// Private to model/.
namespace dockwright::model {

/// Of a Document that is complete but for them and its copies.
Downloads read_downloads(const Document& document);

} // namespace dockwright::model

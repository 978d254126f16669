#pragma once
#include "model/document.hpp"

namespace dockwright::model {

/// What a stage builds on in the end: the one whose image is no stage, perhaps itself. Null for null, as
/// before the first FROM.
inline const Stage* lowest_stage(const Document& document, const Stage* stage) {
    while (stage != nullptr && stage->image.stage) {
        stage = &document.stages()[*stage->image.stage];
    }
    return stage;
}

} // namespace dockwright::model

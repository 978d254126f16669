#pragma once
#include "knowledge/tables.hpp"

namespace dockwright::testing {

/// A few facts in the shape of the real ones, so that what editor features say of them stays the same
/// when the real ones change.
const knowledge::Knowledge& small_knowledge();

} // namespace dockwright::testing

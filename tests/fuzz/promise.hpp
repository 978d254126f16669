#pragma once
#include "base/span.hpp"
#include <cstdlib>

/// What must hold for any bytes, for fuzzers: a broken promise ends the program.
namespace dockwright::fuzz {

inline void promise(bool kept) {
    if (!kept) {
        std::abort();
    }
}

inline void check_span(Span span, std::size_t size) {
    promise(span.begin <= span.end && span.end.index() <= size);
}

} // namespace dockwright::fuzz

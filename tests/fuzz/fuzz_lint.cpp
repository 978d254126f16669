#include "check_document.hpp"

/// Bytes as a Dockerfile: read, understood and linted.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    dockwright::fuzz::check_document(std::string(data, data + size));
    return 0;
}

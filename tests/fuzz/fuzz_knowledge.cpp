#include "config/knowledge_file.hpp"
#include <string>

/// Bytes as a user's file of facts.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string text(data, data + size);
    static_cast<void>(dockwright::config::read_knowledge_file(text, dockwright::knowledge::built_in()));
    return 0;
}

#include "lint/baseline.hpp"
#include "promise.hpp"

/// Bytes as a baseline: what is read is written and read again as the same.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace dockwright;
    const std::string bytes = "# dockwright baseline 1\n" + std::string(data, data + size);
    const auto read = lint::read_baseline(bytes, "fuzzed");
    if (!read) {
        return 0;
    }
    const auto again = lint::read_baseline(lint::baseline_text(*read), "fuzzed");
    fuzz::promise(again && *again == *read);
    for (const auto& [path, entries] : *read) {
        fuzz::promise(!path.empty() && !entries.empty());
        std::vector<lint::Finding> none;
        fuzz::promise(lint::drop_known(none, bytes, entries) == entries);
    }
    return 0;
}

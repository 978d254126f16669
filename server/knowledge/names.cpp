#include "knowledge/tables.hpp"

namespace dockwright::knowledge {
namespace {

template <class Value, std::size_t Count>
constexpr std::string_view word(const std::string_view (&words)[Count], Value value) {
    const auto index = static_cast<std::size_t>(value);
    return index < Count ? words[index] : std::string_view();
}

} // namespace

std::string_view name(Confidence confidence) {
    constexpr std::string_view words[] = {"verified", "recalled"};
    return word(words, confidence);
}

std::string_view name(GpuClass kind) {
    constexpr std::string_view words[] = {"datacenter", "workstation", "consumer", "laptop", "jetson"};
    return word(words, kind);
}

std::string_view name(TagState state) {
    constexpr std::string_view words[] = {"active", "seen", "listed", "gone"};
    return word(words, state);
}

std::string_view name(Brands brands) {
    constexpr std::string_view words[] = {"all", "professional", "tesla"};
    return word(words, brands);
}

std::string_view name(PythonKind kind) {
    constexpr std::string_view words[] = {"none", "system", "local", "conda", "venv"};
    return word(words, kind);
}

std::string_view name(Libraries libraries) {
    constexpr std::string_view words[] = {"none", "itself", "torch", "image"};
    return word(words, libraries);
}

} // namespace dockwright::knowledge

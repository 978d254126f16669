#include "engine/container_name.hpp"
#include "engine/gpu_request.hpp"
#include "engine/image_reference.hpp"
#include "engine/shell_words.hpp"
#include "promise.hpp"
#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace dockwright;

void check_reference(const std::string& text) {
    const auto reference = engine::parse_image_reference(text);
    if (!reference) {
        fuzz::promise(!reference.error().message.contains('\n'));
        return;
    }
    const std::string full = engine::full_name(*reference);
    fuzz::promise(!full.starts_with('-') && full.find_first_of(" ?#\n") == std::string::npos);
    fuzz::promise(!engine::pull_tag(*reference).empty());
    for (const std::string& name : {full, engine::familiar_name(*reference)}) {
        const auto again = engine::parse_image_reference(name);
        // Names of 64 hexadecimal digits have no short form, and the hub's prefix may make a long
        // name too long: both are refused, never mistaken.
        fuzz::promise(!again || engine::full_name(*again) == full);
        fuzz::promise(!again || engine::names_image(text, name));
    }
    fuzz::promise(!engine::auth_key(reference->registry).empty());
}

void check_gpus(const std::string& text) {
    const auto request = engine::parse_gpu_request(text);
    if (!request) {
        fuzz::promise(!request.error().message.contains('\n'));
        return;
    }
    (void)engine::gpu_request_trap(*request);
    if (const auto arguments = engine::gpu_arguments(*request)) {
        fuzz::promise(arguments->size() == 2 && arguments->front() == "--gpus");
        const auto again = engine::parse_gpu_request(arguments->back());
        fuzz::promise(again && again->device_ids == request->device_ids && again->count == request->count);
    }
}

} // namespace

/// Bytes as the small texts that people type: an image, a request for GPUs, words of a command.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string text(data, data + size);
    check_reference(text);
    check_gpus(text);
    std::vector<std::string> taken;
    for (int index = 0; index < 3; ++index) {
        std::string name = engine::suggested_container_name(text, taken);
        fuzz::promise(engine::is_container_name(name) && name.size() <= 63);
        fuzz::promise(std::ranges::find(taken, name) == taken.end());
        taken.push_back(std::move(name));
    }
    for (const char byte : engine::shown_word(text)) {
        fuzz::promise(static_cast<unsigned char>(byte) >= 0x20 && byte != '\x7f');
    }
    return 0;
}

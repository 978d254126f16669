#include "config/machines.hpp"
#include "promise.hpp"

/// Bytes as the file of machines: read, added to, and the added one removed again.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    using namespace dockwright;
    const std::string text(data, data + size);
    const config::MachinesFile file = config::read_machines(text);
    for (const config::Mistake& mistake : file.mistakes) {
        fuzz::check_span(mistake.span, text.size());
    }
    for (const auto& machine : file.machines) {
        fuzz::check_span(machine.span, text.size());
        fuzz::promise(machine.value.host.empty() != machine.value.context.empty());
        const auto less = config::remove_machine(text, machine.value.name);
        fuzz::promise(!less || config::read_machines(*less).machines.size() + 1 == file.machines.size());
    }
    const auto more = config::add_machine(text, {.name = "zz-new", .host = "ssh://zz", .context = {}});
    if (more) {
        fuzz::promise(config::read_machines(*more).machines.size() == file.machines.size() + 1);
    }
    return 0;
}

#include "cli/ask.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include <array>
#include <string>
#include <unistd.h>

namespace dockwright::cli {

bool ask(const Streams& streams, std::string_view question) {
    if (streams.in == nullptr || ::isatty(::fileno(streams.in)) != 1) {
        return false;
    }
    print(streams.err, message("{} [y/N] ", {question}));
    std::fflush(streams.err);
    std::array<char, 64> answer{};
    if (std::fgets(answer.data(), static_cast<int>(answer.size()), streams.in) == nullptr) {
        print(streams.err, "\n");
        return false;
    }
    const std::string_view word = ascii::trimmed(answer.data());
    return ascii::equal(word, "y") || ascii::equal(word, "yes");
}

} // namespace dockwright::cli

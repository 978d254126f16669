#include "cli/program.hpp"
#include <string>
#include <vector>

int main(int count, char** values) {
    const std::vector<std::string> arguments(values + std::min(count, 1), values + count);
    return static_cast<int>(dockwright::cli::run(arguments, {}));
}

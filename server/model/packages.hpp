#pragma once
#include "model/command.hpp"
#include "model/package.hpp"

/// Private to model/: recognises the commands of package managers. One file in packages/ a family,
/// each with one reader.
namespace dockwright::model {

class Document;

/// Reads what the commands of a Document do to packages; its commands must be there.
void read_packages(const Document& document, Packages& packages);

/// What a reader is given, and where it puts what it finds.
class PackageReader {
public:
    PackageReader(Packages& packages, const Commands& commands, const Command& command)
        : arguments(commands.arguments_of(command)), program(command.name), packages_(packages) {}

    std::span<const Argument> arguments;
    std::string_view program;

    void add(Package package) { packages_.packages.push_back(package); }
    void add(PackageFile file) { packages_.files.push_back(file); }
    void add(PackageIndex index) { packages_.indexes.push_back(index); }

private:
    Packages& packages_;
};

/// Says in `command` what the program does, and adds what its words name. False: it does nothing
/// to packages (`go build`, `npm test`).
using ReadPackages = bool (*)(PackageReader& reader, PackageCommand& command);

namespace packages {
bool apk(PackageReader& reader, PackageCommand& command);
bool apt(PackageReader& reader, PackageCommand& command);
bool dnf(PackageReader& reader, PackageCommand& command);
bool pacman(PackageReader& reader, PackageCommand& command);
bool zypper(PackageReader& reader, PackageCommand& command);
} // namespace packages

} // namespace dockwright::model

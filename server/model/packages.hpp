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
    PackageReader(Packages& packages, const Commands& commands, const Command& command,
                  std::string_view as_written)
        : arguments(commands.arguments_of(command)), program(command.name), path(as_written),
          packages_(packages) {}

    std::span<const Argument> arguments;
    std::string_view program;
    std::string_view path; ///< the program as it is written, with its folder and quotes

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
bool bundle(PackageReader& reader, PackageCommand& command);
bool cargo(PackageReader& reader, PackageCommand& command);
bool conda(PackageReader& reader, PackageCommand& command);
bool dnf(PackageReader& reader, PackageCommand& command);
bool gem(PackageReader& reader, PackageCommand& command);
bool go(PackageReader& reader, PackageCommand& command);
bool npm(PackageReader& reader, PackageCommand& command);
bool pacman(PackageReader& reader, PackageCommand& command);
bool pip(PackageReader& reader, PackageCommand& command);
bool pipenv(PackageReader& reader, PackageCommand& command);
bool pipx(PackageReader& reader, PackageCommand& command);
bool poetry(PackageReader& reader, PackageCommand& command);
bool python(PackageReader& reader, PackageCommand& command);
bool uv(PackageReader& reader, PackageCommand& command);
bool zypper(PackageReader& reader, PackageCommand& command);
} // namespace packages

} // namespace dockwright::model

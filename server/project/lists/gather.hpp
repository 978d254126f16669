#pragma once
#include "model/requirements.hpp"
#include "model/surroundings.hpp"
#include "project/tree/tree.hpp"
#include <map>
#include <string>
#include <string_view>

/// What the readers of lists share.
namespace dockwright::project {

/// A list that is put together, within bounds.
class Gather {
public:
    Gather(std::string_view path, model::PackageFile::Kind kind, std::uint32_t broken_line)
        : list_{.path = std::string(path), .kind = kind, .broken_line = broken_line} {}

    void add(model::ListedPackage package);
    void add(model::PackageIndex::Kind kind, std::string_view url, std::uint32_t line,
             std::string_view package = {});
    /// A line that can't be read.
    void broken(std::uint32_t line);
    void python(std::string_view version, std::uint32_t line);

    /// Indexes by the names that the file gives them.
    void name_index(std::string_view name, std::string_view url) { urls_.emplace(name, url); }
    std::string_view url_of(std::string_view name) const;

    model::PackageList take() { return std::move(list_); }

private:
    model::PackageList list_;
    std::map<std::string, std::string, std::less<>> urls_;
};

/// Addresses of the usual index.
bool is_usual_index(std::string_view url);

/// Whether a marker may hold on Linux, as far as it plainly says.
bool may_be_linux(std::string_view marker);

/// What poetry and Pipfiles give for a version, in the operators of pip: `^1.2` is `>=1.2,<2`, `~1.2` is
/// `>=1.2,<1.3`, `*` nothing, `1.2` is `==1.2`. What holds `||` stays as it is.
std::string as_specifier(std::string_view constraint);

/// A dependency as poetry and pipenv write it: a version, or a table of what it is.
model::ListedPackage read_dependency(std::string_view name, const Tree& value);

} // namespace dockwright::project

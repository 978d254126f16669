#pragma once
#include <cstddef>
#include <string_view>

/// The small grammars inside a Python requirement, as the library `packaging` takes them. Each answers
/// how many bytes of the text's beginning one takes; 0: none stands there.
namespace dockwright::model::python {

/// A project's name: `[a-zA-Z0-9][a-zA-Z0-9._-]*`, up to a letter, digit or `_`.
std::size_t name_size(std::string_view text);

/// A version by PEP 440, `2.4.0rc1.post2+cu121`.
std::size_t version_size(std::string_view text);

/// One comparison, `>=2.1` or `== 2.*`. A local part and `.*` stand behind `==` and `!=` only.
std::size_t specifier_size(std::string_view text);

/// Whether all of it is an environment marker: `python_version < "3.9" and (extra == 'a' or …)`.
bool is_marker(std::string_view text);

/// Whether all of it is a wheel's file name, and where its name and version end.
struct WheelName {
    std::string_view name;
    std::string_view version;
};
bool read_wheel_name(std::string_view file, WheelName& out);

} // namespace dockwright::model::python

#pragma once
#include "base/embedded/written.hpp"

/// What the readers of strings share.
namespace dockwright {

/// The escape at `at`, a backslash, which is then behind it. False: it is none.
bool read_yaml_escape(std::string_view host, std::size_t& at, Written& out);
bool read_json_escape(std::string_view host, std::size_t& at, Written& out);
bool read_hcl_escape(std::string_view host, std::size_t& at, Written& out);

} // namespace dockwright

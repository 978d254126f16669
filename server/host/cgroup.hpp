#pragma once
#include <string>
#include <string_view>

namespace dockwright::host {

/// The container (64 hexadecimal digits) that a process is in, by the text of its /proc/PID/cgroup; empty:
/// none. Of containers in containers the outermost, which the machine's own engine knows. Knows the paths of
/// cgroup v1 and v2 by cgroupfs and by systemd: `/docker/ID`, `docker-ID.scope`, `libpod-ID`,
/// `cri-containerd-ID`.
std::string container_of_cgroup(std::string_view text);

} // namespace dockwright::host

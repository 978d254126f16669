#include "host/probe.hpp"

namespace dockwright::host {

// Each line of a part has a `|` in front, so that nothing that the machine holds can look like a mark
// (`=name`, `=end STATUS`). The braces have the shell read the whole script before it runs any of it, and
// its commands find no input, since the script itself may be that. nvidia-smi takes up to three seconds a
// call where no process keeps the driver awake, and may hang where a GPU is lost: after one failure it is
// not called again.
constinit const std::string_view probe_script = R"script({
exec 4>&1 2>/dev/null
LC_ALL=C
PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/lib/wsl/lib
export LC_ALL PATH

have() { command -v "$1" >/dev/null 2>&1; }
if timeout -k 2 5 true; then limit() { timeout -k 2 "$@"; }
elif timeout 5 true; then limit() { timeout "$@"; }
else limit() { shift; "$@"; }
fi

# part NAME BYTES COMMAND...: leaves the command's status in rc
part() {
  name=$1 size=$2
  shift 2
  printf '\n=%s\n' "$name"
  rc=$({ { "$@" 2>&1 3>&- 4>&-; echo "$?" >&3; } | head -c "$size" | sed 's/^/|/' >&4; } 3>&1)
  printf '\n=end %s\n' "$rc"
}

first() { for f in "$@"; do if [ -r "$f" ]; then cat "$f"; return; fi; done; return 1; }

part kernel 1024 uname -srm
part os-release 8192 first /etc/os-release /usr/lib/os-release
who() { echo "user $(id -un)"; echo "uid $(id -u)"; echo "groups $(id -Gn)"; }
part who 4096 who
part proc-version 1024 cat /proc/version

pci() {
  for d in /sys/bus/pci/devices/*; do
    c= v= i=
    { read -r c <"$d/class"; read -r v <"$d/vendor"; read -r i <"$d/device"; } 2>/dev/null
    case $c$v in 0x03*|0x12*|0x0680*0x10de) echo "$c $v $i" ;; esac
  done
  [ -d /sys/bus/pci/devices ] || limit 5 lspci -n
}
part pci 16384 pci
nodes() {
  for f in /dev/nvidia* /dev/nvidia-caps/* /dev/kfd /dev/dri/* /dev/dxg; do
    if [ -c "$f" ]; then echo "$f"; fi
  done
}
part nodes 16384 nodes

part driver 4096 cat /proc/driver/nvidia/version
part models 32768 cat /proc/driver/nvidia/gpus/*/information
part devices 8192 cat /proc/devices
part modinfo 1024 limit 5 modinfo -F version nvidia
part license 1024 limit 5 modinfo -F license nvidia
part modules 4096 grep -E '^(nvidia|nvidia_uvm|nouveau) ' /proc/modules

secure_boot() {
  [ -n "$(ls -A /sys/firmware)" ] || return 1
  if [ ! -d /sys/firmware/efi ]; then echo 'no EFI'; return; fi
  od -An -tu1 /sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c 2>/dev/null ||
    limit 5 mokutil --sb-state
}
part secure-boot 1024 secure_boot

xids() {
  if limit 5 dmesg >/dev/null 2>&1; then
    echo readable
    limit 5 dmesg | grep -F 'NVRM: Xid' | tail -n 64
  elif [ -n "$(limit 5 journalctl -k -b -q -n 1 --no-pager 2>/dev/null)" ]; then
    echo readable
    limit 10 journalctl -k -b -q --no-pager | grep -F 'NVRM: Xid' | tail -n 64
  else
    echo unreadable
  fi
}
part kernel-log 32768 xids

smi() { limit 20 nvidia-smi "$@" --format=csv,noheader,nounits; }
owners() {
  for p in "$@"; do
    echo "pid $p"
    echo "user $(stat -c '%U %u' "/proc/$p")"
    head -c 4096 "/proc/$p/cgroup" | sed 's/^/cgroup /'
  done 2>/dev/null
}
part smi-path 1024 command -v nvidia-smi
if [ "$rc" = 0 ]; then
  part smi-identity 32768 smi --query-gpu=index,uuid,name,pci.bus_id,memory.total,driver_version
  if [ "$rc" = 0 ]; then
    part smi-capability 8192 smi --query-gpu=index,compute_cap
    part smi-modes 8192 smi --query-gpu=index,compute_mode,mig.mode.current
    apps=$(smi --query-compute-apps=gpu_uuid,pid,process_name,used_memory | head -c 262144)
    part smi-processes 262144 printf '%s\n' "$apps"
    xml=$(limit 20 nvidia-smi -q -x | grep -v supported_graphics_clock | head -c 1000000)
    part smi-xml 1000000 printf '%s\n' "$xml"
    case $xml in *'<current_mig>Enabled<'*) part smi-list 65536 limit 20 nvidia-smi -L ;; esac
    pids=$({
      printf '%s\n' "$apps" | cut -d , -f 2
      printf '%s\n' "$xml" | sed -n 's/.*<pid>\([0-9][0-9]*\)<.*/\1/p'
    } | tr -cd '0-9\n' | sort -un | head -n 256)
    part owners 262144 owners $pids
  fi
fi

programs() {
  for p in nvidia-ctk nvidia-container-toolkit nvidia-container-cli nvidia-container-runtime \
    nvidia-container-runtime-hook nvidia-cdi-hook; do
    if have "$p"; then echo "$p"; fi
  done
}
part programs 1024 programs
if have nvidia-ctk; then part ctk 4096 limit 5 nvidia-ctk --version; fi
if have nvidia-container-cli; then part container-cli 4096 limit 5 nvidia-container-cli --version; fi
part toolkit-config 32768 cat /etc/nvidia-container-runtime/config.toml
cdi() {
  [ $# -gt 0 ] || set -- /etc/cdi /var/run/cdi
  for d in "$@"; do
    for f in "$d"/*.yaml "$d"/*.json; do
      [ -f "$f" ] || continue
      case ${f##*/} in *nvidia*) ;; *) grep -q nvidia.com "$f" || continue ;; esac
      echo "file $f"
      sed -n 's/.*libcuda\.so\.\([0-9][0-9]*\.[0-9.]*[0-9]\).*/driver \1/p' "$f" | head -n 1
    done
  done
}
part cdi 16384 cdi "$@"
# The change time, since packages keep the modification time of their build; engines' starts in seconds too.
age() {
  h=$(command -v nvidia-container-runtime-hook) && echo "program $(stat -c %Z "$h")"
  boot=$(sed -n 's/^btime //p' /proc/stat)
  hz=$(getconf CLK_TCK) || hz=100
  for p in $(limit 5 pidof dockerd); do
    s=$(cat "/proc/$p/stat") || continue
    set -- ${s##*) }
    echo "engine $((boot + ${20} / hz))"
  done
}
part engine-age 1024 age
fabric() {
  if have systemctl; then echo "state $(limit 5 systemctl is-active nvidia-fabricmanager)"; fi
  if have pidof; then if pidof nv-fabricmanager >/dev/null; then echo running; else echo stopped; fi; fi
  if have nv-fabricmanager; then limit 5 nv-fabricmanager --version; fi
}
part fabric 4096 fabric

snap=/var/snap/docker
packaged() {
  if [ -d /snap/docker ]; then echo snap; fi
  for f in /usr/bin/dockerd /usr/local/bin/dockerd /usr/sbin/dockerd; do if [ -x "$f" ]; then echo "$f"; fi; done
}
part packaged 1024 packaged
settings() { first /etc/docker/daemon.json $snap/current/config/daemon.json "$HOME/.config/docker/daemon.json"; }
part daemon-json 65537 settings
disk() {
  d=$(settings | sed -n 's/.*"data-root"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p' | head -n 1)
  case $d in
    /*) ;;
    *)
      d=/var/lib/docker
      if [ ! -d $d ] && [ -d $snap ]; then d=$snap/common/var-lib-docker; fi
      if [ ! -d $d ] && [ -d "$HOME/.local/share/docker" ]; then d=$HOME/.local/share/docker; fi
      ;;
  esac
  echo "folder $d"
  while [ ! -d "$d" ] && [ "$d" != / ]; do d=$(dirname "$d"); done
  limit 5 df -Pk "$d"
}
part disk 8192 disk
printf '\n=done\n'
exit 0
} </dev/null
)script";

} // namespace dockwright::host

#!/bin/bash
# What bash completes for dockwright: PROGRAM. zsh and fish check their scripts' grammar where they are installed.
set -u
PATH=$(dirname "$1"):$PATH
failed=0
export DOCKER_HOST=unix:///nowhere/docker.sock # names of containers are asked for, and there are none

expect() { # WORD… -- CANDIDATE…: the last word is being typed
  local words=() want
  while [ "$1" != -- ]; do words+=("$1"); shift; done
  shift
  COMP_WORDS=("${words[@]}") COMP_CWORD=$((${#words[@]} - 1)) COMPREPLY=()
  _dockwright
  for want in "$@"; do
    case " ${COMPREPLY[*]} " in
    *" $want "*) printf 'ok      %s: %s\n' "${words[*]}" "$want" ;;
    *) printf 'FAILED  %s: no %s in: %s\n' "${words[*]}" "$want" "${COMPREPLY[*]}"; failed=1 ;;
    esac
  done
  [ $# -gt 0 ] || [ ${#COMPREPLY[@]} = 0 ] || { printf 'FAILED  %s: %s\n' "${words[*]}" "${COMPREPLY[*]}"; failed=1; }
}

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME=$home XDG_CONFIG_HOME=$home/config DOCKER_CONFIG=$home/docker
dockwright hosts add gpubox ssh://ada@gpubox.invalid >/dev/null 2>&1
source <(dockwright completion bash) || exit 1
expect dockwright li -- lint
expect dockwright gpu '' -- check suggest
expect dockwright gpu check --st -- --stage
expect dockwright ps --fo -- --format
expect dockwright ps --host '' -- gpubox
expect dockwright ps --host = gpu -- gpubox
expect dockwright ps --context '' --
expect dockwright hosts '' -- list add test login remove
expect dockwright hosts test '' -- gpubox
expect dockwright logs --tail '' --
expect dockwright attach '' --
for shell in zsh fish; do
  if command -v "$shell" >/dev/null; then
    dockwright completion "$shell" >"${TMPDIR:-/tmp}/dockwright-$$" && "$shell" -n "${TMPDIR:-/tmp}/dockwright-$$" || failed=1
    rm -f "${TMPDIR:-/tmp}/dockwright-$$"
  fi
done
exit $failed

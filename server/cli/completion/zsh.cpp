#include "cli/completion/scripts.hpp"

namespace dockwright::cli {

constexpr std::string_view zsh_completion = R"SCRIPT(#compdef dockwright
# zsh completion for dockwright: dockwright completion zsh > "${fpath[1]}/_dockwright"
_dockwright() {
  local program=$words[1] previous=$words[CURRENT-1] kind name value text one
  local -a found before machine
  integer i
  for ((i = 2; i < CURRENT; i++)); do
    case $words[i] in
    (--host|--context)
      ((i + 1 < CURRENT)) && machine+=($words[i] $words[i+1])
      ((i++)) ;;
    (--host=*|--context=*) machine+=($words[i]) ;;
    (-*) ;;
    (*) before+=($words[i]) ;;
    esac
  done
  case $PREFIX in
  (--host=*|--context=*) previous=${PREFIX%%=*}; compset -P '*=' ;;
  esac
  while IFS=$'\t' read -r kind name value text; do
    case $kind in
    (command) found+=("$name:$value") ;;
    (word) found+=($name) ;;
    (option)
      if [[ $value != - && ",$name," == *",$previous,"* ]]; then
        case $previous in
        (--host) found=(${(f)"$($program completion hosts 2>/dev/null)"}) ;;
        (--context) found=(${(f)"$($program completion contexts 2>/dev/null)"}) ;;
        (*) _files; return ;;
        esac
        break
      fi
      [[ $PREFIX == -* ]] && for one in ${(s:,:)name}; do found+=("$one:$text"); done ;;
    (argument)
      [[ $PREFIX == -* ]] && continue
      if [[ $name == *CONTAINER* ]]; then
        found+=(${(f)"$(timeout 2 $program completion containers $machine 2>/dev/null)"})
      elif [[ $name == MACHINE ]] && (( $#before > 1 )); then
        found+=(${(f)"$($program completion hosts 2>/dev/null)"})
      fi ;;
    esac
  done < <($program $before --describe 2>/dev/null)
  if (( $#found )); then _describe 'dockwright' found; else _files; fi
}
# Read by the completion system's own autoload, or by `source`.
if [[ $funcstack[1] == _dockwright ]]; then _dockwright "$@"; elif (( $+functions[compdef] )); then compdef _dockwright dockwright; fi
)SCRIPT";

} // namespace dockwright::cli

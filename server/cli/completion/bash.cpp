#include "cli/completion/scripts.hpp"

namespace dockwright::cli {

constexpr std::string_view bash_completion =
    R"SCRIPT(# bash completion for dockwright: source <(dockwright completion bash)
_dockwright() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} program=${COMP_WORDS[0]}
  local words='' kind name value rest path=() machine=() i
  # bash takes --host=NAME for three words.
  if [[ $current == '=' ]]; then current=''; elif [[ $previous == '=' ]]; then previous=${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
    --host | --context)
      name=${COMP_WORDS[i]}
      [[ ${COMP_WORDS[i+1]} == '=' ]] && ((i++))
      ((++i < COMP_CWORD)) && machine+=("$name" "${COMP_WORDS[i]}") ;;
    -* | '=') ;;
    *) path+=("${COMP_WORDS[i]}") ;;
    esac
  done
  while IFS=$'\t' read -r kind name value rest; do
    case $kind in
    command | word) words+=" $name" ;;
    option)
      # The word before is an option that takes a value: a machine, else a file, as far as we know.
      if [[ $value != - && ",$name," == *",$previous,"* ]]; then
        words=''
        [[ $previous == --host ]] && words=$("$program" completion hosts 2>/dev/null)
        [[ $previous == --context ]] && words=$("$program" completion contexts 2>/dev/null)
        break
      fi
      [[ $current == -* ]] && words+=" ${name//,/ }" ;;
    argument)
      [[ $current == -* ]] && continue
      if [[ $name == *CONTAINER* ]]; then
        words+=" $(timeout 2 "$program" completion containers "${machine[@]}" 2>/dev/null)"
      elif [[ $name == MACHINE && ${#path[@]} -gt 1 ]]; then
        words+=" $("$program" completion hosts 2>/dev/null)"
      fi ;;
    esac
  done < <("$program" "${path[@]}" --describe 2>/dev/null)
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -o default -o bashdefault -F _dockwright dockwright
)SCRIPT";

} // namespace dockwright::cli

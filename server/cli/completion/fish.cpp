#include "cli/completion/scripts.hpp"

namespace dockwright::cli {

constexpr std::string_view fish_completion =
    R"SCRIPT(# fish completion for dockwright: dockwright completion fish | source
function __dockwright_words
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -l program $before[1]
    set -l path
    set -l machine
    set -l i 2
    while test $i -le (count $before)
        switch $before[$i]
            case --host --context
                set -l next (math $i + 1)
                test $next -le (count $before); and set machine $machine $before[$i] $before[$next]
                set i $next
            case '--host=*' '--context=*'
                set machine $machine $before[$i]
            case '-*'
            case '*'
                set path $path $before[$i]
        end
        set i (math $i + 1)
    end
    switch $before[-1]
        case --host
            $program completion hosts 2>/dev/null
            return
        case --context
            $program completion contexts 2>/dev/null
            return
    end
    for line in ($program $path --describe 2>/dev/null)
        set -l part (string split \t -- $line)
        switch $part[1]
            case command
                printf '%s\t%s\n' $part[2] $part[3]
            case word
                printf '%s\n' $part[2]
            case option
                string match -q -- '-*' $current; or continue
                for name in (string split , -- $part[2])
                    printf '%s\t%s\n' $name $part[4]
                end
            case argument
                if string match -q '*CONTAINER*' -- $part[2]
                    timeout 2 $program completion containers $machine 2>/dev/null
                else if test "$part[2]" = MACHINE; and test (count $path) -gt 1
                    $program completion hosts 2>/dev/null
                end
        end
    end
end
complete -c dockwright -f -n 'test (count (__dockwright_words)) -gt 0'
complete -c dockwright -a '(__dockwright_words)'
)SCRIPT";

} // namespace dockwright::cli

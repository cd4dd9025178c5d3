#!/bin/sh
# Starts Proconsul from the folder this file stands in. Made by the build; see io.proconsul.app.dist.
self=$(readlink -f -- "$0")
home=${self%/bin/*}
java=@JAVA@
[ -x "$home/rt/bin/java" ] && java=$home/rt/bin/java

# Becomes the program: the name of a cache, the main class and arguments, with the flags in between.
# A cache that does not fit is ignored by the JVM; its complaints would stand in the program's output.
become() {
    cache=$home/$1.aot
    shift
    [ -e "$cache" ] && set -- -XX:AOTCache="$cache" "$@"
    exec "$java" "$@"
}

command_line() {
    become cli @CLI_FLAGS@ -cp "@CLI_PATH@" @CLI_MAIN@ "$@"
}

# A client needs less of everything than a server. Which of the two an agent is may stand in any of its
# files, so the program is asked, unless a flag says it.
role() {
    for flag; do
        case $flag in
            -dev | --dev | -server | --server | -bootstrap* | --bootstrap*)
                echo server
                return
                ;;
        esac
    done
    (command_line -role "$@") 2>/dev/null
}

# The agent is long-running; everything else a command that shall be over in the blink of an eye.
[ "${1-}" = agent ] || command_line "$@"
shift
if [ "$(role "$@")" = client ]; then
    become client @CLIENT_FLAGS@ -cp "@AGENT_PATH@" @AGENT_MAIN@ agent "$@"
fi
become agent @AGENT_FLAGS@ -cp "@AGENT_PATH@" @AGENT_MAIN@ agent "$@"

#!/bin/sh
# Starts Proconsul from the folder this file stands in. Made by the build; see io.proconsul.app.dist.
self=$(readlink -f -- "$0")
home=${self%/bin/*}
java=@JAVA@
[ -x "$home/rt/bin/java" ] && java=$home/rt/bin/java

# The agent is a long-running server; everything else a command that shall be over in the blink of an eye.
# A cache that does not fit is ignored by the JVM; its complaints would stand in the program's output.
if [ "${1-}" = agent ]; then
    cache=$home/agent.aot
    [ -e "$cache" ] && set -- -XX:AOTCache="$cache" @AGENT_MAIN@ "$@" || set -- @AGENT_MAIN@ "$@"
    exec "$java" @AGENT_FLAGS@ -cp "@AGENT_PATH@" "$@"
fi
cache=$home/cli.aot
[ -e "$cache" ] && set -- -XX:AOTCache="$cache" @CLI_MAIN@ "$@" || set -- @CLI_MAIN@ "$@"
exec "$java" @CLI_FLAGS@ -cp "@CLI_PATH@" "$@"

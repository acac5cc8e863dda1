#!/bin/sh
# As the product's script of this name: "start" and "stop" answer 0 at once, whatever comes of it; a pid file that names any living
# process keeps "start" from doing anything; nobody takes the pid file away.
[ -x "$JAVA_HOME/bin/java" ] || { echo "Error: JAVA_HOME is not defined correctly."; exit 1; }
RUNTIME=${RUNTIME_HOME##*/}
pid_file=$RUNTIME_HOME/runtime.pid
case ${1:-} in
    start)
        if [ -e "$pid_file" ] && kill -0 "$(cat "$pid_file")" 2>/dev/null; then echo "Process is already running"; exit 0; fi
        nohup sh "$RUNTIME_HOME/bin/carbon.sh" >/dev/null 2>&1 &
        exit 0
        ;;
    stop) kill -TERM "$(cat "$pid_file")"; exit 0 ;;
esac
"$CARBON_HOME/lib/java" -Dcarbon.home="$CARBON_HOME" -Dwso2.runtime.path="$RUNTIME_HOME" -Dwso2.runtime="$RUNTIME"

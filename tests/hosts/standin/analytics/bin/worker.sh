#!/bin/sh
# As the product's script of this name: CARBON_HOME and RUNTIME_HOME of the environment win, and java is called by its name alone.
PRGDIR=$(dirname "$0")
[ -z "$CARBON_HOME" ] && CARBON_HOME=$(cd "$PRGDIR/.." && pwd)
[ -z "$RUNTIME_HOME" ] && RUNTIME_HOME=$(cd "$PRGDIR/../wso2/worker" && pwd)
export CARBON_HOME RUNTIME_HOME
java -version >/dev/null 2>&1 || echo "java: not found" >&2
"$CARBON_HOME/wso2/worker/bin/carbon.sh" "$@"
exit

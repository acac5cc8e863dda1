#!/bin/sh
# Starts, stops and watches the server. Behaves as the product's script of this name does, with its traps:
# "start" and "stop" return at once and with 0 whatever comes of it, a stale pid file that names any living process
# makes "start" do nothing, CARBON_HOME from the environment wins over the place of this script.

this=$0
while [ -h "$this" ]; do
    target=$(readlink "$this")
    case $target in /*) this=$target ;; *) this=$(dirname "$this")/$target ;; esac
done

[ -z "$CARBON_HOME" ] && CARBON_HOME=$(cd "$(dirname "$this")/.." && pwd)
export CARBON_HOME

if [ -z "$JAVACMD" ]; then
    if [ -n "$JAVA_HOME" ]; then JAVACMD=$JAVA_HOME/bin/java; else JAVACMD=java; fi
fi
if [ ! -x "$JAVACMD" ]; then
    echo "Error: JAVA_HOME is not defined correctly."
    echo " CARBON cannot execute $JAVACMD"
    exit 1
fi
if [ -z "$JAVA_HOME" ]; then
    echo "You must set the JAVA_HOME variable before running CARBON."
    exit 1
fi

pid_file=$CARBON_HOME/wso2carbon.pid
[ -e "$pid_file" ] && PID=$(tr -d '\000' <"$pid_file")

args=
debug_port=
CMD=
while [ $# -gt 0 ]; do
    case $1 in
        start | -start | --start) CMD=start ;;
        stop | -stop | --stop) CMD=stop ;;
        restart | -restart | --restart) CMD=restart ;;
        version | -version | --version) CMD=version ;;
        test | -test | --test) CMD="test" ;;
        debug | -debug | --debug) CMD=debug; debug_port=$2; [ $# -gt 1 ] && shift ;;
        *) args="$args $1" ;;
    esac
    shift
done

in_background() {
    # shellcheck disable=SC2086 # the arguments are words
    nohup sh "$CARBON_HOME/bin/wso2server.sh" $args >/dev/null 2>&1 &
    exit 0
}

case $CMD in
    start)
        # shellcheck disable=SC2086 # the file may hold more than one word, as the product's may
        if [ -e "$pid_file" ] && ps -p $PID >/dev/null 2>&1; then
            echo "Process is already running"
            exit 0
        fi
        in_background
        ;;
    stop)
        kill -TERM "$(tr -d '\000' <"$pid_file")"
        exit 0
        ;;
    restart)
        kill -TERM "$(tr -d '\000' <"$pid_file")"
        # shellcheck disable=SC2086
        while ps -p $PID >/dev/null 2>&1; do sleep 1; done
        in_background
        ;;
    version)
        cat "$CARBON_HOME/bin/version.txt"
        cat "$CARBON_HOME/bin/wso2carbon-version.txt"
        exit 0
        ;;
    debug)
        case $debug_port in
            '' | *[!0-9]*) echo " Please specify the debug port after the --debug option"; exit 1 ;;
        esac
        JAVA_OPTS="$JAVA_OPTS -agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=$debug_port"
        echo "Please start the remote debugging client to continue..."
        ;;
esac

version=$("$JAVACMD" -version 2>&1 | sed -n 's/.*version "\([0-9]*\)\.*\([0-9]*\).*/\1 \2/p' | head -n 1)
case $version in
    '1 8' | '9 '* | '10 '* | '11 '*) ;;
    *) echo " Starting WSO2 Carbon (in unsupported JDK)"; echo " [ERROR] CARBON is supported only on JDK 1.8, 9, 10 and 11" ;;
esac

[ -d "$CARBON_HOME/tmp" ] && rm -rf "${CARBON_HOME:?}/tmp/"*
cd "$CARBON_HOME" || exit 1

classpath=
for jar in "$CARBON_HOME"/lib/*.jar; do classpath=$classpath:$jar; done
[ -z "$JVM_MEM_OPTS" ] && JVM_MEM_OPTS="-Xms256m -Xmx1024m"

echo "JAVA_HOME environment variable is set to $JAVA_HOME"
echo "CARBON_HOME environment variable is set to $CARBON_HOME"
echo "Using Java memory options: $JVM_MEM_OPTS"

# 121 is how the server asks to be started again.
status=121
while [ "$status" = 121 ]; do
    # shellcheck disable=SC2086
    "$JAVACMD" $JVM_MEM_OPTS $JAVA_OPTS -classpath "$classpath" -Djava.io.tmpdir="$CARBON_HOME/tmp" \
        -Dcom.sun.management.jmxremote -Dhttpclient.hostnameVerifier=AllowAll \
        -Dcarbon.home="$CARBON_HOME" -Dcarbon.config.dir.path="$CARBON_HOME/repository/conf" \
        org.apimorchestrator.standin.Bootstrap $args
    status=$?
done

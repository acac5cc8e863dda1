using ApimOrchestrator.Modules.Java.Support;

namespace ApimOrchestrator.Modules.Wso2.Support;

/// <summary>The shell scripts that look at, start and stop a WSO2 server.</summary>
internal static class ServerScripts
{
    /// <summary>Where what the process says on its standard error is kept: the product's own <c>start</c> throws it away, and a <c>StackOverflowError</c> of the configuration is said nowhere else.</summary>
    public const string ErrorLog = "repository/logs/wso2carbon-stderr.log";

    /// <summary>One look. Words: home; then, to follow a start, the log's inode and length at that time and the watching script's pid (0 for none).</summary>
    public const string Look =
        """
        # server state
        home=$1 log=$1/repository/logs/wso2carbon.log

        """ + FindProcess +
        """
        if [ -n "$pid" ]; then
          { read -r stat <"/proc/$pid/stat"; } 2>/dev/null
          echo "pid $pid"; echo "hertz $(getconf CLK_TCK 2>/dev/null || echo 100)"; echo "stat ${stat##*) }"
          grep '^btime ' /proc/stat
          grep -h ' 0A ' /proc/net/tcp /proc/net/tcp6 2>/dev/null | while read -r _ local _; do echo "port ${local##*:}"; done
        fi
        inode=0 length=0
        if [ -f "$log" ]; then inode=$(ls -iL "$log"); inode=$(echo ${inode%%/*}); length=$(($(wc -c <"$log"))); fi
        echo "log $inode $length"
        [ $# -gt 1 ] || exit 0
        [ "$4" = 0 ] || [ -d "/proc/$4" ] || echo "watcher gone"
        from=1
        [ "$inode" = "$2" ] && [ "$length" -ge "$3" ] && from=$(($3 + 1))
        if [ -f "$log" ]; then
          tail -c "+$from" "$log" | grep -q 'WSO2 Carbon started in' && echo "started"
          tail -c "+$from" "$log" | grep -E 'Waiting for required|unsatisfied items|Exception|Error|ERROR|FATAL|not found!|Halting JVM' | tail -n 25 | sed 's/^/log: /'
        fi
        tail -n 12 "$home/repository/logs/wso2carbon-stderr.log" 2>/dev/null | cut -c 1-500 | sed 's/^/err: /'
        exit 0
        """;

    /// <summary>Starts the server as the product's own <c>start</c> does, but keeps its standard error. Words: home, script, Java home or nothing, then the script's own. Prints the watching script's pid.</summary>
    public const string Start =
        "# server start\n" + JavaScripts.FindHome +
        """
        home=$1 script=$2 java=$3; shift 3

        """ + FindProcess +
        """
        # The product's own start does nothing where its pid file names any living process: after a stop or a reboot that may be somebody else.
        [ -z "$impostor" ] || rm -f "$home/wso2carbon.pid"
        find_java java
        JAVA_HOME=$java; export JAVA_HOME
        unset CARBON_HOME
        cd "$home" || exit
        mkdir -p repository/logs || exit
        detach=; command -v setsid >/dev/null 2>&1 && detach=setsid
        # setsid may fork: the watching script tells its number itself. A hang-up is ignored as nohup would have it.
        watcher=$( { $detach sh -c 'trap "" HUP; echo $$ >&3; exec sh "$@" 3>&-' sh "$home/bin/$script" "$@" 3>&1 </dev/null >/dev/null 2>repository/logs/wso2carbon-stderr.log & } )
        [ -n "$watcher" ] || { cat repository/logs/wso2carbon-stderr.log >&2; exit 1; }
        echo "$watcher"
        """;

    /// <summary>Ends the process of a home, found anew, so that no other is hit. Words: home, signal.</summary>
    public const string Stop =
        """
        # server stop
        home=$1

        """ + FindProcess +
        """
        [ -z "$pid" ] || kill "-$2" "$pid"
        """;

    /// <summary>Stops a server and waits until it is gone, by force after two minutes: what follows may take its folder away. Words: the folder, the signal.</summary>
    public const string StopAndWait = Stop + """

        [ -n "$pid" ] || exit 0
        waited=0
        while [ "$waited" -lt 260 ] && kill -0 "$pid" 2>/dev/null; do
          [ "$waited" -ne 240 ] || kill -KILL "$pid"
          waited=$((waited + 1))
          sleep 0.5
        done
        """;

    // Sets $pid to the Java process of $home: the one the pid file names if it is that, else the one found among all; $impostor to y where the pid file names another program.
    private const string FindProcess =
        """
        real=$(cd "$home" 2>/dev/null && pwd -P)
        ours() { tr '\000' '\n' 2>/dev/null <"/proc/$1/cmdline" | grep -qxF -e "-Dcarbon.home=$home" -e "-Dcarbon.home=$real"; }
        pid= named= impostor=
        [ -r "$home/wso2carbon.pid" ] && named=$(tr -cd 0-9 <"$home/wso2carbon.pid")
        if [ -n "$named" ] && [ -d "/proc/$named" ]; then
          if ours "$named"; then pid=$named; else impostor=y; fi
        fi
        if [ -z "$pid" ]; then
          for process in /proc/[0-9]*; do
            what=; { read -r what <"$process/comm"; } 2>/dev/null
            if [ "$what" = java ] && ours "${process#/proc/}" 2>/dev/null; then pid=${process#/proc/}; break; fi
          done
        fi

        """;
}

using ApimOrchestrator.Modules.Java.Support;

namespace ApimOrchestrator.Modules.Wso2.Support;

/// <summary>The shell scripts that look at, start and stop a WSO2 server.</summary>
internal static class ServerScripts
{
    /// <summary>One look. Words: home; then, to follow a start, the log's inode and length at that time and the watching script's pid (0 for none).</summary>
    public const string Look =
        """
        # server state
        home=$1

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
          tail -c "+$from" "$log" | grep -q "$up" && echo "started"
          tail -c "+$from" "$log" | grep -E 'Waiting for required|unsatisfied items|Exception|Error|ERROR|FATAL|not found!|Halting JVM' | tail -n 25 | sed 's/^/log: /'
        fi
        tail -n 12 "$errors" 2>/dev/null | cut -c 1-500 | sed 's/^/err: /'
        exit 0
        """;

    /// <summary>Starts the server as the product's own <c>start</c> does, but keeps its standard error, or has systemd start its unit. Words: home, script, Java home or nothing, then the script's own; to read: the keystore's password. Prints the watching script's pid.</summary>
    public const string Start =
        "# server start\n" + JavaScripts.FindHome +
        """
        home=$1 script=$2 java=$3; shift 3

        """ + FindProcess +
        """
        # The product's own start does nothing where its pid file names any living process: after a stop or a reboot that may be somebody else.
        [ -z "$impostor" ] || rm -f "$pid_file"
        # cat reads what this script is given to read: the password is no word of any process.
        if [ -n "${apim_with_password:-}" ] && [ ! -e "$home/password-persist" ] && grep -qE '^[[:space:]]*\[[[:space:]]*secrets[[:space:]]*\]' "$home/repository/conf/deployment.toml" 2>/dev/null; then
          rm -f "$home/password-tmp"
          (umask 077; exec cat >"$home/password-tmp") || exit
          [ "$(id -u)" != 0 ] || chown "$(stat -c %u:%g "$home")" "$home/password-tmp" || exit
        fi
        if [ -n "${apim_unit:-}" ]; then
          systemctl start -- "$apim_unit" || exit
          exec systemctl show -p MainPID --value -- "$apim_unit"
        fi
        find_java java
        JAVA_HOME=$java; export JAVA_HOME
        # The scripts of analytics call java by its name alone.
        [ -z "$runtime" ] || PATH=$java/bin:$PATH
        unset CARBON_HOME RUNTIME_HOME RUNTIME apim_runtime apim_with_password
        cd "$home" || exit
        mkdir -p "${errors%/*}" || exit
        detach=; command -v setsid >/dev/null 2>&1 && detach=setsid
        # setsid may fork: the watching script tells its number itself. A hang-up is ignored as nohup would have it.
        watcher=$( { $detach sh -c 'trap "" HUP; echo $$ >&3; exec sh "$@" 3>&-' sh "$home/bin/$script" "$@" 3>&1 </dev/null >/dev/null 2>"$errors" & } )
        [ -n "$watcher" ] || { cat "$errors" >&2; exit 1; }
        echo "$watcher"
        """;

    /// <summary>Ends the process of a home, found anew, so that no other is hit; one that systemd started is ended by it. Words: home, signal.</summary>
    public const string Stop =
        """
        # server stop
        home=$1
        # Where there is no such unit yet, its own script started it.
        if [ -n "${apim_unit:-}" ] && systemctl cat -- "$apim_unit" >/dev/null 2>&1; then systemctl stop -- "$apim_unit" || exit; fi

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

    // Sets the places of $home: $pid_file, $log, $errors (standard error is kept there: the product's own start throws it away, and a
    // StackOverflowError of the configuration is said nowhere else) and what the log says when it is $up. Sets $pid to its Java process: the one the pid file
    // names if it is that, else the one found among all; $impostor to y where the pid file names another program.
    private const string FindProcess =
        """
        runtime=${apim_runtime:-}
        if [ -n "$runtime" ]; then
          pid_file=$home/wso2/$runtime/runtime.pid log=$home/wso2/$runtime/logs/carbon.log errors=$home/wso2/$runtime/logs/carbon-stderr.log up=' started in '
        else
          pid_file=$home/wso2carbon.pid log=$home/repository/logs/wso2carbon.log errors=$home/repository/logs/wso2carbon-stderr.log up='WSO2 Carbon started in'
        fi
        real=$(cd "$home" 2>/dev/null && pwd -P)
        ours() {
          tr '\000' '\n' 2>/dev/null <"/proc/$1/cmdline" | grep -qxF -e "-Dcarbon.home=$home" -e "-Dcarbon.home=$real" || return
          [ -z "$runtime" ] || tr '\000' '\n' 2>/dev/null <"/proc/$1/cmdline" | grep -qxF -e "-Dwso2.runtime=$runtime"
        }
        pid= named= impostor=
        [ -r "$pid_file" ] && named=$(tr -cd 0-9 <"$pid_file")
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

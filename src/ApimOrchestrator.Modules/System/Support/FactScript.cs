namespace ApimOrchestrator.Modules.System.Support;

/// <summary>The one request all facts come by: sections of plain text, each after a line <c>@name</c>. POSIX shell; a program that is missing leaves its section empty.</summary>
internal static class FactScript
{
    public const string Text = """
        LC_ALL=C; export LC_ALL; exec 2>/dev/null
        echo @uname; uname -s; uname -n; uname -r; uname -m; uname -v
        echo @fqdn; hostname -f || uname -n
        echo @release; cat /etc/os-release
        echo @debian; cat /etc/debian_version
        echo @memory; cat /proc/meminfo
        echo @processors; nproc || grep -c '^processor' /proc/cpuinfo; grep '^model name' /proc/cpuinfo
        echo @mounts; cat /proc/self/mountinfo
        echo @route; cat /proc/net/route
        echo @addresses; ip -o addr show || ifconfig -a
        echo @links; ip -o link show
        echo @date; date '+%Y-%m-%d %H:%M:%S %Z %z %s %A'
        echo @uptime; cat /proc/uptime
        echo @environment; env
        echo @shell; echo "$SHELL"
        echo @init; cat /proc/1/comm; [ -d /run/systemd/system ] && echo systemd
        echo @virtual; [ -e /.dockerenv ] && echo docker; [ -e /run/.containerenv ] && echo podman; systemd-detect-virt
        echo @machine; cat /etc/machine-id
        echo @dns; cat /etc/resolv.conf
        echo @java; for home in "$JAVA_HOME" /usr/lib/jvm/* /opt/java* /opt/jdk* /usr/java/*; do
          [ -n "$home" ] && [ -x "$home/bin/java" ] && [ ! -L "$home" ] && echo "$home"
        done; readlink -f "$(command -v java)"
        echo @users; cut -d: -f1,3 /etc/passwd
        echo @end
        """;
}

using System.Diagnostics;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Tests.Modules.Wso2;

/// <summary>A server's folder with a start script of a few lines whose "Java" is a shell script of that name: quick to start, and as silent, stubborn or short-lived as a test wants it.</summary>
internal sealed class ServerHome : IDisposable
{
    private const string Script =
        """
        #!/bin/sh
        cd "$(dirname "$0")/.." || exit 1
        [ -n "$JAVA_HOME" ] || { echo "You must set the JAVA_HOME variable before running CARBON."; exit 1; }
        "$PWD/bin/java" -Dcarbon.home="$PWD"
        """;

    private const string Java =
        """
        #!/bin/sh
        printf '%s\n\000\000\000' $$ >wso2carbon.pid
        mkdir -p repository/logs
        trap 'echo "Halting JVM" >>repository/logs/wso2carbon.log; [ -f stubborn ] || exit 0' TERM
        . ./behaviour
        while :; do sleep 0.1; done
        """;

    /// <param name="folder">Where to make it.</param>
    /// <param name="name">The home's name.</param>
    /// <param name="runtime">A program of API-M Analytics, whose places are others; several may share a home.</param>
    public ServerHome(HostPath folder, string name = "wso2am-3.2.0", string? runtime = null)
    {
        Path = folder.Combine(name);
        if (runtime is not null)
        {
            (Log, PidFile) = (Path.Combine($"wso2/{runtime}/logs/carbon.log").Text, Path.Combine($"wso2/{runtime}/runtime.pid").Text);
            Directory.CreateDirectory(Path.Combine("bin").Text);
            Directory.CreateDirectory(Path.Combine($"wso2/{runtime}/logs").Text);
            Program($"{runtime}.sh", Script.Replace("-Dcarbon", $"-Dwso2.runtime={runtime} -Dcarbon", StringComparison.Ordinal));
            Program("java", $"#!/bin/sh\nruntime=${{1#*=}}\necho $$ >wso2/$runtime/runtime.pid\necho 'INFO - WSO2 API Manager Analytics Server started in 1 sec' >>wso2/$runtime/logs/carbon.log\nwhile :; do sleep 0.1; done");
            return;
        }

        (Log, PidFile) = (Path.Combine("repository/logs/wso2carbon.log").Text, Path.Combine("wso2carbon.pid").Text);
        Directory.CreateDirectory(Path.Combine("bin").Text);
        Directory.CreateDirectory(Path.Combine("repository/logs").Text);
        Program("wso2server.sh", Script);
        Program("java", Java);
        Behaves("sleep 0.5; echo 'INFO - WSO2 Carbon started in 1 sec' >>repository/logs/wso2carbon.log");
    }

    public HostPath Path { get; }

    public string Log { get; }

    public string PidFile { get; }

    public int Pid => int.Parse(File.ReadAllText(PidFile).Trim('\0', '\n'), System.Globalization.CultureInfo.InvariantCulture);

    public bool IsAlive => File.Exists(PidFile) && IsRunning(Pid);

    public void Behaves(string script) => File.WriteAllText(Path.Combine("behaviour").Text, script + "\n");

    public static bool IsRunning(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        if (IsAlive && File.ReadAllText($"/proc/{Pid}/cmdline").Contains(Path.Text, StringComparison.Ordinal))
        {
            using var process = Process.GetProcessById(Pid);
            process.Kill();
            process.WaitForExit();
        }
    }

    private void Program(string name, string text)
    {
        var file = Path.Combine("bin/" + name).Text;
        File.WriteAllText(file, text + "\n");
        File.SetUnixFileMode(file, (UnixFileMode)0x1ED);
    }
}

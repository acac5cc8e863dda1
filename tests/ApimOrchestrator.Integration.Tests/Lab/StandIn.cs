using System.Text;

namespace ApimOrchestrator.Integration.Tests.Lab;

/// <summary>The API Manager stand-in unpacked on a host, for tests that look at the stand-in itself.</summary>
public sealed class StandIn(DockerHost host)
{
    /// <summary>Where it is unpacked.</summary>
    public const string Home = "/opt/wso2am-3.2.0";

    /// <summary>The JRE of the lab hosts.</summary>
    public const string JavaHome = "/usr/lib/jvm/java-17-openjdk-amd64";

    private const string Toml = Home + "/repository/conf/deployment.toml";

    /// <summary>The host it is on.</summary>
    public DockerHost Host => host;

    /// <summary>A fresh copy, whatever was there; a running one is ended first.</summary>
    public async Task UnpackAsync(CancellationToken cancellation)
    {
        await host.ExecAsync("pkill -KILL -u wso2carbon java", cancellation);
        if ((await host.ExecAsync("test -e /tmp/pack.zip", cancellation)).ExitCode != 0)
        {
            await host.CopyAsync(LabImages.PackPath, "/tmp/pack.zip", cancellation);
        }

        await host.OutputAsync($"rm -rf {Home} && cd /opt && unzip -q /tmp/pack.zip && chown -R wso2carbon:wso2 {Home}", cancellation);
    }

    /// <summary>Calls wso2server.sh, a start ten times as fast as usual; output and exit code.</summary>
    public Task<(long ExitCode, string Output)> ScriptAsync(string arguments, CancellationToken cancellation) =>
        ScriptAsync(arguments, "JAVA_OPTS=-Dstandin.start.scale=0.1", cancellation);

    /// <summary>Calls wso2server.sh with more environment, as <c>NAME=value</c> words.</summary>
    public async Task<(long ExitCode, string Output)> ScriptAsync(string arguments, string environment, CancellationToken cancellation)
    {
        var result = await host.ExecAsync(
            $"runuser -u wso2carbon -- env JAVA_HOME={JavaHome} {environment} {Home}/bin/wso2server.sh {arguments}", cancellation);
        return (result.ExitCode ?? -1, result.Stdout + result.Stderr);
    }

    /// <summary>
    /// Runs it in the foreground until it has printed <paramref name="until"/> or ended by itself: all it printed, and whether it ended
    /// within a second of that. It is not running any more afterwards.
    /// </summary>
    public async Task<(bool Ended, string Output)> ForegroundAsync(string until, CancellationToken cancellation)
    {
        const string Script = """
            runuser -u wso2carbon -- env JAVA_HOME=$JAVA JAVA_OPTS=-Dstandin.start.scale=0.1 $AT/bin/wso2server.sh >/tmp/printed 2>&1 &
            for try in $(seq 600); do
                sleep 0.1
                if ! kill -0 $! 2>/dev/null || grep -qF -- "$UNTIL" /tmp/printed; then break; fi
            done
            for try in $(seq 10); do kill -0 $! 2>/dev/null || break; sleep 0.1; done
            if kill -0 $! 2>/dev/null; then code=1; pkill -KILL -u wso2carbon; else code=0; fi
            cat /tmp/printed
            exit $code
            """;
        var quoted = until.Replace("'", "'\\''", StringComparison.Ordinal);
        var result = await host.ExecAsync($"JAVA={JavaHome} AT={Home} UNTIL='{quoted}'\n{Script}", cancellation);
        return (result.ExitCode == 0, result.Stdout);
    }

    /// <summary>deployment.toml as it is.</summary>
    public Task<string> TomlAsync(CancellationToken cancellation) => host.OutputAsync($"cat {Toml}", cancellation);

    /// <summary>Replaces deployment.toml.</summary>
    public async Task WriteTomlAsync(string text, CancellationToken cancellation)
    {
        await host.WriteAsync(Toml, Encoding.UTF8.GetBytes(text), cancellation);
        await host.OutputAsync($"chown wso2carbon:wso2 {Toml}", cancellation);
    }

    /// <summary>wso2carbon.log; empty where there is none.</summary>
    public async Task<string> LogAsync(CancellationToken cancellation) =>
        (await host.ExecAsync($"cat {Home}/repository/logs/wso2carbon.log", cancellation)).Stdout;

    /// <summary>Waits until a shell line succeeds on the host; fails with the log after a minute.</summary>
    public async Task UntilAsync(string script, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < 120; attempt++)
        {
            if ((await host.ExecAsync(script, cancellation)).ExitCode == 0)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, cancellation);
        }

        throw new TimeoutException($"{script}\n{await LogAsync(cancellation)}");
    }

    /// <summary>Waits until the log holds the text.</summary>
    public Task UntilLoggedAsync(string text, CancellationToken cancellation) =>
        UntilAsync($"grep -qF -- '{text}' {Home}/repository/logs/wso2carbon.log", cancellation);
}

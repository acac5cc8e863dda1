using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Wso2.Support;

/// <summary>Which server is meant, and how it is started and stopped.</summary>
/// <param name="Home">The pack's folder.</param>
/// <param name="Runtime">Which program of the pack.</param>
/// <param name="Unit">The unit of systemd that starts and stops it; null where its own script does.</param>
internal sealed record ServerPlace(HostPath Home, ServerRuntime Runtime, string? Unit)
{
    private bool IsAnalytics => Runtime != ServerRuntime.Server;

    private string Name => Runtime.ToString().ToLowerInvariant();

    public Subject Subject => new("server", IsAnalytics ? $"{Home}/wso2/{Name}" : Home.Text);

    /// <summary>The names its start script may have; the first that is there is taken.</summary>
    public IReadOnlyList<string> ScriptNames => IsAnalytics ? [Name + ".sh"] : ["api-manager.sh", "wso2server.sh"];

    /// <summary>Where what the process says on its standard error is kept, relative to the home.</summary>
    public string ErrorLog => IsAnalytics ? $"wso2/{Name}/logs/carbon-stderr.log" : "repository/logs/wso2carbon-stderr.log";

    /// <summary>How people start it in the foreground.</summary>
    public string Foreground => IsAnalytics ? $"'sh bin/{Name}.sh'" : "'sh bin/wso2server.sh' (4.x: api-manager.sh)";

    /// <summary>What its log says when it is up.</summary>
    public string Sign => IsAnalytics ? "started in" : "WSO2 Carbon started";

    /// <summary>One of <see cref="ServerScripts"/>; its first word is the home.</summary>
    public Command Call(string script, params IEnumerable<string> words)
    {
        var environment = new Dictionary<string, string>();
        if (IsAnalytics)
        {
            environment["apim_runtime"] = Name;
        }

        if (Unit is not null)
        {
            environment["apim_unit"] = Unit;
        }

        return Command.Shell(script, [Home.Text, .. words]) with { Environment = environment };
    }
}

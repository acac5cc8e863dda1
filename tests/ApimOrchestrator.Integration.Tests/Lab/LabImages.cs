using Xunit;

[assembly: AssemblyFixture(typeof(ApimOrchestrator.Integration.Tests.Lab.LabImages))]

namespace ApimOrchestrator.Integration.Tests.Lab;

/// <summary>
/// The images of the lab hosts, made once a test run by <c>scripts/lab images</c>, with the pack and the SSH key that belong to them.
/// Take it as a constructor parameter and start hosts with <see cref="DockerHost"/>.
/// </summary>
public sealed class LabImages : IAsyncLifetime
{
    /// <summary>A host for API Manager: nothing of the product is there yet.</summary>
    public const string Node = "apim-orchestrator/node";

    /// <summary>A host with the Identity Server stand-in in /opt/wso2is-5.10.0, stopped.</summary>
    public const string KeyManager = "apim-orchestrator/km";

    /// <summary>A host with nginx, stopped.</summary>
    public const string LoadBalancer = "apim-orchestrator/lb";

    /// <summary>A host with MariaDB and PostgreSQL, both running.</summary>
    public const string Database = "apim-orchestrator/db";

    private string? _trouble;

    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The private key that the users ops, nosudo and pwsudo of every host accept.</summary>
    public static string KeyPath { get; } = Path.Combine(Root, ".lab", "id_ed25519");

    /// <summary>The API Manager pack: the stand-in's, or the real one where APIM_PACK names it.</summary>
    public static string PackPath { get; } = PackOf("3.2.0");

    /// <summary>The pack of API-M Analytics, a stand-in.</summary>
    public static string AnalyticsPackPath { get; } = PackOf("analytics-3.2.0");

    /// <summary>The stand-in's pack of another version.</summary>
    public static string PackOf(string version) => Path.Combine(Root, ".lab", $"wso2am-{version}.zip");

    /// <summary>Whether <see cref="PackPath"/> is a real product, which starts in minutes and not in seconds.</summary>
    public static bool PackIsReal => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("APIM_PACK"));

    /// <summary>Whether the images are there. Fixtures ask; tests call <see cref="Require"/>.</summary>
    public bool IsReady => _trouble is null;

    /// <summary>Skips the test where there is no engine and none is wanted; fails it where there is none but one is.</summary>
    public void Require()
    {
        Assert.SkipWhen(_trouble is not null && DockerEngine.MayBeAbsent, "no Docker engine, and APIM_NO_DOCKER=1");
        Assert.True(_trouble is null, _trouble);
    }

    /// <summary>As <see cref="Require"/>, for tests of versions of which there is only the stand-in's pack (<see cref="PackOf"/>).</summary>
    public void RequireStandIn()
    {
        Require();
        Assert.SkipWhen(PackIsReal, "APIM_PACK names a real pack: the other versions' layouts are the stand-in's");
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (DockerEngine.MayBeAbsent && !DockerEngine.SpeakTheEnginesVersion())
        {
            _trouble = "no Docker engine";
            return;
        }

        var (exitCode, output) = await LabCommand.RunAsync(Path.Combine(Root, "scripts", "lab"), ["images"], CancellationToken.None);
        _trouble = exitCode == 0 ? null : $"scripts/lab images ended with {exitCode}:\n{output}";
        DockerEngine.SpeakTheEnginesVersion();
        if (_trouble is null)
        {
            await SweepAsync(["ps", "-aq"], ["rm", "-f"], ".Config.Labels");
            await SweepAsync(["network", "ls", "-q"], ["network", "rm"], ".Labels");
            await SweepAsync(["volume", "ls", "-q"], ["volume", "rm"], ".Labels");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Removes what test runs left that were killed.</summary>
    private static async Task SweepAsync(string[] list, string[] remove, string labels)
    {
        var (_, ids) = await LabCommand.RunAsync("docker", [.. list, "--filter", $"label={DockerEngine.Label}"], CancellationToken.None);
        foreach (var id in ids.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (_, owner) = await LabCommand.RunAsync(
                "docker", ["inspect", "-f", $"{{{{index {labels} \"{DockerEngine.Label}\"}}}}", id], CancellationToken.None);
            if (int.TryParse(owner.Trim(), out var process) && !Directory.Exists($"/proc/{process}"))
            {
                await LabCommand.RunAsync("docker", [.. remove, id], CancellationToken.None);
            }
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ApimOrchestrator.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"no ApimOrchestrator.sln above {AppContext.BaseDirectory}");
        }

        return folder.FullName;
    }
}

using System.Globalization;
using ApimOrchestrator.Integration.Tests.Lab;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.VirtualMachines;

/// <summary>The four virtual machines of <c>tests/vms/vmlab</c>, of this test run alone; where they cannot run, the reason.</summary>
public sealed class MachineLab
{
    private const int Impossible = 3;

    private static readonly string Script = Path.Combine(LabImages.Root, "tests", "vms", "vmlab");
    private static readonly string Runs = Path.Combine(LabImages.Root, ".lab", "vms", "run");

    private readonly string _project = Prefix + Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Why tests are to be skipped; null where machines can run.</summary>
    public string? WhyNot { get; private set; }

    /// <summary>The folder of this run's machines.</summary>
    public string Folder => Path.Combine(Runs, _project);

    private const string Prefix = "test-";

    /// <summary>Starts all of them, on fresh disks; none where they cannot run.</summary>
    public async Task<IReadOnlyList<VirtualMachine>> StartAsync(CancellationToken cancellation)
    {
        if (Environment.GetEnvironmentVariable("APIM_NO_VMS") == "1")
        {
            WhyNot = "APIM_NO_VMS=1 leaves the tests on virtual machines out";
            return [];
        }

        await SweepAsync(cancellation);
        var (exitCode, output, errors) = await CallAsync(["up"], cancellation);
        if (exitCode == Impossible)
        {
            WhyNot = errors.Trim();
            return [];
        }

        Assert.True(exitCode == 0, $"tests/vms/vmlab up ended with {exitCode}:\n{output}{errors}");
        return [.. from line in await File.ReadAllLinesAsync(Path.Combine(Folder, "machines"), cancellation)
                   let words = line.Split(' ')
                   select new VirtualMachine(this, words[0], words[1])];
    }

    /// <summary>Ends them and throws their disks away.</summary>
    public async Task EndAsync() => await CallAsync(["down"], CancellationToken.None);

    /// <summary>Calls <c>vmlab</c> for the machines of this run: exit code, standard output, standard error.</summary>
    public Task<(int ExitCode, string Output, string Errors)> CallAsync(IReadOnlyList<string> words, CancellationToken cancellation) =>
        LabCommand.ApartAsync("env", [$"LAB_PROJECT={_project}", Script, .. words], cancellation);

    /// <summary>Calls <c>vmlab</c>, which must succeed.</summary>
    public async Task DoAsync(IReadOnlyList<string> words, CancellationToken cancellation)
    {
        var (exitCode, output, errors) = await CallAsync(words, cancellation);
        Assert.True(exitCode == 0, $"tests/vms/vmlab {string.Join(' ', words)} ended with {exitCode}:\n{output}{errors}");
    }

    /// <summary>Ends what test runs left that were killed.</summary>
    private static async Task SweepAsync(CancellationToken cancellation)
    {
        foreach (var project in Directory.Exists(Runs) ? Directory.EnumerateDirectories(Runs, Prefix + "*").Select(folder => Path.GetFileName(folder)!) : [])
        {
            if (!Directory.Exists($"/proc/{project[Prefix.Length..]}"))
            {
                await LabCommand.RunAsync("env", [$"LAB_PROJECT={project}", Script, "down"], cancellation);
            }
        }
    }
}

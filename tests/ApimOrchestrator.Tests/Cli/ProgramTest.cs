using System.Diagnostics;
using Xunit;

namespace ApimOrchestrator.Tests.Cli;

/// <summary>What tests of the program as its users start it share: a folder of their own, and turns: a run locks the host, and the host is this one.</summary>
[Collection("the control machine as a host")]
public abstract class ProgramTest : IDisposable
{
    /// <summary>A folder of the test's own.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("apim-program-").FullName;

    /// <summary>Where journals go.</summary>
    protected string Journal => Path.Combine(Folder, "runs");

    /// <summary>The newest run.</summary>
    protected string LastRun => Path.GetFileName(Directory.EnumerateDirectories(Journal).Max()!);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs the program. Where a run that is none of the tests' has this machine locked, again until it has not, as if the refused ones had never been.</summary>
    protected async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] words)
    {
        for (var tries = 0; ; tries++)
        {
            var before = Runs();
            var run = await RunOnceAsync(words);
            if (!run.Errors.Contains("locked by another run", StringComparison.Ordinal) || tries == 100)
            {
                return run;
            }

            foreach (var refused in Runs().Except(before))
            {
                Directory.Delete(refused, recursive: true);
            }
        }
    }

    private string[] Runs() => Directory.Exists(Journal) ? Directory.GetDirectories(Journal) : [];

    /// <summary>Runs the program, locked or not.</summary>
    protected static async Task<(int ExitCode, string Output, string Errors)> RunOnceAsync(params string[] words)
    {
        using var process = Start(words);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        var errors = process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Starts the program.</summary>
    protected static Process Start(params string[] words) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "apim-orchestrator.dll"), .. words])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>Writes a playbook.</summary>
    protected string Write(string playbook, string name = "playbook.yml")
    {
        var file = Path.Combine(Folder, name);
        File.WriteAllText(file, playbook);
        return file;
    }
}

using System.Diagnostics;

namespace ApimOrchestrator.Integration.Tests.Lab;

/// <summary>Runs a program of this machine to its end.</summary>
public static class LabCommand
{
    /// <summary>Both outputs together and the exit code; <paramref name="program"/> is never a shell line.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, IEnumerable<string> words, CancellationToken cancellation)
    {
        var (exitCode, output, errors) = await ApartAsync(program, words, cancellation);
        return (exitCode, output + errors);
    }

    /// <summary>As <see cref="RunAsync"/>, each output by itself.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> ApartAsync(string program, IEnumerable<string> words, CancellationToken cancellation)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, words)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            },
        };
        process.Start();
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output, await errors);
    }
}

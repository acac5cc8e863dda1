namespace ApimOrchestrator.Integration.Tests.Lab;

/// <summary>What can be done on every host.</summary>
public static class LabHostExtensions
{
    /// <summary>The standard output of a shell line that must succeed.</summary>
    public static async Task<string> OutputAsync(this ILabHost host, string script, CancellationToken cancellation)
    {
        var result = await host.ExecAsync(script, cancellation);
        return result.ExitCode == 0
            ? result.Stdout
            : throw new InvalidOperationException($"{host.Name}: {script}\nexit code {result.ExitCode}\n{result.Stdout}{result.Stderr}");
    }
}

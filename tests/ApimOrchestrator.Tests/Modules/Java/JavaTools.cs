using System.Diagnostics;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Hosts.Effects;
using Shouldly;

namespace ApimOrchestrator.Tests.Modules.Java;

/// <summary>The real keytool, to prove by another hand what the modules did.</summary>
internal static class JavaTools
{
    /// <summary>Runs keytool; the password is in <c>STORE_PASSWORD</c>.</summary>
    public static async Task<string> KeytoolAsync(string password, string? input, params string[] words)
    {
        var start = new ProcessStartInfo("keytool", words) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["STORE_PASSWORD"] = password;
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
        }

        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, output + await error);
        return output;
    }

    /// <summary>What keytool says of a store.</summary>
    public static Task<string> ListAsync(string store, string password) => KeytoolAsync(password, null, "-list", "-v", "-keystore", store, "-storepass:env", "STORE_PASSWORD");

    /// <summary>Applies a module and answers what it changed.</summary>
    public static async Task<(Answer Answer, IReadOnlyList<string> Effects)> DoAsync(this IModule module, IHost host, CancellationToken cancellation)
    {
        var recorder = new RecordingHost(host, new TaskOptions { Diff = true });
        var answer = await module.ApplyAsync(recorder, cancellation);
        return (answer, [.. recorder.Effects.Select(effect => $"{effect.Kind} {effect.Subject}: {effect.Before.State} -> {effect.After.State}")]);
    }
}

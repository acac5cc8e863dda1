using System.Reflection;

namespace ApimOrchestrator.Cli.Composition;

/// <summary>The program's version.</summary>
internal static class ProgramVersion
{
    /// <summary>As people write it, for example <c>0.1.0</c>.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}

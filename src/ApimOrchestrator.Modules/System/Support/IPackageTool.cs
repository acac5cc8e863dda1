using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>A host's package manager, as the words of its programs and what they answer.</summary>
internal interface IPackageTool
{
    /// <summary>Shows whether a package is installed.</summary>
    CommandLook<PackageState?> Look(string name);

    /// <summary>Shows, changing nothing, what a verb would do.</summary>
    Command Plan(PackageVerb verb, IReadOnlyList<string> names);

    /// <summary>Reads what <see cref="Plan"/> showed.</summary>
    /// <exception cref="TaskFailedException">It cannot be done; says why.</exception>
    IReadOnlyList<PackageStep> ReadPlan(CommandResult result);

    /// <summary>Does it.</summary>
    Command Do(PackageVerb verb, IReadOnlyList<string> names);

    /// <summary>Gets the lists of what there is to install.</summary>
    Command Update { get; }

    /// <summary>The name of a package written with a version, and the version asked for.</summary>
    (string Name, string? Version) Split(string written);

    /// <summary>A package at a version, as the program wants it written.</summary>
    string Join(string name, string version);
}

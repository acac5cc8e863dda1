using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>Brings packages to what is wished. What the package manager would do is asked of it first, so that everything that comes along is known.</summary>
/// <param name="host">The host.</param>
/// <param name="tool">Its package manager.</param>
internal sealed class PackageWork(IHost host, IPackageTool tool)
{
    /// <summary>Whether the lists of packages would be newer by now, so that what they say is not known.</summary>
    private bool _isStale;

    /// <summary>What the package manager printed last; null where it had nothing to do.</summary>
    public CommandResult? Result { get; private set; }

    /// <summary>Gets the lists of packages. By itself it is a change; ahead of others it is not worth a word.</summary>
    public async Task UpdateAsync(bool isShown, CancellationToken cancellation)
    {
        // nothing needs to be taken back: the next update brings other lists anyway
        var change = new Change(new Subject("package lists", host.Name), isShown ? "as they were" : null, isShown ? "updated" : null) { Undo = new Command("true") };
        var result = await host.MustRunAsync(tool.Update, change, cancellation);
        _isStale = result.WhyUnknown is not null;
    }

    /// <summary>Installs what is not installed, or not at the version asked for.</summary>
    public async Task InstallAsync(IReadOnlyList<string> names, IReadOnlyList<PackageState?> seen, CancellationToken cancellation)
    {
        var missing = names.Zip(seen).Where(pair => !Fits(pair.First, pair.Second)).Select(pair => pair.First).ToList();
        await DoAsync(PackageVerb.Install, missing, seen, cancellation);
    }

    /// <summary>Installs what is not installed and brings the rest to its newest version.</summary>
    public async Task UpgradeAsync(IReadOnlyList<string> names, IReadOnlyList<PackageState?> seen, CancellationToken cancellation)
    {
        await DoAsync(PackageVerb.Install, [.. names.Zip(seen).Where(pair => pair.Second is null).Select(pair => pair.First)], seen, cancellation);
        await DoAsync(PackageVerb.Upgrade, [.. names.Zip(seen).Where(pair => pair.Second is not null).Select(pair => pair.First)], seen, cancellation);
    }

    /// <summary>Removes what is installed.</summary>
    public Task RemoveAsync(IReadOnlyList<string> names, IReadOnlyList<PackageState?> seen, bool purges, CancellationToken cancellation) =>
        DoAsync(purges ? PackageVerb.Purge : PackageVerb.Remove, [.. names.Zip(seen).Where(pair => pair.Second is not null).Select(pair => tool.Split(pair.First).Name)], seen, cancellation);

    private bool Fits(string written, PackageState? state) =>
        state is not null && (tool.Split(written).Version is not { } version || state.Version is null || Wildcard.Fits(version, state.Version, dotIsOrdinary: true));

    private async Task DoAsync(PackageVerb verb, List<string> names, IReadOnlyList<PackageState?> seen, CancellationToken cancellation)
    {
        if (names.Count == 0)
        {
            return;
        }

        var steps = await PlanAsync(verb, names, cancellation);
        var bare = names.Select(name => tool.Split(name).Name).ToList();
        if (steps.Count == 0)
        {
            if (_isStale && verb == PackageVerb.Upgrade)
            {
                throw new UnknownStateException("what the updated package lists offer");
            }

            return;
        }

        var states = steps.ToDictionary(step => new Subject("package", step.Name), step => step.After is null ? null : (object)new PackageState(_isStale ? null : step.After));
        foreach (var name in verb is PackageVerb.Install or PackageVerb.Upgrade ? bare : [])
        {
            states.TryAdd(new Subject("package", name), new PackageState((string?)null));
        }

        var change = new Change(new Subject("packages", string.Join(' ', bare)), Text(steps, step => step.Before, bare), _isStale ? new Unknown("the updated package lists") : Text(steps, step => step.After, bare))
        {
            Also = states,
            Undo = UndoOf(steps),
        };
        Result = await host.MustRunAsync(tool.Do(verb, names), change, cancellation);
    }

    private async Task<IReadOnlyList<PackageStep>> PlanAsync(PackageVerb verb, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var result = await host.LookAsync(new CommandLook<CommandResult>(new Subject("package plan", $"{verb} {string.Join(' ', names)}"), tool.Plan(verb, names), static answer => answer), cancellation);
        try
        {
            return [.. tool.ReadPlan(result).DistinctBy(step => step.Name)];
        }
        catch (TaskFailedException) when (_isStale)
        {
            throw new UnknownStateException("what the updated package lists offer");
        }
    }

    private Command? UndoOf(IReadOnlyList<PackageStep> steps) => steps switch
    {
        _ when steps.All(step => step.Before is null) => tool.Do(PackageVerb.Purge, [.. steps.Select(step => step.Name)]),
        _ when steps.All(step => step.After is null) => tool.Do(PackageVerb.Install, [.. steps.Select(step => tool.Join(step.Name, step.Before!))]),
        _ => null,
    };

    // what was asked for first, then what comes along
    private static string Text(IReadOnlyList<PackageStep> steps, Func<PackageStep, string?> version, List<string> names) =>
        string.Join(", ", steps.OrderBy(step => !names.Contains(step.Name)).ThenBy(step => step.Name, StringComparer.Ordinal).Select(step => version(step) switch
        {
            null => $"{step.Name} absent",
            "" => step.Name,
            var text => $"{step.Name} {text}",
        }));
}

using ApimOrchestrator.Core.Playbooks;
using ApimOrchestrator.Core.Running;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Inventories;
using ApimOrchestrator.Language.Sources;
using ApimOrchestrator.Language.Templates;

namespace ApimOrchestrator.Language.Variables;

/// <summary>
/// Lays a run's variables over one another in Ansible's order, strongest first: magic variables, the command line's, include and loop variables, registered ones and facts
/// set, <c>include_vars</c>, the task's and its blocks', role <c>vars</c>, <c>vars_files</c>, prompts, the play's, gathered facts, the inventory's, role <c>defaults</c>.
/// </summary>
internal sealed class VariableSource(InventoryLayers inventory, Problems problems) : IVariableSource
{
    /// <inheritdoc/>
    public IScope ScopeFor(ScopeRequest request)
    {
        var host = request.Host is null ? null : Find(request.Memory.Inventory, request.Host);
        var layers = new List<IReadOnlyDictionary<string, object?>> { MagicVariables.For(request, host), Hosts(request), request.Memory.ExtraVars, request.Local };
        layers.AddRange(request.Task?.IncludeVars.Reverse() ?? []);
        if (host is not null)
        {
            layers.Add(request.Memory.Of(host.Name).Assigned);
            layers.Add(request.Memory.Of(host.Name).Included);
        }

        layers.AddRange(request.Task?.Vars.Reverse() ?? []);
        layers.AddRange(request.Play.RoleVars.Reverse());
        layers.AddRange(request.Play.VarsFiles.Reverse());
        layers.Add(request.Prompted);
        layers.Add(request.Play.Vars);
        if (host is not null)
        {
            layers.Add(new FactLayer(request.Memory.Of(host.Name).Facts));
            layers.Add(inventory.VariablesOf(host, MagicVariables.FolderOf(request.Play)));
        }

        layers.AddRange(request.Task is { } task ? [task.RoleDefaults] : []);
        layers.AddRange(request.Play.RoleDefaults.Reverse());
        return new Scope(layers);
    }

    /// <inheritdoc/>
    public IReadOnlyList<HostEntry> Select(Inventory inventory, string pattern)
    {
        try
        {
            return HostPatterns.Select(inventory, pattern, part => problems.Warn(Place.Of("hosts"), $"no host or group matches '{part}'"));
        }
        catch (FormatException exception)
        {
            throw new DiagnosticException(new Diagnostic(Place.Of("hosts"), exception.Message));
        }
    }

    /// <inheritdoc/>
    public string TextOf(object? value) => ValueText.Of(value);

    /// <inheritdoc/>
    public bool? TruthOf(object? value) => value is Unknown ? null : Truth.Of(value);

    private static HostEntry Find(Inventory inventory, string name) => inventory.Find(name) ?? (HostPatterns.Select(inventory, name) is [var made, ..] ? made : null) ?? new HostEntry(name, [], new Dictionary<string, object?>());

    // What other hosts are asked for are the variables that do not belong to this play.
    private LazyMap Hosts(ScopeRequest request) => new(["hostvars"], _ => new LazyMap(
        [.. request.Memory.Inventory.Hosts.Select(host => host.Name)],
        name => new ScopeMap(OfHost(request, request.Memory.Inventory.Find(name)!))));

    private Scope OfHost(ScopeRequest request, HostEntry host) => new(
    [
        MagicVariables.For(request with { Task = null }, host),
        request.Memory.ExtraVars,
        request.Memory.Of(host.Name).Assigned,
        request.Memory.Of(host.Name).Included,
        new FactLayer(request.Memory.Of(host.Name).Facts),
        inventory.VariablesOf(host, MagicVariables.FolderOf(request.Play)),
    ]);
}

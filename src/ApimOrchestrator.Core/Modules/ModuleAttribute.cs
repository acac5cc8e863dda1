namespace ApimOrchestrator.Core.Modules;

/// <summary>Makes a sealed record a module: the build finds it and writes its binder, checks, schema and registration from this one declaration.</summary>
/// <param name="name">The name playbooks use, for example <c>toml</c>.</param>
/// <param name="summary">What it does, one sentence.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ModuleAttribute(string name, string summary) : Attribute
{
    /// <summary>The name playbooks use.</summary>
    public string Name { get; } = name;

    /// <summary>What it does, one sentence.</summary>
    public string Summary { get; } = summary;

    /// <summary>Other names of the same module, for example <c>ansible.posix.mount</c>; <c>ansible.builtin.NAME</c> and <c>ansible.legacy.NAME</c> need not be named.</summary>
    public string[] Aliases { get; set; } = [];

    /// <summary>Whether it works on the run's variables alone and needs no connection to a host (<c>debug</c>, <c>set_fact</c>, <c>assert</c> …).</summary>
    public bool NeedsNoHost { get; set; }

    /// <summary>Whether a task of it runs once for all hosts of a batch, as if it said <c>run_once</c> (<c>pause</c>, <c>add_host</c>).</summary>
    public bool RunsOnce { get; set; }
}

namespace ApimOrchestrator.Core.Modules;

/// <summary>Describes an argument: a <c>required</c> or optional <c>init</c> property of a module (or of a record that is part of one). The argument's name is the property's in snake case; its default is the property's initializer.</summary>
/// <param name="description">What it is, one or two sentences; shown in the documentation and in editors.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ArgumentAttribute(string description) : Attribute
{
    /// <summary>What it is.</summary>
    public string Description { get; } = description;

    /// <summary>The argument's name where it is not the property's in snake case.</summary>
    public string? Name { get; set; }

    /// <summary>Other names for it, as Ansible has them (<c>dest</c> for <c>path</c>).</summary>
    public string[] Aliases { get; set; } = [];

    /// <summary>Whether it takes the free text of the short form (<c>command: echo hi</c>).</summary>
    public bool FreeForm { get; set; }

    /// <summary>Whether it takes every argument that has no property of its own (as <c>set_fact</c> does); the property is a dictionary.</summary>
    public bool TakesRest { get; set; }
}

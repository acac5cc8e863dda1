namespace ApimOrchestrator.Core.Modules;

/// <summary>Declares a value of a module's answer.</summary>
/// <param name="name">The value's name in the registered variable.</param>
/// <param name="description">What it is, one sentence.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ReturnsAttribute(string name, string description) : Attribute
{
    /// <summary>The value's name.</summary>
    public string Name { get; } = name;

    /// <summary>What it is.</summary>
    public string Description { get; } = description;
}

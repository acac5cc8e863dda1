namespace ApimOrchestrator.Core.Modules;

/// <summary>Everything the outside knows of a module, written by the build from its record: names, arguments, answer and how to make one.</summary>
/// <param name="Name">The name playbooks use.</param>
/// <param name="Summary">What it does, one sentence.</param>
/// <param name="Arguments">Its arguments in the order of their declaration.</param>
/// <param name="Create">Makes the module from its arguments; collects problems in the reader instead of throwing.</param>
public sealed record ModuleContract(string Name, string Summary, IReadOnlyList<ArgumentContract> Arguments, Func<ArgumentReader, IModule> Create)
{
    /// <summary>Other names of the module.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The values it answers: name and description.</summary>
    public IReadOnlyList<(string Name, string Description)> Returns { get; init; } = [];

    /// <summary>Whether it needs no connection to a host.</summary>
    public bool NeedsNoHost { get; init; }

    /// <summary>Whether a task of it runs once for all hosts of a batch.</summary>
    public bool RunsOnce { get; init; }

    /// <summary>The argument that takes the short form's free text, or null.</summary>
    public ArgumentContract? FreeForm => Arguments.FirstOrDefault(argument => argument.IsFreeForm);

    /// <summary>The argument that takes all others, or null.</summary>
    public ArgumentContract? Rest => Arguments.FirstOrDefault(argument => argument.TakesRest);

    /// <summary>The argument of a name or alias, or null.</summary>
    /// <param name="name">As written in a playbook.</param>
    public ArgumentContract? Find(string name) => Arguments.FirstOrDefault(argument => argument.Answers(name));
}

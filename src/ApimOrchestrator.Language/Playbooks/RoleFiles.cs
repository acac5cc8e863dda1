namespace ApimOrchestrator.Language.Playbooks;

/// <summary>Which of a role's files are read: <c>tasks_from</c>, <c>handlers_from</c>, <c>vars_from</c>, <c>defaults_from</c>.</summary>
internal sealed record RoleFiles
{
    public string Tasks { get; init; } = "main";

    public string Handlers { get; init; } = "main";

    public string Vars { get; init; } = "main";

    public string Defaults { get; init; } = "main";
}

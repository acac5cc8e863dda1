using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;

namespace ApimOrchestrator.Modules.System.Support;

/// <summary>The arguments of commands that may be given something to read.</summary>
internal abstract record InputArguments : RunArguments
{
    [Argument("What the command reads from its standard input.")]
    public string? Stdin { get; init; }

    [Argument("Whether a line end is added to `stdin`.")]
    public bool StdinAddNewline { get; init; } = true;

    /// <summary>What the command reads.</summary>
    protected Content Input => Stdin is null ? Content.Empty : Content.Of(StdinAddNewline ? Stdin + "\n" : Stdin);
}

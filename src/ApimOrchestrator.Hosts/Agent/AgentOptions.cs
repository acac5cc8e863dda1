using ApimOrchestrator.Core.Hosts;

namespace ApimOrchestrator.Hosts.Agent;

/// <summary>How an agent is started.</summary>
public sealed record AgentOptions
{
    /// <summary>Whether the verbs that change a host are left out of the program that is sent.</summary>
    public bool LookOnly { get; init; }

    /// <summary>The POSIX shell that runs the agent, with its words.</summary>
    public string Shell { get; init; } = "/bin/sh";

    /// <summary>The silence after which the host is asked whether it still lives; also how long a start may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a living host may leave a request unanswered, programs excepted. Who asks for a file of a network share whose server is away waits for ever.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whom the agent works as; null for who logged in.</summary>
    public BecomeSettings? Become { get; init; }
}

namespace ApimOrchestrator.Core.Hosts;

/// <summary>A program and its words, never a shell line. Secrets travel by <see cref="Input"/> or <see cref="Environment"/>, never by a word.</summary>
/// <param name="Program">The program's name or path.</param>
/// <param name="Arguments">Its words, as they are.</param>
public sealed record Command(string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>What the program reads from its standard input; empty by default.</summary>
    public Content Input { get; init; } = Content.Empty;

    /// <summary>Variables added to the program's environment; a value may be a secret's text.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The folder the program starts in; null for the user's home.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>How long the program may run before it is ended with everything it started; null for no limit of its own.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether what it prints must not be shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>A script for the host's POSIX shell; <c>$1</c> … are the words.</summary>
    /// <param name="script">The script, a constant: nothing is pasted into it.</param>
    /// <param name="words">The words the script reads as <c>$1</c>, <c>$2</c> …</param>
    public static Command Shell(string script, params IReadOnlyList<string> words) => new("/bin/sh", ["-c", script, "sh", .. words]);

    /// <summary>The words joined for people; not for a shell.</summary>
    public override string ToString() => Arguments is ["-c", var script, "sh", ..] ? script.Split('\n')[0] : string.Join(' ', [Program, .. Arguments]);
}

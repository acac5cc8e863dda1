using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Sources;

namespace ApimOrchestrator.Language.Templates;

/// <summary>What templates may reach and how much they may cost. The defaults suit a playbook; tests and tools narrow them.</summary>
public sealed record TemplateOptions
{
    /// <summary>The folder that relative paths of lookups start from after the search path: usually the playbook's.</summary>
    public string BaseFolder { get; init; } = ".";

    /// <summary>Reads a text file of this machine for lookups and includes, opening an encrypted one; null reads it as it is.</summary>
    public Func<string, SourceText>? ReadFile { get; init; }

    /// <summary>Runs the command of a <c>pipe</c> lookup and answers its output; null refuses the lookup.</summary>
    public Func<string, string>? Pipe { get; init; }

    /// <summary>Gives the whole line of a file for the caret of an error; null where the line is not to be had, then the template's own text is shown; empty where nothing may be shown, because the file is secret.</summary>
    public Func<Place, string?>? SourceLine { get; init; }

    /// <summary>How many steps (operations, passes of a loop, items looked at) one evaluation may take, variables it uses included.</summary>
    public int MaxSteps { get; init; } = 2_000_000;

    /// <summary>How many evaluations (variables inside variables, includes, macros) may nest.</summary>
    public int MaxDepth { get; init; } = 100;

    /// <summary>How many characters a text and how many items a list made by a template may have.</summary>
    public int MaxSize { get; init; } = 16 * 1024 * 1024;

    /// <summary>How many numbers one <c>range()</c> may have.</summary>
    public int MaxRange { get; init; } = 100_000;

    /// <summary>How long one regular expression may look at one text.</summary>
    public TimeSpan RegexTimeout { get; init; } = TimeSpan.FromSeconds(1);
}

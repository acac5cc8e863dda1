namespace ApimOrchestrator.Core.Text;

/// <summary>A position in one of the user's files: what every problem and every task points at.</summary>
/// <param name="File">The file as the user named it (relative to where the program was started, if it can be).</param>
/// <param name="Line">The line, counted from 1; 0 where the file as a whole is meant.</param>
/// <param name="Column">The column, counted from 1; 0 where the line as a whole is meant.</param>
public sealed record Place(string File, int Line, int Column)
{
    /// <summary>A place that is not in a file: the command line, or a value the program itself supplies.</summary>
    public static Place Of(string origin) => new(origin, 0, 0);

    /// <summary>The form people and editors read: <c>file:line:column</c>.</summary>
    public override string ToString() => Line == 0 ? File : Column == 0 ? $"{File}:{Line}" : $"{File}:{Line}:{Column}";
}

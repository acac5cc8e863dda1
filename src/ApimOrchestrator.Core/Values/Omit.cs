namespace ApimOrchestrator.Core.Values;

/// <summary>The value of the variable <c>omit</c>: an argument that gets it is treated as if it had not been given.</summary>
public sealed class Omit
{
    /// <summary>The only instance.</summary>
    public static readonly Omit Value = new();

    private Omit()
    {
    }
}

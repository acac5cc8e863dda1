namespace ApimOrchestrator.Language.Templates.Runtime;

/// <summary>Texts as sequences of characters the way Python counts them: a character outside the basic plane is one, not two.</summary>
internal static class Characters
{
    public static int Count(string text) => IsPlain(text) ? text.Length : text.EnumerateRunes().Count();

    public static IReadOnlyList<object?> Of(string text) =>
        IsPlain(text) ? new ListValue(text.Select(c => (object?)c.ToString())) : new ListValue(text.EnumerateRunes().Select(r => (object?)r.ToString()));

    private static bool IsPlain(string text) => text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0;
}

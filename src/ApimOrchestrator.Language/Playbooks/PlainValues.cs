using System.Globalization;

namespace ApimOrchestrator.Language.Playbooks;

/// <summary>Reads values that say a yes or no, or a number.</summary>
internal static class PlainValues
{
    /// <summary>The yes or no a value says in any of Ansible's spellings, or null.</summary>
    public static bool? Boolean(object? value) => value switch
    {
        bool flag => flag,
        long and (0 or 1) and var number => number.Equals(1L),
        string text => text.ToUpperInvariant() switch
        {
            "YES" or "ON" or "TRUE" or "Y" or "T" or "1" => true,
            "NO" or "OFF" or "FALSE" or "N" or "F" or "0" => false,
            _ => null,
        },
        _ => null,
    };

    /// <summary>The number a value is or says, or null.</summary>
    public static object? Number(object? value) => value switch
    {
        long or double => value,
        string text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}

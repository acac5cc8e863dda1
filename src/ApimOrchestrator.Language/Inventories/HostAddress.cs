using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace ApimOrchestrator.Language.Inventories;

/// <summary>A host as an inventory writes it: a name (with ranges, perhaps) and sometimes a port after a colon.</summary>
/// <param name="Name">The name or address.</param>
/// <param name="Port">The port, or null.</param>
public sealed partial record HostAddress(string Name, int? Port)
{
    /// <summary>Takes the port off <c>host:2222</c>, <c>node[1:3]:2222</c> and <c>[fe80::1]:2222</c>; other colons belong to an IPv6 address.</summary>
    /// <param name="text">As written.</param>
    /// <exception cref="FormatException">The port is missing after its colon, or is not one.</exception>
    public static HostAddress Parse(string text)
    {
        if (!text.Contains('[', StringComparison.Ordinal) && IPAddress.TryParse(text, out _))
        {
            return new HostAddress(text, null);
        }

        if (text.EndsWith(':'))
        {
            throw new FormatException($"the port after '{text}' is missing");
        }

        var match = WithPort().Match(text);
        if (!match.Success)
        {
            return new HostAddress(text, null);
        }

        var port = int.TryParse(match.Groups["port"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536
            ? number
            : throw new FormatException($"'{match.Groups["port"].Value}' is not a port");
        var name = match.Groups["name"].Value;
        return new HostAddress(name is ['[', .. var inside, ']'] && IPAddress.TryParse(inside, out _) ? inside : name, port);
    }

    /// <summary>Whether a text is one address rather than several patterns with colons between them.</summary>
    /// <param name="text">A host pattern.</param>
    public static bool IsOne(string text) => !text.Contains(':', StringComparison.Ordinal) || IPAddress.TryParse(text, out _) || WithPort().IsMatch(text);

    [GeneratedRegex(@"\A(?<name>(?:[^:\[\]]|\[[^\]]*\])+):(?<port>[0-9]+)\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex WithPort();
}

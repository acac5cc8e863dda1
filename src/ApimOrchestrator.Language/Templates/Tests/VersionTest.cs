using System.Globalization;
using System.Text.RegularExpressions;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Tests;

/// <summary>Compares versions as Ansible's <c>version</c> does by default: numbers by value, letters by the alphabet; or as semantic versions.</summary>
internal static partial class VersionTest
{
    public static object? Holds(Arguments call)
    {
        var (left, right, sign) = (call.InputText, call.Text(0), call.Text(1, "eq"));
        if (left.Length == 0 || right.Length == 0)
        {
            throw new ValueProblem("a version cannot be empty");
        }

        var kind = call.Flag(2) ? "strict" : call.Text(3, "loose");
        var order = kind switch
        {
            "loose" or "strict" or "pep440" => Loose(left, right),
            "semver" or "semantic" => Semantic(left, right),
            _ => throw new ValueProblem($"there is no version_type '{kind}'", "there are: loose, strict, semver, semantic, pep440"),
        };
        return sign switch
        {
            "==" or "=" or "eq" => order == 0,
            "!=" or "<>" or "ne" => order != 0,
            "<" or "lt" => order < 0,
            "<=" or "le" => order <= 0,
            ">" or "gt" => order > 0,
            ">=" or "ge" => order >= 0,
            _ => throw new ValueProblem($"'version' has no operator '{sign}'", "there are: ==, !=, <, <=, >, >="),
        };
    }

    private static int Loose(string left, string right)
    {
        var (x, y) = (Parts(left), Parts(right));
        for (var i = 0; i < Math.Min(x.Count, y.Count); i++)
        {
            var order = (x[i], y[i]) switch
            {
                (long a, long b) => a.CompareTo(b),
                (string a, string b) => Math.Sign(string.CompareOrdinal(a, b)),
                _ => throw new ValueProblem($"the versions '{left}' and '{right}' cannot be compared: '{x[i]}' and '{y[i]}' are of different kinds"),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return x.Count.CompareTo(y.Count);
    }

    private static List<object> Parts(string version)
    {
        var parts = new List<object>();
        foreach (var part in Pieces().Split(version).Where(p => p.Length > 0 && p != "."))
        {
            parts.Add(part.All(char.IsAsciiDigit) && long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : part);
        }

        return parts;
    }

    private static int Semantic(string left, string right)
    {
        var (x, y) = (Version(left), Version(right));
        for (var i = 1; i <= 3; i++)
        {
            var order = long.Parse(x.Groups[i].Value, CultureInfo.InvariantCulture).CompareTo(long.Parse(y.Groups[i].Value, CultureInfo.InvariantCulture));
            if (order != 0)
            {
                return order;
            }
        }

        return PreRelease(x.Groups[4].Value, y.Groups[4].Value);
    }

    private static Match Version(string version) =>
        SemVer().Match(version) is { Success: true } match ? match : throw new ValueProblem($"'{version}' is not a semantic version such as 1.2.3-beta.1");

    private static int PreRelease(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return right.Length.CompareTo(left.Length);
        }

        var (x, y) = (left.Split('.'), right.Split('.'));
        for (var i = 0; i < Math.Min(x.Length, y.Length); i++)
        {
            var order = (long.TryParse(x[i], out var a), long.TryParse(y[i], out var b)) switch
            {
                (true, true) => a.CompareTo(b),
                (true, false) => -1,
                (false, true) => 1,
                _ => Math.Sign(string.CompareOrdinal(x[i], y[i])),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return x.Length.CompareTo(y.Length);
    }

    [GeneratedRegex(@"(\d+|[a-z]+|\.)", RegexOptions.CultureInvariant)]
    private static partial Regex Pieces();

    [GeneratedRegex(@"^v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex SemVer();
}

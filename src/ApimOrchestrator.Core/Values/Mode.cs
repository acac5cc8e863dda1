namespace ApimOrchestrator.Core.Values;

/// <summary>A wished file mode, octal (<c>0644</c>, <c>2755</c>) or symbolic as chmod writes it (<c>u=rw,g+r,o-x</c>, <c>a+X</c>), or <c>preserve</c>.</summary>
public sealed record Mode
{
    private Mode(string text, int? bits) => (Text, Bits) = (text, bits);

    /// <summary>The mode as written.</summary>
    public string Text { get; }

    /// <summary>The permission bits (0 to 07777) of an octal mode; null for a symbolic one, which needs the present mode.</summary>
    public int? Bits { get; }

    /// <summary>Whether the mode is <c>preserve</c>: the source file's own mode.</summary>
    public bool IsPreserve => Text == "preserve";

    /// <summary>A mode from its bits.</summary>
    /// <param name="bits">0 to 07777.</param>
    public static Mode Of(int bits) => new(Octal(bits), bits);

    /// <summary>The bits as four octal digits, the way effects and <c>stat</c> show them.</summary>
    /// <param name="bits">0 to 07777.</param>
    public static string Octal(int bits) => Convert.ToString(bits, 8).PadLeft(4, '0');

    /// <summary>Reads a mode.</summary>
    /// <param name="text">Octal digits or symbolic clauses.</param>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static Mode Parse(string text)
    {
        if (text.Length is >= 1 and <= 6 && text.TrimStart('0', 'o') is var digits && digits.All(c => c is >= '0' and <= '7') && digits.Length <= 4)
        {
            return new Mode(text, digits.Length == 0 ? 0 : Convert.ToInt32(digits, 8));
        }

        if (text == "preserve" || (text.Length > 0 && text.Split(',').All(IsClause)))
        {
            return new Mode(text, null);
        }

        throw new FormatException($"'{text}' is not a file mode; write octal digits such as 0644 or clauses such as u=rw,g=r");
    }

    /// <summary>The bits this mode means for a path.</summary>
    /// <param name="current">The path's present bits (for a new path what its creation would give).</param>
    /// <param name="isFolder">Whether the path is a folder (matters to <c>X</c>).</param>
    public int Resolve(int current, bool isFolder)
    {
        if (Bits is { } bits)
        {
            return bits;
        }

        return IsPreserve ? current : Text.Split(',').Aggregate(current, (mode, clause) => Apply(mode, clause, isFolder));
    }

    /// <summary>The mode as written.</summary>
    public override string ToString() => Text;

    private static bool IsClause(string clause)
    {
        var at = clause.AsSpan().IndexOfAny('+', '-', '=');
        return at >= 0 && clause[..at].All(c => "ugoa".Contains(c)) && clause[(at + 1)..].All(c => "rwxXstugo+-=".Contains(c));
    }

    private static int Apply(int mode, string clause, bool isFolder)
    {
        var at = clause.AsSpan().IndexOfAny('+', '-', '=');
        var who = at == 0 || clause[..at].Contains('a') ? "ugo" : clause[..at];
        while (at < clause.Length)
        {
            var end = clause.AsSpan(at + 1).IndexOfAny('+', '-', '=') is >= 0 and var next ? at + 1 + next : clause.Length;
            mode = Apply(mode, who, clause[at], clause[(at + 1)..end], isFolder);
            at = end;
        }

        return mode;
    }

    private static int Apply(int mode, string who, char action, string permissions, bool isFolder)
    {
        var (mask, bits) = (0, 0);
        foreach (var (letter, shift) in new[] { ('u', 6), ('g', 3), ('o', 0) })
        {
            if (!who.Contains(letter))
            {
                continue;
            }

            mask |= (7 << shift) | (letter == 'u' ? 0x800 : letter == 'g' ? 0x400 : 0);
            bits |= (Triad(mode, permissions, isFolder) << shift) | (permissions.Contains('s') ? (letter == 'u' ? 0x800 : letter == 'g' ? 0x400 : 0) : 0);
        }

        if (permissions.Contains('t'))
        {
            bits |= 0x200;
        }

        return action switch { '+' => mode | bits, '-' => mode & ~bits, _ => (mode & ~mask) | bits };
    }

    private static int Triad(int mode, string permissions, bool isFolder)
    {
        var triad = 0;
        foreach (var permission in permissions)
        {
            triad |= permission switch
            {
                'r' => 4,
                'w' => 2,
                'x' => 1,
                'X' when isFolder || (mode & 0x49) != 0 => 1,
                'u' => (mode >> 6) & 7,
                'g' => (mode >> 3) & 7,
                'o' => mode & 7,
                _ => 0,
            };
        }

        return triad;
    }
}

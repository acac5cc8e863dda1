using System.Globalization;
using System.Security.Cryptography;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Lookups;

/// <summary>
/// The lookup <c>password</c>: the password a file on the control machine holds; a file that is not there is made with a new one (0600, in folders of 0700), in a plan
/// too, so that applying it uses what the plan showed. Passwords are secrets wherever they go.
/// </summary>
internal static class PasswordLookup
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly string[] Parameters = ["length", "chars", "seed", "encrypt", "ident"];

    public static IEnumerable<object?> Passwords(LookupCall call)
    {
        call.Takes(Parameters);
        return call.Words().Select(term => One(call, term));
    }

    private static Secret One(LookupCall call, string term)
    {
        var words = term.Split(' ');
        var count = words.Reverse().TakeWhile(word => word.Contains('=')).Count();
        var given = words[^count..].Select(word => word.Split('=', 2)).ToDictionary(pair => pair[0], object? (pair) => pair[1].Trim('\'', '"'));
        if (given.Keys.FirstOrDefault(name => !Parameters.Contains(name)) is { } unknown)
        {
            throw new ValueProblem($"lookup 'password' has no parameter '{unknown}'", $"there are: {string.Join(", ", Parameters)}");
        }

        object? Option(string name) => given.TryGetValue(name, out var value) ? value : call.Option(name);
        if (Option("encrypt") is not null || Option("ident") is not null)
        {
            throw new ValueProblem("lookup 'password' gives plain passwords only", "leave 'encrypt' out; the module 'user' takes a hash made with openssl passwd");
        }

        var path = call.Path.Own(string.Join(' ', words[..^count]));
        var fresh = path == "/dev/null";
        return new Secret((fresh ? null : Read(path)) ?? Made(path, fresh, () => New(Characters(Option("chars")), Length(Option("length")), Option("seed"))));
    }

    private static string? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var text = File.ReadAllText(path).TrimEnd();
        var salt = text.LastIndexOf(" salt=", StringComparison.Ordinal);
        return salt < 0 ? text : text[..salt];
    }

    // Several hosts may ask at once, and several programs: whoever makes the file first decides.
    private static string Made(string path, bool isThrownAway, Func<string> make)
    {
        var password = make();
        if (isThrownAway)
        {
            return password;
        }

        try
        {
            var whole = Path.GetFullPath(path);
            Directory.CreateDirectory(Path.GetDirectoryName(whole)!, OwnerOnly | UnixFileMode.UserExecute);
            var fresh = $"{whole}.{RandomNumberGenerator.GetHexString(12, lowercase: true)}";
            using (var stream = new StreamWriter(fresh, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
            {
                stream.Write(password + "\n");
            }

            return Placed(fresh, whole) ? password : Read(path) ?? password;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ValueProblem($"the password file '{path}' cannot be made: {problem.Message}");
        }
    }

    private static bool Placed(string fresh, string whole)
    {
        try
        {
            File.Move(fresh, whole);
            return true;
        }
        catch (IOException) when (File.Exists(whole))
        {
            File.Delete(fresh);
            return false;
        }
    }

    private static string New(string characters, int length, object? seed)
    {
        if (seed is null)
        {
            return RandomNumberGenerator.GetString(characters, length);
        }

        var random = new PythonRandom(seed is Secret secret ? secret.Reveal() : seed);
        return string.Create(length, (random, characters), static (text, from) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = from.characters[(int)from.random.Below(from.characters.Length)];
            }
        });
    }

    private static int Length(object? given) => given switch
    {
        null => 20,
        long and >= 1 and <= 10_000 => (int)(long)given,
        string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length is >= 1 and <= 10_000 => length,
        _ => throw new ValueProblem("the length of a password is a number from 1 to 10000"),
    };

    /// <summary>The characters of a list of sets, each a name of Python's module <c>string</c> or the characters themselves; quotes are left out.</summary>
    private static string Characters(object? given)
    {
        var sets = given switch
        {
            null => ["ascii_letters", "digits", ".,:-_"],
            string text => (text.Contains(",,", StringComparison.Ordinal) ? [","] : Array.Empty<string>()).Concat(text.Replace(",,", ",", StringComparison.Ordinal).Split(',', StringSplitOptions.RemoveEmptyEntries)),
            _ => Items.Of(given, "'chars'").Select(ValueText.Known),
        };
        var characters = string.Concat(sets.Select(set => set switch
        {
            "ascii_letters" => Letters,
            "ascii_lowercase" => Letters[..26],
            "ascii_uppercase" => Letters[26..],
            "digits" => "0123456789",
            "hexdigits" => "0123456789abcdefABCDEF",
            "octdigits" => "01234567",
            "punctuation" => "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
            _ => set,
        })).Replace("\"", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);
        return characters.Length > 0 ? characters : throw new ValueProblem("'chars' names no characters");
    }
}

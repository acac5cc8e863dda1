using System.Runtime.CompilerServices;
using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Language.Templates.Syntax;

/// <summary>Goes through the tokens; knows how to say what was expected.</summary>
internal sealed class TokenReader(Source source, List<Token> tokens)
{
    private const int MaxNesting = 120;

    private int _next;
    private int _nesting;

    public Source Source { get; } = source;

    public Token Current => tokens[_next];

    public Token Ahead => tokens[Math.Min(_next + 1, tokens.Count - 1)];

    public Token Take()
    {
        var token = tokens[_next];
        _next = Math.Min(_next + 1, tokens.Count - 1);
        return token;
    }

    public bool Is(string word) => Current.Is(word);

    public bool TryTake(string word)
    {
        if (!Is(word))
        {
            return false;
        }

        Take();
        return true;
    }

    public Token Expect(string word) => Is(word) ? Take() : throw Unexpected($"'{word}'");

    public Token Expect(TokenKind kind, string expected) => Current.Kind == kind ? Take() : throw Unexpected(expected);

    public DiagnosticException Unexpected(string expected, string? help = null) =>
        Source.Error(Current.Start, $"expected {expected}, found {Current.Described}", help ?? (Is("=") ? "'==' compares two values" : null));

    /// <summary>The stretch from a node's first character to the last token taken.</summary>
    public Mark Since(int start) => new(Source, start, Math.Max(start, _next == 0 ? start : tokens[_next - 1].End));

    /// <summary>Reads something nested; refuses what is nested so deep that no person wrote it.</summary>
    public T Nested<T>(Func<T> read)
    {
        if (++_nesting > MaxNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Source.Error(Current.Start, $"this is nested too deep: at most {MaxNesting} levels are read");
        }

        var result = read();
        _nesting--;
        return result;
    }
}

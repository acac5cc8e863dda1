using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace ApimOrchestrator.Generators;

/// <summary>How names of the code become words of playbooks.</summary>
internal static class Names
{
    /// <summary><c>ManageDir</c> becomes <c>manage_dir</c>; digits stay with the letters before them.</summary>
    public static string Snake(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    /// <summary>A text as a C# literal.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}

using System.Text.RegularExpressions;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>Regular expressions that are arguments of modules.</summary>
internal static class ArgumentRegex
{
    /// <summary>Reads a pattern.</summary>
    /// <exception cref="TaskFailedException">The pattern is wrong; names the argument and what is wrong.</exception>
    public static PythonRegex Parse(string argument, string pattern, RegexOptions options = RegexOptions.None)
    {
        try
        {
            return PythonRegex.Parse(pattern, options);
        }
        catch (PythonRegexException wrong)
        {
            throw new TaskFailedException($"{argument}: {wrong.Message}");
        }
    }
}

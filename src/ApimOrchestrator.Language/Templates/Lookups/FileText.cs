using System.Text;
using ApimOrchestrator.Language.Sources;
using ApimOrchestrator.Language.Templates.Runtime;

namespace ApimOrchestrator.Language.Templates.Lookups;

/// <summary>Reads a file of the control machine as UTF-8 text.</summary>
internal static class FileText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static SourceText Read(string path, TemplateOptions options)
    {
        try
        {
            return options.ReadFile?.Invoke(path) ?? new SourceText(path, File.ReadAllText(path, Strict));
        }
        catch (DecoderFallbackException)
        {
            throw new ValueProblem($"'{path}' is not UTF-8 text");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ValueProblem($"'{path}' cannot be read: {exception.Message}");
        }
    }
}

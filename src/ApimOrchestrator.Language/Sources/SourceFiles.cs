using System.Text;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Vault;

namespace ApimOrchestrator.Language.Sources;

/// <summary>Reads the project's text files, encrypted ones too, and names them as the user would.</summary>
/// <param name="problems">Gets what is wrong; knows the texts afterwards.</param>
/// <param name="vault">Opens encrypted files and values.</param>
public sealed class SourceFiles(Problems problems, VaultReader vault)
{
    private const long LargestFile = 64L * 1024 * 1024;

    /// <summary>Opens encrypted files and values.</summary>
    public VaultReader Vault { get; } = vault;

    /// <summary>A file's name as the user would write it: relative to the working directory where it lies below it.</summary>
    /// <param name="path">Any path.</param>
    public static string NameOf(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? Path.GetFullPath(path) : relative;
    }

    /// <summary>Reads a text file; an encrypted one comes back in the clear.</summary>
    /// <param name="path">The file.</param>
    /// <param name="asked">Who asks for it: where problems with the file as a whole are reported; null for the file itself.</param>
    /// <returns>The text, or null where it cannot be read (then the problems say why).</returns>
    public SourceText? Read(string path, Place? asked = null)
    {
        var name = NameOf(path);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestFile })
            {
                problems.Error(asked ?? Place.Of(name), $"'{name}' is too large to be read as a text");
                return null;
            }

            return Text(name, File.ReadAllBytes(path));
        }
        catch (IOException exception)
        {
            problems.Error(asked ?? Place.Of(name), $"'{name}' cannot be read: {Reason(exception)}");
        }
        catch (UnauthorizedAccessException)
        {
            problems.Error(asked ?? Place.Of(name), $"'{name}' cannot be read: it is a folder, or this user may not");
        }
        catch (DecoderFallbackException)
        {
            problems.Error(asked ?? Place.Of(name), $"'{name}' is not a text in UTF-8");
        }
        catch (DiagnosticException exception)
        {
            problems.Add(exception);
        }

        return null;
    }

    private static string Reason(IOException exception) =>
        exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : exception.Message;

    private SourceText Text(string name, byte[] bytes)
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        var text = strict.GetString(bytes).TrimStart('\uFEFF');
        var isSecret = VaultReader.IsEncrypted(text);
        if (isSecret)
        {
            text = strict.GetString(Vault.Decrypt(text, Place.Of(name)));
        }

        var source = new SourceText(name, text) { IsSecret = isSecret };
        problems.Register(source);
        return source;
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ApimOrchestrator.Core.Text;
using ApimOrchestrator.Language.Inventories;

namespace ApimOrchestrator.Cli.Composition;

/// <summary>
/// A secret text in the user's editor: a file only its owner may read, in a folder of its own that also takes the editor's swap and backup files, in memory where the
/// system has a place for that. The folder is overwritten and removed at the end, also where the program is told to end.
/// </summary>
internal sealed class EditSession : IDisposable
{
    private const string InMemory = "/dev/shm";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _folder;
    private readonly string _file;
    private readonly PosixSignalRegistration[] _signals;

    /// <summary>Puts the text where the editor finds it.</summary>
    /// <param name="plain">The text.</param>
    /// <param name="extension">The extension of the file's name, for the editor's colours.</param>
    public EditSession(ReadOnlySpan<byte> plain, string extension)
    {
        _folder = Path.Combine(Directory.Exists(InMemory) ? InMemory : Path.GetTempPath(), $"apim-orchestrator-{RandomNumberGenerator.GetHexString(16, lowercase: true)}");
        Directory.CreateDirectory(_folder, OwnerOnly);
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Remove()), PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => Remove())];
        _file = Path.Combine(_folder, "secret" + extension);
        VaultFiles.WriteNew(_file, plain);
    }

    /// <summary>Runs the editor (<c>EDITOR</c>, else <c>vi</c>) until it ends.</summary>
    /// <returns>The text as it is then. The editor's exit code does not count, as <c>vi</c> gives one for any mistyped command.</returns>
    /// <exception cref="DiagnosticException">There is no such editor.</exception>
    public byte[] Edit()
    {
        var named = Environment.GetEnvironmentVariable("EDITOR") is { Length: > 0 } own ? own : "vi";
        try
        {
            var words = ShellWords.Split(named).Select(word => word.Word).ToList();
            using var editor = Process.Start(new ProcessStartInfo(words[0], [.. words.Skip(1), _file]))!;
            editor.WaitForExit();
            return File.ReadAllBytes(_file);
        }
        catch (Exception problem) when (problem is Win32Exception or FormatException or FileNotFoundException)
        {
            throw new DiagnosticException(new Diagnostic(Place.Of("EDITOR"), $"the editor '{named}' cannot be used: {problem.Message}", "name one in the environment variable EDITOR"));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        Remove();
    }

    private void Remove()
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(_folder, "*", new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint, RecurseSubdirectories = true }))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Write);
            VaultFiles.Overwrite(stream);
        }

        Directory.Delete(_folder, recursive: true);
    }
}

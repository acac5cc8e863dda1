using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using ApimOrchestrator.Core.Text;

namespace ApimOrchestrator.Cli.Composition;

/// <summary>Reads and replaces the files of the vault commands. A file is old or new, never torn, and what is written is its owner's alone.</summary>
internal static class VaultFiles
{
    /// <summary>Stands for standard input or output in place of a file.</summary>
    public const string Standard = "-";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>A file's bytes, or those of standard input.</summary>
    /// <param name="file">The file's name, or <c>-</c>.</param>
    /// <exception cref="DiagnosticException">It cannot be read.</exception>
    public static byte[] Read(string file) => Guarded(file, "read", () =>
    {
        using var input = file == Standard ? Console.OpenStandardInput() : File.OpenRead(file);
        using var read = new MemoryStream();
        input.CopyTo(read);
        return read.ToArray();
    });

    /// <summary>Puts new content in a file's place, readable by its owner only; links are followed.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="content">The content.</param>
    /// <param name="keepsRights">Whether a file that is there keeps its mode and owner.</param>
    /// <param name="wasPlain">Whether what the file held must not stay on the disk: its old blocks are overwritten.</param>
    /// <exception cref="DiagnosticException">It cannot be written.</exception>
    public static void Replace(string file, ReadOnlyMemory<byte> content, bool keepsRights = false, bool wasPlain = false) => Guarded(file, "written", () =>
    {
        var real = File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(file);
        var fresh = Path.Combine(Path.GetDirectoryName(real)!, $".{Path.GetFileName(real)}.{RandomNumberGenerator.GetHexString(12, lowercase: true)}");
        try
        {
            using var old = wasPlain && File.Exists(real) ? new FileStream(real, FileMode.Open, FileAccess.ReadWrite) : null;
            WriteNew(fresh, content.Span);
            if (keepsRights && File.Exists(real))
            {
                File.SetUnixFileMode(fresh, File.GetUnixFileMode(real));
                KeepOwner(real, fresh);
            }

            File.Move(fresh, real, overwrite: true);
            Overwrite(old);
        }
        finally
        {
            File.Delete(fresh);
        }

        return true;
    });

    /// <summary>Writes a new file that only its owner may read, down to the disk.</summary>
    /// <param name="file">The file's name; it must not exist.</param>
    /// <param name="content">The content.</param>
    public static void WriteNew(string file, ReadOnlySpan<byte> content)
    {
        using var stream = new FileStream(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly });
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Overwrites what a file holds with zeros, so that removing it leaves nothing to read. File systems that copy on write keep old blocks all the same.</summary>
    /// <param name="file">The open file; null does nothing.</param>
    public static void Overwrite(FileStream? file)
    {
        if (file is null)
        {
            return;
        }

        var zeros = new byte[65536];
        file.Position = 0;
        for (var left = file.Length; left > 0; left -= zeros.Length)
        {
            file.Write(zeros.AsSpan(0, (int)Math.Min(left, zeros.Length)));
        }

        file.Flush(flushToDisk: true);
    }

    // Only root can give a file away; for everyone else the new file has the right owner already, or cannot get it.
    private static void KeepOwner(string from, string to)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return;
        }

        try
        {
            using var process = Process.Start("chown", ["--reference", from, "--", to]);
            process.WaitForExit();
        }
        catch (Win32Exception)
        {
            // Without chown the file belongs to root, who is the one editing it.
        }
    }

    private static T Guarded<T>(string file, string what, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (FileNotFoundException)
        {
            throw new DiagnosticException(new Diagnostic(Place.Of(file), $"'{file}' cannot be {what}: there is no such file"));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(new Diagnostic(Place.Of(file), $"'{file}' cannot be {what}: {problem.Message}"));
        }
    }
}

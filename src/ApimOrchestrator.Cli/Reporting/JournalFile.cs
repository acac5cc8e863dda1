using ApimOrchestrator.Core.Events;

namespace ApimOrchestrator.Cli.Reporting;

/// <summary>The run's journal on the control machine: one JSON line an event in <c>events.jsonl</c> in a folder named as the run, readable by its owner only.</summary>
public sealed class JournalFile : IEventSink, IDisposable
{
    /// <summary>The name of the file in a run's folder.</summary>
    public const string FileName = "events.jsonl";

    private readonly StreamWriter _writer;

    /// <summary>Begins a journal.</summary>
    /// <param name="folder">The folder of all journals; made where it is missing.</param>
    /// <param name="run">The run's name.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public JournalFile(string folder, string run)
    {
        Folder = Path.Combine(folder, run);
        Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _writer = new StreamWriter(new FileStream(Path.Combine(Folder, FileName), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            AutoFlush = true,
        };
    }

    /// <summary>The run's folder.</summary>
    public string Folder { get; }

    /// <inheritdoc/>
    public void Emit(RunEvent happened) => _writer.WriteLine(EventJson.Line(happened));

    /// <summary>Closes the file.</summary>
    public void Dispose() => _writer.Dispose();
}

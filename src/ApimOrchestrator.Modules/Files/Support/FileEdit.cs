using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Files.Support;

/// <summary>A text file being edited: read in one round trip, written only where the text differs.</summary>
internal sealed class FileEdit
{
    private readonly PathAttributes _attributes;
    private readonly HostIdentity _identity;
    private readonly PathState _before;

    private FileEdit(PathAttributes attributes, HostPath path, PathState before, HostIdentity identity, TextLines text) =>
        (_attributes, Path, _before, _identity, Text) = (attributes, path, before, identity, text);

    /// <summary>The file itself, links followed.</summary>
    public HostPath Path { get; }

    /// <summary>The text as read; empty where there is no file.</summary>
    public TextLines Text { get; }

    public bool Exists => _before is PathState.File;

    /// <summary>Looks at the file.</summary>
    /// <exception cref="TaskFailedException">There is none and none may be made, or it is no file.</exception>
    public static async Task<FileEdit> OpenAsync(IHost host, PathAttributes attributes, HostPath path, bool mayBeAbsent, CancellationToken cancellation)
    {
        var ((target, before), identity) = await host.LookAsync(new TargetLook(path, PathDetail.Bytes), new IdentityLook(), cancellation);
        return before switch
        {
            PathState.File file => new FileEdit(attributes, target, before, identity, await TextLines.ReadAsync(file.Content, cancellation)),
            PathState.Absent when mayBeAbsent => new FileEdit(attributes, target, before, identity, TextLines.Empty()),
            PathState.Absent => throw new TaskFailedException($"{path} does not exist; write 'create: true' to have it made") { Subject = path.Text },
            _ => throw new TaskFailedException($"{path} is a {before.Kind}, not a file") { Subject = path.Text },
        };
    }

    /// <summary>Writes the text where it or the attributes differ, the folder first where the file is new.</summary>
    public async Task SaveAsync(IHost host, string? validate, CancellationToken cancellation, string? text = null)
    {
        var after = _attributes.ToFile(_before, Text.ToContent(text ?? Text.Text), _identity);
        var changes = new List<PathChange>();
        if (!Exists)
        {
            changes.AddRange(await FolderChain.MissingAsync(host, Path.Parent, () => new PathState.Folder(0x1FF & ~_identity.Umask, _identity.User, _identity.Group), cancellation));
        }

        if (_before is not PathState.File file || !file.Content.SameAs(after.Content))
        {
            await Validation.CheckAsync(host, validate, Path.Text, after.Content, cancellation);
        }

        changes.Add(new PathChange(Path, _before, after));
        await host.PutAsync(changes, cancellation);
    }
}

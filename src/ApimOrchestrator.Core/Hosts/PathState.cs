namespace ApimOrchestrator.Core.Hosts;

/// <summary>What stands at a path. A closed set: <see cref="Absent"/>, <see cref="File"/>, <see cref="Folder"/>, <see cref="Link"/>, <see cref="Other"/>.</summary>
public abstract record PathState
{
    private PathState()
    {
    }

    /// <summary>What a look found besides the state proper; null where nobody asked or where the state is only wished for. Never part of a comparison.</summary>
    public PathMetadata? Metadata { get; init; }

    /// <summary>The state's word in effects: <c>absent file folder link other</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether two states are the same to a reader: kind, content, mode, owner, group, target; metadata aside.</summary>
    /// <param name="other">The other state.</param>
    public abstract bool SameAs(PathState other);

    /// <summary>Nothing stands there.</summary>
    public sealed record Absent : PathState
    {
        /// <inheritdoc/>
        public override string Kind => "absent";

        /// <inheritdoc/>
        public override bool SameAs(PathState other) => other is Absent;

        /// <summary>For people: the word.</summary>
        public override string ToString() => Kind;
    }

    /// <summary>A regular file.</summary>
    /// <param name="Content">Its bytes.</param>
    /// <param name="Mode">Its permission bits, 0 to 07777.</param>
    /// <param name="Owner">The owner's name, or the number where the host knows no name.</param>
    /// <param name="Group">The group's name, or the number.</param>
    public sealed record File(Content Content, int Mode, string Owner, string Group) : PathState
    {
        /// <inheritdoc/>
        public override string Kind => "file";

        /// <inheritdoc/>
        public override bool SameAs(PathState other) =>
            other is File file && file.Content.SameAs(Content) && file.Mode == Mode && file.Owner == Owner && file.Group == Group;

        /// <summary>For people: mode and owner.</summary>
        public override string ToString() => $"file {ApimOrchestrator.Core.Values.Mode.Octal(Mode)} {Owner}:{Group}";
    }

    /// <summary>A folder; what lies in it has states of its own.</summary>
    /// <param name="Mode">Its permission bits, 0 to 07777.</param>
    /// <param name="Owner">The owner's name, or the number.</param>
    /// <param name="Group">The group's name, or the number.</param>
    public sealed record Folder(int Mode, string Owner, string Group) : PathState
    {
        /// <inheritdoc/>
        public override string Kind => "folder";

        /// <inheritdoc/>
        public override bool SameAs(PathState other) =>
            other is Folder folder && folder.Mode == Mode && folder.Owner == Owner && folder.Group == Group;

        /// <summary>For people: mode and owner.</summary>
        public override string ToString() => $"folder {ApimOrchestrator.Core.Values.Mode.Octal(Mode)} {Owner}:{Group}";
    }

    /// <summary>A symbolic link.</summary>
    /// <param name="Target">Where it points, as written in the link.</param>
    /// <param name="Owner">The link's own owner.</param>
    /// <param name="Group">The link's own group.</param>
    public sealed record Link(string Target, string Owner, string Group) : PathState
    {
        /// <inheritdoc/>
        public override string Kind => "link";

        /// <inheritdoc/>
        public override bool SameAs(PathState other) =>
            other is Link link && link.Target == Target && link.Owner == Owner && link.Group == Group;

        /// <summary>For people: the target.</summary>
        public override string ToString() => $"link to {Target}";
    }

    /// <summary>A device, socket or pipe: seen, never made or replaced.</summary>
    /// <param name="What">For people: <c>socket</c>, <c>fifo</c>, <c>block device</c> …</param>
    public sealed record Other(string What) : PathState
    {
        /// <inheritdoc/>
        public override string Kind => "other";

        /// <inheritdoc/>
        public override bool SameAs(PathState other) => other is Other same && same.What == What;

        /// <summary>For people: what it is.</summary>
        public override string ToString() => What;
    }
}

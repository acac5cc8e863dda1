namespace ApimOrchestrator.Core.Hosts;

/// <summary>How closely a file is looked at. Attributes and kind always come.</summary>
public enum PathDetail
{
    /// <summary>Kind, mode, owner, group, link target only; a file's content then has no hash until it is opened.</summary>
    Attributes,

    /// <summary>Also the content's SHA-256.</summary>
    Hash,

    /// <summary>Also the bytes themselves, in the same round trip, up to 1 MiB; a larger file comes as with <see cref="Hash"/>.</summary>
    Bytes,
}

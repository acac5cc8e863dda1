namespace ApimOrchestrator.Modules.Files;

/// <summary>The checksums <c>stat</c> can give.</summary>
internal enum ChecksumKind
{
    /// <summary>SHA-1.</summary>
    Sha1,

    /// <summary>SHA-256.</summary>
    Sha256,

    /// <summary>SHA-512.</summary>
    Sha512,

    /// <summary>MD5.</summary>
    Md5,
}

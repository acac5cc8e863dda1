using System.Security.Cryptography;
using Polly;
using Polly.Retry;

namespace ApimOrchestrator.Hosts.Ssh;

/// <summary>The host keys the user trusts, from one or several known_hosts files.</summary>
/// <param name="lines">Their entries, first file first.</param>
public sealed class KnownHosts(IReadOnlyList<KnownHostsLine> lines)
{
    private static readonly ResiliencePipeline Appending = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 50, Delay = TimeSpan.FromMilliseconds(20), ShouldHandle = new PredicateBuilder().Handle<IOException>(static problem => problem is not DirectoryNotFoundException) })
        .Build();

    /// <summary>Reads files; a missing one is an empty one.</summary>
    /// <param name="files">The files' paths.</param>
    public static KnownHosts Read(IEnumerable<string> files)
    {
        var lines = new List<KnownHostsLine>();
        foreach (var file in files.Where(File.Exists))
        {
            var number = 0;
            foreach (var text in File.ReadLines(file))
            {
                if (KnownHostsLine.Parse(file, ++number, text) is { } line)
                {
                    lines.Add(line);
                }
            }
        }

        return new KnownHosts(lines);
    }

    /// <summary>A host as known_hosts names it.</summary>
    /// <param name="host">Name or address.</param>
    /// <param name="port">The TCP port.</param>
    public static string NameOf(string host, int port) => port == 22 ? host : $"[{host}]:{port}";

    /// <summary>The fingerprint people compare.</summary>
    /// <param name="key">The key's bytes.</param>
    public static string Fingerprint(ReadOnlySpan<byte> key) => "SHA256:" + Convert.ToBase64String(SHA256.HashData(key)).TrimEnd('=');

    /// <summary>The types of the keys known for a host, so that the host is asked for one of those.</summary>
    /// <param name="name">The host's name in the files.</param>
    public IReadOnlySet<string> TypesOf(string name) =>
        lines.Where(line => line.Marker.Length == 0 && line.IsAbout(name)).Select(line => line.KeyType).ToHashSet();

    /// <summary>Judges a key a host has shown.</summary>
    /// <param name="name">The host's name in the files.</param>
    /// <param name="keyType">The key's type.</param>
    /// <param name="key">The key's bytes.</param>
    /// <param name="authority">The key that signed the host's certificate; empty where it showed none.</param>
    public HostKeyVerdict Judge(string name, string keyType, ReadOnlySpan<byte> key, ReadOnlySpan<byte> authority)
    {
        KnownHostsLine? other = null;
        var isKnown = false;
        foreach (var line in lines)
        {
            if (!line.IsAbout(name))
            {
                continue;
            }

            switch (line.Marker)
            {
                case "@revoked" when line.Key.AsSpan().SequenceEqual(key) || (authority.Length > 0 && line.Key.AsSpan().SequenceEqual(authority)):
                    return new HostKeyVerdict(HostKeyTrust.Revoked, line);
                case "@cert-authority":
                    isKnown |= authority.Length > 0 && line.Key.AsSpan().SequenceEqual(authority);
                    break;
                case "":
                    isKnown |= line.Key.AsSpan().SequenceEqual(key);
                    other = line.KeyType == keyType || other is null ? line : other;
                    break;
            }
        }

        return isKnown ? new HostKeyVerdict(HostKeyTrust.Known, null)
            : other is not null ? new HostKeyVerdict(HostKeyTrust.Changed, other)
            : new HostKeyVerdict(HostKeyTrust.Unknown, null);
    }

    /// <summary>Remembers a key at the end of a file, made readable by its owner only where it is missing.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">The host's name in it.</param>
    /// <param name="keyType">The key's type.</param>
    /// <param name="key">The key's bytes.</param>
    public static void Remember(string file, string name, string keyType, ReadOnlySpan<byte> key)
    {
        var line = $"{name} {keyType} {Convert.ToBase64String(key)}\n";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Appending.Execute(() => Append(file, line));
    }

    // the stream holds an advisory lock (flock) while it is open, against other runs as well as other hosts of this one
    private static void Append(string file, string line)
    {
        using var stream = new FileStream(file, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        var needsLineEnd = stream.Length > 0 && stream.Seek(-1, SeekOrigin.End) >= 0 && stream.ReadByte() != '\n';
        stream.Seek(0, SeekOrigin.End);
        stream.Write(System.Text.Encoding.ASCII.GetBytes(needsLineEnd ? "\n" + line : line));
    }
}

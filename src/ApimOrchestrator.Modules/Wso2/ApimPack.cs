using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.Wso2.Support;

namespace ApimOrchestrator.Modules.Wso2;

/// <summary>Unpacks a product's zip of the control machine on the host. The host needs no unzip; a plan knows every file it would get.</summary>
[Module("apim_pack", "Unpacks a WSO2 product's zip of the control machine on the host, where it is not installed yet.")]
[Returns("files", "How many files, folders and links were made.")]
public sealed record ApimPack : IModule
{
    /// <summary>The zip.</summary>
    [Argument("The product's zip on the control machine; all in it lies in one folder, whose name does not matter.")]
    public required ProjectFile Src { get; init; }

    /// <summary>Where it goes.</summary>
    [Argument("The server's folder. Its parent must exist.", Aliases = ["dest"])]
    public required HostPath Home { get; init; }

    /// <summary>What is wanted of it.</summary>
    [Argument("Paths relative to the home that alone are unpacked, each where it is missing (`repository/database`); `*` stands for any part of a name. Everything if left out.")]
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>The path that says that all is done.</summary>
    [Argument("A path relative to the home that is written last. Where it exists nothing is done: the pack has been unpacked before.")]
    public string Creates { get; init; } = "repository/conf/deployment.toml";

    /// <summary>The owner.</summary>
    [Argument("The user everything belongs to; who runs the task if left out.")]
    public string? Owner { get; init; }

    /// <summary>The group.</summary>
    [Argument("The group everything belongs to.")]
    public string? Group { get; init; }

    /// <inheritdoc/>
    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var marker = Home.Combine(Creates);
        var (state, identity) = await host.LookAsync(new PathLook(marker, PathDetail.Attributes), new IdentityLook(), cancellation);
        if (state is not PathState.Absent)
        {
            return Answer.Of("files", 0L);
        }

        var archive = Src.Open() is [var (_, content, _)] ? content : throw new TaskFailedException($"{Src} is a folder, not a zip");
        var wished = await PackReader.ReadAsync(Src.Name, archive, Home, (Owner ?? identity.User, Group ?? identity.Group), Only, cancellation);
        if (Only.Count == 0 && !wished.ContainsKey(marker))
        {
            throw new TaskFailedException($"{Src} is not the pack of this server: it holds no {Creates}");
        }

        var present = await host.LookAsync(new TreeLook(Home, PathDetail.Attributes), cancellation);
        var missing = wished.Where(entry => !present.ContainsKey(entry.Key)).OrderBy(entry => entry.Key == marker).ThenBy(entry => entry.Key);
        var changes = missing.Select(entry => new PathChange(entry.Key, new PathState.Absent(), entry.Value)).ToList();
        await host.PutAsync(changes, cancellation);
        return Answer.Of("files", (long)changes.Count);
    }
}

using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Files;

[Module("slurp", "Reads a file of the host into the answer.")]
[Returns("content", "The file's bytes in base64; `b64decode` makes text of them.")]
[Returns("encoding", "Always `base64`.")]
[Returns("source", "The file.")]
internal sealed record Slurp : IModule
{
    [Argument("The file.", Aliases = ["path"])]
    public required HostPath Src { get; init; }

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var state = await host.LookAsync(new PathLook(Src, PathDetail.Bytes, Follow: true), cancellation);
        if (state is not PathState.File file)
        {
            throw new TaskFailedException(state is PathState.Absent ? $"{Src}: there is no such file" : $"{Src} is a {state.Kind}, not a file") { Subject = Src.Text };
        }

        return new Answer(new Dictionary<string, object?>
        {
            ["content"] = Convert.ToBase64String(await file.Content.ReadAsync(cancellation)),
            ["encoding"] = "base64",
            ["source"] = Src.Text,
        });
    }
}

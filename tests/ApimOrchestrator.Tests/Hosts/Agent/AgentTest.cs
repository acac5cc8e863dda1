using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Agent;

/// <summary>What the tests of the agent share: a folder of their own.</summary>
public abstract class AgentTest : IDisposable
{
    protected AgentTest()
    {
        Folder = HostPath.Parse(Directory.CreateTempSubdirectory("apim-agent-test-").FullName);
    }

    protected HostPath Folder { get; }

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected static bool IsRoot => Environment.UserName == "root";

    public void Dispose()
    {
        Directory.Delete(Folder.Text, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected static PathState.File FileOf(byte[] bytes, int mode = 0x1A4) => new(Content.Of(bytes), mode, Environment.UserName, Environment.UserName);

    protected static PathState.File FileOf(string text, int mode = 0x1A4) => new(Content.Of(text), mode, Environment.UserName, Environment.UserName);

    protected string[] Left() => [.. Directory.GetFileSystemEntries(Folder.Text, ".apim*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })];
}

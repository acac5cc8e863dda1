using Xunit;

namespace ApimOrchestrator.Integration.Tests.Lab;

/// <summary>One host with the stand-in, shared by the tests of a class; each unpacks it afresh.</summary>
public sealed class StandInHost(LabImages images) : IAsyncLifetime
{
    private DockerHost? _host;

    /// <summary>The stand-in; unpack it first. Skips the test where a real pack is in use.</summary>
    public StandIn StandIn
    {
        get
        {
            images.Require();
            Assert.SkipWhen(LabImages.PackIsReal, "APIM_PACK names a real pack: there is no stand-in to look at");
            return new StandIn(_host!);
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (images.IsReady)
        {
            _host = await DockerHost.StartAsync(images, "node1", null, CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ApimOrchestrator.Core.Events;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Hosts.Overlay;
using ApimOrchestrator.Tests.Hosts.Agent;
using ApimOrchestrator.Tests.Testing;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Modules;

/// <summary>The real curl and a real web server.</summary>
public sealed class GetUrlTests : AgentTest, IAsyncLifetime
{
    private readonly HttpListener _server = new();
    private string _address = "";
    private string _body = "one\n";

    public ValueTask InitializeAsync()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            _address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        }

        _server.Prefixes.Add(_address);
        _server.Start();
        _ = ServeAsync();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _server.Close();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Fetches_what_has_changed_and_says_so_beforehand()
    {
        await using var client = await Shells.StartAsync("dash");
        var host = Shells.Host(client);
        var file = Folder.Combine("x.txt").Text;
        var arguments = new Dictionary<string, object?> { ["url"] = _address + "x.txt", ["dest"] = Folder.Text, ["mode"] = "0600", ["username"] = "me", ["password"] = "secret" };

        (await RunAsync(host, arguments)).Effects.ShouldHaveSingleItem().After.Mode.ShouldBe("0600");
        File.ReadAllText(file).ShouldBe("one\n");
        (await RunAsync(host, arguments)).Effects.ShouldBeEmpty();

        _body = "two\n";
        (await RunAsync(host, arguments)).Effects.ShouldBeEmpty("the server says that it has not changed");
        arguments["force"] = true;
        var claimed = (await RunAsync(new SimulatedWorld().Over(host), arguments)).Effects;
        var happened = (await RunAsync(host, arguments)).Effects;

        happened.ShouldBe(claimed);
        happened.ShouldHaveSingleItem().After.ShouldBe(new EffectState("file", Content.Of("two\n").Sha256, "0600", Environment.UserName, Environment.UserName));
        File.ReadAllText(file).ShouldBe("two\n");
        Directory.GetFiles(Folder.Text).ShouldBe([file]);
    }

    [Theory]
    [InlineData("x.txt", "sha1:0000000000000000000000000000000000000000", "has not the checksum")]
    [InlineData("none", "", "404")]
    public async Task Keeps_nothing_that_is_not_what_was_asked_for(string name, string checksum, string why)
    {
        await using var client = await Shells.StartAsync("dash");

        var run = await RunAsync(Shells.Host(client), new() { ["url"] = _address + name, ["dest"] = Folder.Combine("y").Text, ["checksum"] = checksum });

        run.Failure.ShouldNotBeNull().ShouldContain(why);
        Directory.GetFileSystemEntries(Folder.Text).ShouldBeEmpty();
    }

    private static Task<CaseRun> RunAsync(IHost host, Dictionary<string, object?> arguments) =>
        CaseRun.OnAsync(host, new ModuleCase("test", "test", HostCase.Empty, "get_url", arguments));

    private async Task ServeAsync()
    {
        while (_server.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _server.GetContextAsync();
            }
            catch (Exception problem) when (problem is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var bytes = Encoding.UTF8.GetBytes(_body);
            var isKnown = context.Request.Url!.AbsolutePath == "/x.txt";
            context.Response.StatusCode = !isKnown ? 404 : context.Request.Headers["If-Modified-Since"] is null ? 200 : 304;
            if (context.Response.StatusCode == 200)
            {
                context.Response.ContentLength64 = bytes.Length;
                if (context.Request.HttpMethod != "HEAD")
                {
                    await context.Response.OutputStream.WriteAsync(bytes);
                }
            }

            context.Response.Close();
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Hosts.Overlay;
using ApimOrchestrator.Modules.Java;
using ApimOrchestrator.Modules.Toml;
using ApimOrchestrator.Modules.Wso2;
using ApimOrchestrator.Tests.Hosts.Agent;
using ApimOrchestrator.Tests.Modules.Java;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Modules.Wso2;

/// <summary>Secrets of a deployment.toml with keystores that the real keytool makes.</summary>
public sealed class ApimSecretsTests : AgentTest
{
    private static readonly Secret Former = new("changeit");
    private static readonly Secret Next = new("Changed-2");

    private HostPath Home => Folder.Combine("am");

    private HostPath File => Home.Combine("repository/conf/deployment.toml");

    private HostPath Store => Home.Combine("repository/resources/security/wso2carbon.jks");

    [Fact]
    public async Task A_plan_knows_all_but_the_ciphertexts_of_a_key_that_is_made_in_the_same_run()
    {
        Prepare();
        IModule[] tasks = [Key(Former), Secrets(Former), Hostname(), Secrets(Former)];

        var (claimed, _) = await ClaimAsync(tasks);
        var happened = await HappenAsync(tasks);

        claimed.ShouldBe(happened);
        (await HappenAsync(tasks)).ShouldBeEmpty();
        System.IO.File.ReadAllText(File.Text).ShouldStartWith("[super_admin]\npassword = \"$secret{admin}\"\n\n[server]\nhostname = \"am\"\n\n[secrets]\nadmin = \"");
    }

    [Theory]
    [InlineData("CN=am")]
    [InlineData("CN=other")]
    public async Task A_plan_knows_whether_the_key_stays_when_the_store_changes(string dname)
    {
        Prepare();
        await HappenAsync([Key(Former), Secrets(Former)]);
        var before = System.IO.File.ReadAllText(File.Text);
        IModule[] tasks = [Key(Former, "CN=am") with { NewPassword = Next }, Key(Next, dname), Secrets(Next)];

        var (claimed, isUnknown) = await ClaimAsync(tasks);
        var happened = await HappenAsync(tasks);

        claimed.ShouldBe(happened);
        isUnknown.ShouldBe(dname != "CN=am");
        System.IO.File.ReadAllText(File.Text).Equals(before, StringComparison.Ordinal).ShouldBe(dname == "CN=am");
    }

    [Fact]
    public async Task What_is_written_opens_with_the_stores_key_and_is_the_same_wherever_the_key_is()
    {
        Prepare();
        await HappenAsync([Key(Former), Secrets(Former)]);
        var pem = Folder.Combine("key.pem");
        await HappenAsync([new KeystorePem { Store = Store, Alias = "wso2carbon", Password = Former, Certificate = Folder.Combine("certificate.pem"), Key = pem }]);
        var text = System.IO.File.ReadAllText(File.Text);
        TomlDocument.Parse(text, "deployment.toml").TryGetValue(TomlPath.Parse("secrets.admin"), out var ciphertext).ShouldBeTrue();

        using var key = RSA.Create();
        key.ImportFromPem(System.IO.File.ReadAllText(pem.Text));
        Encoding.UTF8.GetString(key.Decrypt(Convert.FromBase64String((string)ciphertext!), RSAEncryptionPadding.OaepSHA1)).ShouldBe("Canary-1");

        Prepare();
        await HappenAsync([Secrets(Former)]);
        System.IO.File.ReadAllText(File.Text).ShouldBe(text);
    }

    private void Prepare()
    {
        Directory.CreateDirectory(File.Parent!.Text);
        Directory.CreateDirectory(Store.Parent!.Text);
        System.IO.File.WriteAllText(File.Text, "[super_admin]\npassword = \"x\"\n");
    }

    private Keystore Key(Secret password, string dname = "CN=am") => new() { Path = Store, Password = password, KeyPair = new KeyPairWish { Alias = "wso2carbon", Dname = dname } };

    private ApimSecrets Secrets(Secret password) => new()
    {
        Home = Home,
        Password = password,
        Secrets = new Dictionary<string, Secret> { ["admin"] = new("Canary-1") },
        Keys = new Dictionary<string, string> { ["super_admin.password"] = "admin" },
    };

    private ApimOrchestrator.Modules.Wso2.Toml Hostname() => new() { Path = File, Key = "server.hostname", Value = "am" };

    private async Task<(List<string> Effects, bool IsUnknown)> ClaimAsync(IEnumerable<IModule> tasks)
    {
        await using var client = await Shells.StartAsync("dash", lookOnly: true);
        var host = new SimulatedWorld().Over(Shells.Host(client));
        var effects = await RunAsync(host, tasks);
        return (effects, await host.StateOfAsync(File, PathDetail.Bytes, Cancellation) is PathState.File { Content.WhyUnknown: not null });
    }

    private static async Task<List<string>> HappenAsync(IEnumerable<IModule> tasks)
    {
        await using var client = await Shells.StartAsync("dash");
        return await RunAsync(Shells.Host(client), tasks);
    }

    private static async Task<List<string>> RunAsync(IHost host, IEnumerable<IModule> tasks)
    {
        var effects = new List<string>();
        foreach (var task in tasks)
        {
            effects.AddRange((await task.DoAsync(host, Cancellation)).Effects);
        }

        return effects;
    }
}

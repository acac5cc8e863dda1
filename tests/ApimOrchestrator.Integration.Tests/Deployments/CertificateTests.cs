using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>The certificate step with certificates of an authority: a root and an intermediate made by openssl on the host.</summary>
public sealed class CertificateTests(LabHosts lab, LabImages images) : IClassFixture<LabHosts>
{
    private const string Authority = """
        mkdir -p /root/ca && cd /root/ca && [ -e root.pem ] || {
        openssl req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -days 365 -subj '/CN=Lab root' -addext 'keyUsage=critical,keyCertSign' 2>/dev/null
        openssl req -newkey rsa:2048 -nodes -keyout sub.key -out sub.csr -subj '/CN=Lab intermediate' 2>/dev/null
        printf 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n' >sub.ext
        openssl x509 -req -in sub.csr -CA root.pem -CAkey root.key -CAcreateserial -days 300 -extfile sub.ext -out sub.pem 2>/dev/null
        }

        """;

    private const string Leaf = Authority + """
        printf 'subjectAltName=DNS:api.am.lab,DNS:gw.am.lab,DNS:localhost,DNS:node1,DNS:node2\nkeyUsage=digitalSignature,keyEncipherment,dataEncipherment\nextendedKeyUsage=serverAuth,clientAuth\n' >leaf.ext
        openssl req -newkey rsa:2048 -keyout leaf.key -passout pass:key-Pass-1 -out leaf.csr -subj '/CN=api.am.lab' 2>/dev/null
        openssl x509 -req -in leaf.csr -CA sub.pem -CAkey sub.key -CAcreateserial -days 200 -extfile leaf.ext -out leaf.pem 2>/dev/null
        cat leaf.pem sub.pem root.pem >chain.pem
        openssl pkcs12 -export -inkey leaf.key -passin pass:key-Pass-1 -in chain.pem -passout pass:p12-Pass-2 -out pair.p12

        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DockerHost Node => lab.Hosts["node1"];

    [Fact]
    public async Task A_request_goes_out_and_what_the_authority_signed_comes_in_and_is_served()
    {
        var inventory = await PrepareAsync("csr", "");
        await ApplyAsync(inventory);
        (await ApplyAsync(inventory)).Effects.ShouldBeEmpty();
        var request = await Node.OutputAsync("openssl req -in /opt/csr/wso2carbon.csr -noout -verify -text 2>&1", Cancellation);
        request.ShouldContain("verify OK");
        request.ShouldContain("DNS:gw.am.lab, DNS:node1, DNS:node2, DNS:localhost");
        await Node.OutputAsync(Authority + "openssl x509 -req -in /opt/csr/wso2carbon.csr -copy_extensions copy -CA sub.pem -CAkey sub.key -CAcreateserial -days 200 -out signed.pem 2>/dev/null; cat signed.pem sub.pem root.pem >signed-chain.pem", Cancellation);
        var chain = await FetchAsync("signed-chain.pem");

        var signed = await InventoryAsync("csr", $"apim_certificate_files: {{chain: \"{chain}\"}}");
        var plan = await lab.RunAsync(signed, Cancellation, "plan", Step("01-certificate"), "-l", "node1");
        var apply = await ApplyAsync(signed);

        plan.Effects.Select(effect => effect.ToString()).ShouldBe(apply.Effects.Select(effect => effect.ToString()));
        apply.Effects.ShouldNotBeEmpty();
        (await ApplyAsync(signed)).Effects.ShouldBeEmpty();
        await ShouldServeAsync(signed, "/opt/csr");
    }

    [Theory]
    [InlineData("pair.p12", null, "p12-Pass-2")]
    [InlineData("chain.pem", "leaf.key", "key-Pass-1")]
    public async Task A_key_pair_that_is_there_already_is_taken_over_and_served(string file, string? key, string password)
    {
        var name = Path.GetExtension(file)[1..];
        images.Require();
        await Node.OutputAsync(Leaf, Cancellation);
        var files = $"store: \"{await FetchAsync(file)}\", password: {password}" + (key is null ? "" : $", key: \"{await FetchAsync(key)}\"");
        var inventory = await PrepareAsync(name, $"apim_certificate_files: {{{files}}}", "provided");

        var plan = await lab.RunAsync(inventory, Cancellation, "plan", Step("01-certificate"), "-l", "node1");
        var apply = await ApplyAsync(inventory);

        plan.Effects.Select(effect => effect.ToString()).ShouldBe(apply.Effects.Select(effect => effect.ToString()));
        (await ApplyAsync(inventory)).Effects.ShouldBeEmpty();
        (plan.Output + apply.Output).ShouldNotContain(password);
        await ShouldServeAsync(inventory, "/opt/" + name);
    }

    private static string Step(string name) => Path.Combine(LabImages.Root, "playbooks", "steps", name + ".yml");

    private Task<string> InventoryAsync(string name, string files, string kind = "csr") =>
        lab.InventoryAsync($"apim_pack: {LabImages.PackPath}\napim_home: /opt/{name}\napim_certificate: {kind}\napim_keystore_password: Ks-4711\napim_truststore_password: Ts-4712\n{files}", Cancellation);

    private async Task<string> PrepareAsync(string name, string files, string kind = "csr")
    {
        images.Require();
        var inventory = await InventoryAsync(name, files, kind);
        var run = await lab.RunAsync(inventory, Cancellation, "apply", Step("00-prepare"), "-l", "node1");
        run.ExitCode.ShouldBe(0, run.Output);
        return inventory;
    }

    private async Task<ToolRun> ApplyAsync(string inventory, string step = "01-certificate")
    {
        var run = await lab.RunAsync(inventory, Cancellation, "apply", Step(step), "-l", "node1");
        run.ExitCode.ShouldBe(0, run.Output);
        return run;
    }

    private async Task<string> FetchAsync(string name)
    {
        var local = Path.Combine(lab.Folder, name);
        await File.WriteAllBytesAsync(local, Convert.FromBase64String(await Node.OutputAsync($"base64 /root/ca/{name}", Cancellation)), Cancellation);
        return local;
    }

    // openssl checks the chain and the name as a client does that knows nothing but the root.
    private async Task ShouldServeAsync(string inventory, string home)
    {
        await ApplyAsync(inventory, "10-start");
        try
        {
            foreach (var (port, name) in new[] { (9443, "api.am.lab"), (8243, "gw.am.lab") })
            {
                var seen = await Node.OutputAsync($"openssl s_client -connect localhost:{port} -CAfile /root/ca/root.pem -verify_return_error -verify_hostname {name} </dev/null 2>&1", Cancellation);
                seen.ShouldContain("Verify return code: 0 (ok)");
                seen.ShouldContain("2 s:");
            }
        }
        finally
        {
            await Node.ExecAsync($"pkill -KILL -f carbon.home={home}", Cancellation);
        }
    }
}

using System.Security.Cryptography;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Tests.Hosts.Agent;

public sealed class AgentLookTests : AgentTest
{
    private static readonly string[] OddNames = ["a b", "it's", "\"q\"", "back\\slash", "-dash", "$HOME", "`id`", "tab\there", "äöü€", "*", "?[x]", "a;b&c|d", "#hash", "cr\rcr", "\u0001\u007f", "!x", " "];

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task Says_who_it_works_as(string shell)
    {
        await using var client = await Shells.StartAsync(shell);
        client.Hello.Version.ShouldBe(1);
        client.Hello.Identity.User.ShouldBe(Environment.UserName);
        client.Hello.Identity.Home.Text.ShouldBe(Environment.GetEnvironmentVariable("HOME") ?? "/");
        client.Hello.Missing.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task Sees_files_folders_links_and_nothing_in_one_round_trip(string shell)
    {
        File.WriteAllBytes(Folder.Combine("file").Text, [0, 1, 2, 255, 10]);
        File.SetUnixFileMode(Folder.Combine("file").Text, (UnixFileMode)0x1A0);
        Directory.CreateDirectory(Folder.Combine("folder").Text);
        File.CreateSymbolicLink(Folder.Combine("link").Text, "no where\nat all");
        File.CreateSymbolicLink(Folder.Combine("to-file").Text, "file");
        await using var client = await Shells.StartAsync(shell);
        var host = Shells.Host(client);
        var before = client.RoundTrips;

        var seen = await host.LookAsync(
            [
                new PathLook(Folder.Combine("file"), PathDetail.Bytes), new PathLook(Folder.Combine("folder")), new PathLook(Folder.Combine("link")),
                new PathLook(Folder.Combine("none")), new PathLook(Folder.Combine("to-file"), PathDetail.Hash, Follow: true), new PathLook(Folder.Combine("file/below")),
                new IdentityLook(), new CommandLook<string>(new Subject("x", "y"), Command.Shell("echo $1", "word's"), static result => result.Output), new PathLook(HostPath.Parse("/dev/null")),
                new TreeLook(Folder, PathDetail.Attributes),
            ],
            Cancellation);

        (client.RoundTrips - before).ShouldBe(1);
        var file = seen[0].ShouldBeOfType<PathState.File>();
        (await file.Content.ReadAsync(Cancellation)).ShouldBe([0, 1, 2, 255, 10]);
        (file.Mode, file.Owner, file.Metadata!.Size, file.Metadata.Links).ShouldBe((0x1A0, Environment.UserName, 5, 1));
        seen[1].ShouldBeOfType<PathState.Folder>();
        seen[2].ShouldBeOfType<PathState.Link>().Target.ShouldBe("no where\nat all");
        seen[3].ShouldBeOfType<PathState.Absent>();
        seen[4].ShouldBeOfType<PathState.File>().Content.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData([0, 1, 2, 255, 10])));
        seen[5].ShouldBeOfType<PathState.Absent>();
        seen[6].ShouldBe(client.Hello.Identity);
        seen[7].ShouldBe("word's\n");
        seen[8].ShouldBeOfType<PathState.Other>().What.ShouldBe("character device");
        ((IReadOnlyDictionary<HostPath, PathState>)seen[9]!).Count.ShouldBe(5);
        (client.RoundTrips - before).ShouldBe(1, "the bytes came along");
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task Sees_what_links_lead_to_in_the_same_round_trip(string shell)
    {
        var deep = Folder.Combine("a b/c");
        Directory.CreateDirectory(deep.Text);
        File.WriteAllText(Folder.Combine("a b/it's").Text, "end");
        File.CreateSymbolicLink(deep.Combine("one").Text, ".././c//../two");
        File.CreateSymbolicLink(Folder.Combine("a b/two").Text, Folder.Combine("a b/it's").Text);
        File.CreateSymbolicLink(Folder.Combine("nowhere").Text, "a b/none");
        File.CreateSymbolicLink(Folder.Combine("self").Text, "self");
        File.CreateSymbolicLink(Folder.Combine("lines").Text, "a\nb");
        File.CreateSymbolicLink(Folder.Combine("root").Text, "../../../../../../../../..");
        await using var client = await Shells.StartAsync(shell);
        var host = Shells.Host(client);
        var before = client.RoundTrips;

        var seen = (await host.LookAsync(
            [
                new TargetLook(deep.Combine("one"), PathDetail.Bytes), new TargetLook(Folder.Combine("nowhere")), new TargetLook(Folder.Combine("a b/two"), Follow: false),
                new TargetLook(Folder.Combine("none")), new TargetLook(Folder.Combine("root"), PathDetail.Attributes), new TargetLook(Folder.Combine("a b/it's")),
            ],
            Cancellation)).Cast<PathTarget>().ToList();

        (client.RoundTrips - before).ShouldBe(1);
        seen[0].Path.ShouldBe(Folder.Combine("a b/it's"));
        (await seen[0].State.ShouldBeOfType<PathState.File>().Content.ReadAsync(Cancellation)).ShouldBe("end"u8.ToArray());
        (client.RoundTrips - before).ShouldBe(1, "the bytes came along");
        (seen[1].Path, seen[1].State).ShouldBe((Folder.Combine("a b/none"), new PathState.Absent()));
        seen[2].State.ShouldBeOfType<PathState.Link>();
        seen[3].ShouldBe(new PathTarget(Folder.Combine("none"), new PathState.Absent()));
        seen[4].Path.ShouldBe(HostPath.Root);
        seen[4].State.ShouldBeOfType<PathState.Folder>();
        seen[5].Path.ShouldBe(Folder.Combine("a b/it's"));
        (await Should.ThrowAsync<TaskFailedException>(() => host.LookAsync(new TargetLook(Folder.Combine("self")), Cancellation))).Message.ShouldContain("leads to itself");
        (await Should.ThrowAsync<TaskFailedException>(() => host.LookAsync(new TargetLook(Folder.Combine("lines")), Cancellation))).Message.ShouldContain("line break");
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task Sees_a_folder_its_twin_and_the_bytes_of_small_files_in_one_round_trip(string shell)
    {
        var (source, twin) = (Folder.Combine("from [1]"), Folder.Combine("to"));
        Directory.CreateDirectory(source.Combine("sub").Text);
        Directory.CreateDirectory(twin.Combine("other").Text);
        File.WriteAllBytes(source.Combine("sub/it's").Text, [0, 30, 10, 255]);
        File.WriteAllText(source.Combine("only here").Text, "");
        File.WriteAllBytes(source.Combine("large").Text, new byte[(1 << 20) + 1000]);
        File.WriteAllText(twin.Combine("other/unasked").Text, "x");
        File.CreateSymbolicLink(twin.Combine("sub").Text, "other");
        File.WriteAllText(twin.Combine("large").Text, "short");
        await using var client = await Shells.StartAsync(shell);
        var host = Shells.Host(client);
        var before = client.RoundTrips;

        var seen = await host.LookAsync(new TreeLook(source, PathDetail.Bytes) { Twin = twin }, Cancellation);

        seen.Keys.Where(path => path.IsWithin(source)).ShouldBe(new[] { "", "/large", "/only here", "/sub", "/sub/it's" }.Select(name => HostPath.Parse(source.Text + name)));
        seen.Keys.Where(path => path.IsWithin(twin)).ShouldBe(new[] { "", "/large", "/sub" }.Select(name => HostPath.Parse(twin.Text + name)));
        seen[twin.Combine("sub")].ShouldBeOfType<PathState.Link>().Target.ShouldBe("other");
        seen[twin.Combine("large")].ShouldBeOfType<PathState.File>().Content.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData("short"u8)));
        (await seen[source.Combine("sub/it's")].ShouldBeOfType<PathState.File>().Content.ReadAsync(Cancellation)).ShouldBe([0, 30, 10, 255]);
        (await seen[source.Combine("only here")].ShouldBeOfType<PathState.File>().Content.ReadAsync(Cancellation)).ShouldBeEmpty();
        (client.RoundTrips - before).ShouldBe(1, "the bytes came along");
        (await seen[source.Combine("large")].ShouldBeOfType<PathState.File>().Content.ReadAsync(Cancellation)).Length.ShouldBe((1 << 20) + 1000);
        (client.RoundTrips - before).ShouldBeGreaterThan(1);
        (await host.LookAsync(new TreeLook(source, PathDetail.Attributes) { Depth = 1, Exclude = ["lar*"], Twin = twin }, Cancellation)).Count.ShouldBe(5);
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task Odd_names_are_names(string shell)
    {
        foreach (var name in OddNames)
        {
            File.WriteAllText(Path.Combine(Folder.Text, name), name);
        }

        await using var client = await Shells.StartAsync(shell);
        var host = Shells.Host(client);
        var states = await host.StatesOfAsync(OddNames.Select(name => Folder.Combine(name)), PathDetail.Bytes, Cancellation);
        var tree = await host.LookAsync(new TreeLook(Folder), Cancellation);

        foreach (var (name, state) in OddNames.Zip(states))
        {
            (await state.ShouldBeOfType<PathState.File>().Content.ReadAsync(Cancellation)).ShouldBe(System.Text.Encoding.UTF8.GetBytes(name), name);
            tree[Folder.Combine(name)].SameAs(state).ShouldBeTrue(name);
        }

        tree.Count.ShouldBe(OddNames.Length + 1);
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task A_tree_leaves_out_what_is_excluded_and_stops_at_its_depth(string shell)
    {
        foreach (var path in new[] { "conf/a.toml", "logs/x.log", "logs/old/y.log", "db/a.lock.db", "db/a.db", "db/sub/b.lock.db", "lib/c.jar" })
        {
            Directory.CreateDirectory(Folder.Combine(path).Parent.Text);
            File.WriteAllText(Folder.Combine(path).Text, path);
        }

        await using var client = await Shells.StartAsync(shell);
        var host = Shells.Host(client);
        var tree = await host.LookAsync(new TreeLook(Folder) { Exclude = ["logs", "db/*.lock.db"] }, Cancellation);
        tree.Keys.Select(path => path.Text[Folder.Text.Length..]).ShouldBe(["", "/conf", "/conf/a.toml", "/db", "/db/a.db", "/db/sub", "/db/sub/b.lock.db", "/lib", "/lib/c.jar"], ignoreOrder: true);
        tree[Folder.Combine("db/a.db")].ShouldBeOfType<PathState.File>().Content.Sha256.ShouldBe(Content.Of("db/a.db").Sha256);

        var top = await host.LookAsync(new TreeLook(Folder, PathDetail.Attributes) { Depth = 1 }, Cancellation);
        top.Keys.Select(path => path.Name).Skip(1).ShouldBe(["conf", "db", "lib", "logs"]);
        (await host.LookAsync(new TreeLook(Folder.Combine("none")), Cancellation)).ShouldBeEmpty();
        (await host.LookAsync(new TreeLook(Folder.Combine("conf/a.toml")), Cancellation)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task A_tree_with_a_line_break_in_a_name_is_refused_with_the_reason(string shell)
    {
        Directory.CreateDirectory(Path.Combine(Folder.Text, "x\n//81a4/0/0/1/1/1/1/root/root/"));
        File.WriteAllText(Path.Combine(Folder.Text, "x\n//81a4/0/0/1/1/1/1/root/root/", "passwd"), "forged");
        await using var client = await Shells.StartAsync(shell);
        var problem = await Should.ThrowAsync<TaskFailedException>(() => Shells.Host(client).LookAsync(new TreeLook(Folder), Cancellation));
        problem.Message.ShouldContain("line break");
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task Large_contents_are_opened_on_demand(string shell)
    {
        var bytes = RandomNumberGenerator.GetBytes((3 << 20) + 7);
        File.WriteAllBytes(Folder.Combine("large").Text, bytes);
        await using var client = await Shells.StartAsync(shell, lookOnly: true);
        var state = await Shells.Host(client).StateOfAsync(Folder.Combine("large"), PathDetail.Bytes, Cancellation);
        var content = state.ShouldBeOfType<PathState.File>().Content;
        content.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        (await content.ReadAsync(Cancellation)).ShouldBe(bytes);
        bytes[5]++;
        File.WriteAllBytes(Folder.Combine("large").Text, bytes);
        (await Should.ThrowAsync<TaskFailedException>(() => content.ReadAsync(Cancellation))).Message.ShouldContain("has changed since");
    }

    [Theory, MemberData(nameof(Shells.All), MemberType = typeof(Shells))]
    public async Task What_a_program_prints_comes_back_byte_for_byte(string shell)
    {
        var input = Enumerable.Range(0, 256).Select(static b => (byte)b).Concat("\n\n"u8.ToArray()).ToArray();
        await using var client = await Shells.StartAsync(shell, lookOnly: true);
        var command = new Command("cat") { Input = Content.Of(input) };
        var result = await Shells.Host(client).LookAsync(new CommandLook<CommandResult>(new Subject("x", "y"), command, static result => result), Cancellation);
        result.RawOutput.ToArray().ShouldBe(input);
        result.Error.ShouldBe("");
    }
}

using System.Globalization;
using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Modules.System.Support;

namespace ApimOrchestrator.Modules.System;

[Module("apt", "Installs, upgrades and removes packages of Debian and its kin.")]
[Returns("cache_updated", "Whether the package lists were fetched.")]
[Returns("stdout", "What apt-get printed, where it had something to do.")]
[Returns("stderr", "What it printed as errors.")]
internal sealed record Apt : IModule
{
    // when the lists were fetched last, and what time it is
    private const string AgeScript = """
        eval "$(apt-config shell lists Dir::State::Lists/d)"
        date +%s
        stat -c %Y /var/lib/apt/periodic/update-success-stamp "$lists" 2>/dev/null | sort -n | tail -n 1
        """;

    [Argument("The packages; `name=version` asks for a version, in which `*` is a wildcard.", Aliases = ["package", "pkg"])]
    public IReadOnlyList<string> Name { get; init; } = [];

    [Argument("What is asked for.")]
    public AptWish State { get; init; }

    [Argument("Whether the package lists are fetched first, unless they are younger than `cache_valid_time`.", Aliases = ["update-cache"])]
    public bool UpdateCache { get; init; }

    [Argument("Seconds for which fetched lists are good enough; more than 0 means `update_cache`.")]
    public int CacheValidTime { get; init; }

    [Argument("A package file of the host to install.")]
    public HostPath? Deb { get; init; }

    [Argument("Whether configuration files go with a package.")]
    public bool Purge { get; init; }

    [Argument("Whether packages go that nothing needs any more.")]
    public bool Autoremove { get; init; }

    [Argument("The release packages come from.", Aliases = ["default-release"])]
    public string? DefaultRelease { get; init; }

    [Argument("Whether recommended packages come along; left out, what the host's settings say.", Aliases = ["install-recommends"])]
    public bool? InstallRecommends { get; init; }

    [Argument("Whether only what is installed is brought to another version.")]
    public bool OnlyUpgrade { get; init; }

    [Argument("Whether an older version may take the place of a newer one.", Aliases = ["allow-downgrade", "allow_downgrades", "allow-downgrades"])]
    public bool AllowDowngrade { get; init; }

    [Argument("Options of dpkg, separated by commas.")]
    public string DpkgOptions { get; init; } = "force-confdef,force-confold";

    [Argument("Seconds to wait for another package manager that is at work.")]
    public int LockTimeout { get; init; } = 60;

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var names = Name.Select(name => name.Trim()).Where(name => name.Length > 0).ToList();
        if (names.Count == 0 && Deb is null && !UpdateCache && CacheValidTime == 0)
        {
            throw new TaskFailedException("one of 'name', 'deb' and 'update_cache' is needed");
        }

        if (names.Find(name => name.AsSpan(0, name.IndexOf('=') is >= 0 and var at ? at : name.Length).ContainsAny('*', '?')) is { } pattern)
        {
            throw new TaskFailedException($"'{pattern}': packages are named one by one here, without wildcards");
        }

        var tool = new AptTool(Options());
        var work = new PackageWork(host, tool);
        var age = new CommandLook<long?>(new Subject("package lists", "age"), Command.Shell(AgeScript), ReadAge);
        var needsAge = UpdateCache || CacheValidTime > 0;
        var seen = await host.LookAsync([needsAge ? age : new IdentityLook(), .. names.Select(name => tool.Look(tool.Split(name).Name))], cancellation);
        var isDue = needsAge && !(CacheValidTime > 0 && seen[0] is long seconds && seconds <= CacheValidTime);
        if (isDue)
        {
            await work.UpdateAsync(isShown: names.Count == 0 && Deb is null, cancellation);
        }

        await ApplyAsync(work, names, [.. seen.Skip(1).Cast<PackageState?>()], cancellation);
        await InstallFileAsync(host, tool, work, cancellation);
        return Answered(work.Result, isDue);
    }

    private Task ApplyAsync(PackageWork work, IReadOnlyList<string> names, IReadOnlyList<PackageState?> seen, CancellationToken cancellation)
    {
        if (OnlyUpgrade)
        {
            (names, seen) = ([.. names.Zip(seen).Where(pair => pair.Second is not null).Select(pair => pair.First)], [.. seen.OfType<PackageState>()]);
        }

        return State switch
        {
            AptWish.Absent => work.RemoveAsync(names, seen, Purge, cancellation),
            AptWish.Latest => work.UpgradeAsync(names, seen, cancellation),
            _ => work.InstallAsync(names, seen, cancellation),
        };
    }

    private async Task InstallFileAsync(IHost host, AptTool tool, PackageWork work, CancellationToken cancellation)
    {
        if (Deb is null)
        {
            return;
        }

        var look = new CommandLook<CommandResult>(new Subject("deb", Deb.Text), new Command("dpkg-deb", "-W", "--showformat", "${Package}|${Version}\n", Deb.Text), static result => result);
        var result = await host.LookAsync(look, cancellation);
        if (result.Output.Trim().Split('|') is not [var name, var version])
        {
            throw new TaskFailedException($"{Deb} is no package: {result.Error.Trim()}") { Result = result, Subject = Deb.Text };
        }

        if (await host.LookAsync([tool.Look(name)], cancellation) is not [PackageState state] || state.Version != version)
        {
            await work.InstallAsync([Deb.Text], [null], cancellation);
        }
    }

    private List<string> Options()
    {
        List<string> words = ["-q", "-o", $"DPkg::Lock::Timeout={LockTimeout}"];
        words.AddRange(DpkgOptions.Split(',', StringSplitOptions.RemoveEmptyEntries).SelectMany(option => new[] { "-o", $"Dpkg::Options::=--{option.Trim()}" }));
        words.AddRange(DefaultRelease is null ? [] : ["-t", DefaultRelease]);
        words.AddRange(InstallRecommends is { } recommends ? ["-o", $"APT::Install-Recommends={(recommends ? "yes" : "no")}"] : []);
        words.AddRange(Autoremove ? ["--auto-remove"] : []);
        words.AddRange(AllowDowngrade ? ["--allow-downgrades"] : []);
        return words;
    }

    private static long? ReadAge(CommandResult result) =>
        result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [var now, var then] ? long.Parse(now, CultureInfo.InvariantCulture) - long.Parse(then, CultureInfo.InvariantCulture) : null;

    private static Answer Answered(CommandResult? result, bool isUpdated)
    {
        var answer = new Dictionary<string, object?> { ["cache_updated"] = isUpdated };
        if (result is not null)
        {
            answer["stdout"] = result.WhyUnknown is { } why ? new Unknown(why) : result.Output;
            answer["stderr"] = result.WhyUnknown is { } because ? new Unknown(because) : result.Error;
        }

        return new Answer(answer);
    }
}

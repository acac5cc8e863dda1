using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Modules.System.Support;

namespace ApimOrchestrator.Modules.System;

[Module("package", "Installs, upgrades and removes packages with the package manager the host has: APT or DNF.")]
[Returns("name", "The packages.")]
internal sealed record Package : IModule
{
    [Argument("The packages, as the host's package manager calls them.", Aliases = ["pkg"])]
    public required IReadOnlyList<string> Name { get; init; }

    [Argument("What is asked for.")]
    public required PackageWish State { get; init; }

    [Argument("The package manager: `auto`, `apt` or `dnf`.")]
    public PackageManager Use { get; init; }

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        var (apt, dnf) = (new AptTool(["-q", "-o", "Dpkg::Options::=--force-confdef", "-o", "Dpkg::Options::=--force-confold"]), new DnfTool([]));
        if (Use == PackageManager.Auto)
        {
            // both in one round trip: on either kind of host the other's program is missing, and says so
            var kind = new CommandLook<string>(new Subject("package manager", host.Name), Command.Shell("for p in apt-get dnf; do command -v $p >/dev/null 2>&1 && echo $p && break; done"), static result => result.Output.Trim());
            var seen = await host.LookAsync([kind, .. Name.Select(name => apt.Look(apt.Split(name).Name)), .. Name.Select(dnf.Look)], cancellation);
            (IPackageTool tool, int skip) = seen[0] switch
            {
                "apt-get" => (apt, 1),
                "dnf" => (dnf, 1 + Name.Count),
                _ => ((IPackageTool)apt, -1),
            };
            if (skip < 0)
            {
                throw new TaskFailedException($"{host.Name} has neither apt-get nor dnf");
            }

            await PackageTask.ApplyAsync(host, tool, Name, [.. seen.Skip(skip).Take(Name.Count).Cast<PackageState?>()], State, updates: false, cancellation);
        }
        else
        {
            await PackageTask.ApplyAsync(host, Use == PackageManager.Apt ? apt : dnf, Name, State, updates: false, cancellation);
        }

        return Answer.Of("name", Name.Cast<object?>().ToList());
    }
}

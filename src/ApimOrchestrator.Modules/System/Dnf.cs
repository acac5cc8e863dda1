using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Modules;
using ApimOrchestrator.Modules.System.Support;

namespace ApimOrchestrator.Modules.System;

[Module("dnf", "Installs, upgrades and removes packages of Red Hat and its kin.")]
[Returns("results", "The packages that were asked for, where something had to be done.")]
internal sealed record Dnf : IModule
{
    [Argument("The packages.", Aliases = ["pkg"])]
    public required IReadOnlyList<string> Name { get; init; }

    [Argument("What is asked for.")]
    public PackageWish State { get; init; }

    [Argument("Whether the package lists are fetched first.", Aliases = ["expire-cache"])]
    public bool UpdateCache { get; init; }

    [Argument("Repositories that are used in addition.")]
    public IReadOnlyList<string> Enablerepo { get; init; } = [];

    [Argument("Repositories that are left out.")]
    public IReadOnlyList<string> Disablerepo { get; init; } = [];

    [Argument("Whether signatures are not checked.")]
    public bool DisableGpgCheck { get; init; }

    [Argument("Whether weak dependencies come along.")]
    public bool InstallWeakDeps { get; init; } = true;

    public async Task<Answer> ApplyAsync(IHost host, CancellationToken cancellation)
    {
        string[] options = [
            .. Enablerepo.Select(repository => $"--enablerepo={repository}"), .. Disablerepo.Select(repository => $"--disablerepo={repository}"),
            .. DisableGpgCheck ? new[] { "--nogpgcheck" } : [], .. InstallWeakDeps ? [] : new[] { "--setopt=install_weak_deps=False" }];
        var work = await PackageTask.ApplyAsync(host, new DnfTool(options), Name, State, UpdateCache, cancellation);
        return Answer.Of("results", work.Result is null ? new List<object?>() : Name.Cast<object?>().ToList());
    }
}

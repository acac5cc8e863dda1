using ApimOrchestrator.Integration.Tests.Lab;
using Shouldly;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>What holds on real hosts however content is synchronised.</summary>
public abstract class DeploymentTests(ActiveActive deployment)
{
    /// <summary>The test's own.</summary>
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void The_plan_succeeds_on_untouched_hosts()
    {
        deployment.Require();

        deployment.Plan.ExitCode.ShouldBe(0, deployment.Plan.Output);
        deployment.Plan.Effects.Count.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void The_plan_touches_nothing()
    {
        deployment.Require();

        deployment.Trees.After.ShouldBe(deployment.Trees.Before);
    }

    [Fact]
    public void Applying_succeeds()
    {
        deployment.Require();

        deployment.Apply.ExitCode.ShouldBe(0, deployment.Apply.Output);
    }

    [Fact]
    public void The_plan_foretells_every_effect_of_applying_and_no_other()
    {
        deployment.Require();

        foreach (var host in deployment.Hosts.Keys)
        {
            var planned = deployment.Plan.Effects.Where(effect => effect.Host == host).ToList();
            var real = deployment.Apply.Effects.Where(effect => effect.Host == host).ToList();
            planned.Select(effect => effect.ToString()).ShouldBe(real.Select(effect => effect.ToString()), $"on {host}");
            var wrong = planned.Zip(real).Where(pair => !pair.First.After.Foretells(pair.Second.After) || !pair.First.Before.Foretells(pair.Second.Before));
            wrong.Select(pair => $"{pair.First}: planned {pair.First.Before} -> {pair.First.After}, came {pair.Second.Before} -> {pair.Second.After}").ShouldBeEmpty();
        }
    }

    [Fact]
    public void The_diffs_of_the_plan_are_those_of_applying()
    {
        deployment.Require();

        var planned = deployment.Plan.Effects.Where(effect => effect.Diff is { Length: > 0 } && effect.After.Sha256 is { Length: 64 }).ToList();
        planned.ShouldContain(effect => effect.Subject.EndsWith("deployment.toml", StringComparison.Ordinal));
        foreach (var effect in planned)
        {
            deployment.Apply.Effects.Where(other => other.ToString() == effect.ToString()).Select(other => other.Diff).ShouldContain(effect.Diff);
        }
    }

    [Fact]
    public async Task Files_have_the_bytes_the_plan_foretold()
    {
        deployment.Require();

        // A server writes into some of its files as soon as it starts; what the playbook wrote last before that is compared.
        var last = deployment.Plan.Effects
            .Where(effect => effect.Kind == "path" && effect.After.Sha256 is { Length: 64 } && !effect.Subject.Contains("/repository/conf/.metadata", StringComparison.Ordinal))
            .GroupBy(effect => (effect.Host, effect.Subject))
            .Select(group => group.Last())
            .ToList();
        foreach (var host in last.GroupBy(effect => effect.Host))
        {
            var files = string.Join(' ', host.Select(effect => $"'{effect.Subject}'"));
            var hashes = (await deployment.Hosts[host.Key].ExecAsync($"sha256sum {files}", Cancellation)).Stdout
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(line => line[66..], line => line[..64]);
            var conf = host.Where(effect => effect.Subject.EndsWith(".toml", StringComparison.Ordinal) || effect.Subject.Contains("apim-sync", StringComparison.Ordinal)).ToList();
            conf.ShouldNotBeEmpty();
            conf.Where(effect => hashes.GetValueOrDefault(effect.Subject) != effect.After.Sha256).Select(effect => effect.ToString()).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Applying_again_changes_nothing()
    {
        deployment.Require();

        deployment.Again.ExitCode.ShouldBe(0, deployment.Again.Output);
        deployment.Again.Effects.Select(effect => $"{effect}: {effect.Before} -> {effect.After}\n{effect.Diff}").ShouldBeEmpty();
    }

    [Fact]
    public void The_acceptance_playbook_is_satisfied()
    {
        deployment.Require();

        deployment.Verify.ExitCode.ShouldBe(0, deployment.Verify.Output);
    }

    [Fact]
    public async Task The_key_manager_is_up_before_node_1_begins_and_node_1_before_node_2()
    {
        deployment.Require();

        var (km, node1, node2) = (await LogAsync("km"), await LogAsync("node1"), await LogAsync("node2"));

        km.Up[0].ShouldBeLessThanOrEqualTo(node1.Begun);
        node1.Up[0].ShouldBeLessThanOrEqualTo(node2.Begun);
    }

    [Fact]
    public void No_secret_is_on_a_command_line_of_any_host()
    {
        deployment.Require();

        deployment.CommandLines.ShouldContain("keytool");
        foreach (var canary in ActiveActive.Canaries)
        {
            deployment.CommandLines.ShouldNotContain(canary);
        }
    }

    [Fact]
    public void No_secret_is_in_any_output_or_journal()
    {
        deployment.Require();

        foreach (var text in new[] { deployment.Plan.Output, deployment.Apply.Output, deployment.Again.Output, deployment.Verify.Output, deployment.Journal })
        {
            foreach (var canary in ActiveActive.Canaries)
            {
                text.ShouldNotContain(canary);
            }
        }
    }

    /// <summary>What a host's server has logged.</summary>
    protected async Task<ServerLog> LogAsync(string host) =>
        new(await deployment.Hosts[host].OutputAsync($"cat {(host == "km" ? "/opt/wso2is-5.10.0" : "/opt/wso2am-3.2.0")}/repository/logs/wso2carbon.log", Cancellation));

    /// <summary>Whether a plan named every effect of the real run, in order, and no other.</summary>
    protected static void ShouldForetell(ToolRun plan, ToolRun real)
    {
        plan.ExitCode.ShouldBe(0, plan.Output);
        real.ExitCode.ShouldBe(0, real.Output);
        plan.Effects.Select(effect => $"{effect}: {effect.Before.State}").Order().ShouldBe(real.Effects.Select(effect => $"{effect}: {effect.Before.State}").Order());
        plan.Effects.Zip(real.Effects).Where(pair => !pair.First.After.Foretells(pair.Second.After)).ShouldBeEmpty();
    }
}

using ApimOrchestrator.Core.Hosts;
using ApimOrchestrator.Core.Values;
using ApimOrchestrator.Tests.Testing;
using Xunit;
using static ApimOrchestrator.Tests.Hosts.Overlay.Steps;

namespace ApimOrchestrator.Tests.Hosts.Overlay;

/// <summary>Chains of tasks on one host of which other tools' dry runs claim something wrong.</summary>
public sealed class ChainTests
{
    private static readonly HostCase Start = new()
    {
        Paths =
        [
            (HostPath.Parse("/etc/app.conf"), new PathState.File(Content.Of("alpha=1\n"), PlainMode, "root", "root")),
            (HostPath.Parse("/srv/old/deep/file"), new PathState.File(Content.Of("old\n"), PlainMode, "root", "root")),
            (HostPath.Parse("/srv/old/deep/other"), new PathState.File(Content.Of("other\n"), PlainMode, "root", "root")),
            (HostPath.Parse("/opt/app-1"), new PathState.Folder(FolderMode, "root", "root")),
            (HostPath.Parse("/opt/app"), new PathState.Link("app-1", "root", "root")),
            (HostPath.Parse("/opt/absolute"), new PathState.Link("/opt/app", "root", "root")),
            (HostPath.Parse("/loop"), new PathState.Link("/loop", "root", "root")),
            (HostPath.Parse("/run/socket"), new PathState.Other("socket")),
        ],
    };

    [Fact]
    public Task Two_lines_added_to_one_new_file_are_both_there() =>
        BothWays.AgreeAsync(Start, Copy("/etc/new", ""), AddLine("/etc/new", "alpha=1"), AddLine("/etc/new", "beta=2"));

    [Fact]
    public Task A_copied_file_can_be_edited_linked_to_read_and_given_another_mode() =>
        BothWays.AgreeAsync(Start, Copy("/etc/new", "x\n"), AddLine("/etc/new", "y"), Chmod("/etc/new", 0x180), Link("/etc/l", "new"), AddLine("/etc/new", "z"), CopyOnHost("/etc/new", "/etc/copy"), Expect("/etc/l", "file", follow: true));

    [Fact]
    public Task A_new_folder_can_be_filled() =>
        BothWays.AgreeAsync(Start, Folder("/opt/new"), Folder("/opt/new/conf"), Copy("/opt/new/conf/a", "a"), Expect("/opt/new/conf/b", "absent"));

    [Fact]
    public Task Nothing_can_be_put_below_a_removed_folder() =>
        BothWays.AgreeAsync(Start, Remove("/srv/old"), Copy("/srv/old/file", "x"), Expect("/srv/old/deep/file", "absent"), Expect("/srv/old", "absent"));

    [Fact]
    public Task A_folder_made_again_is_empty() =>
        BothWays.AgreeAsync(Start, Remove("/srv/old/deep"), Folder("/srv/old/deep"), Expect("/srv/old/deep/file", "absent"), Copy("/srv/old/deep/other", "new"), Chmod("/srv/old/deep", 0x1C0), Expect("/srv/old/deep/file", "absent"));

    [Fact]
    public Task A_file_is_no_folder() =>
        BothWays.AgreeAsync(Start, Copy("/etc/app.conf/below", "x"), Copy("/etc/new", "x"), Folder("/etc/new/below"));

    [Fact]
    public Task A_folder_replaced_by_a_file_takes_along_what_was_below() =>
        BothWays.AgreeAsync(Start, Copy("/srv/old/deep", "now a file"), Expect("/srv/old/deep/file", "absent"), Remove("/srv/old/deep"), Folder("/srv/old/deep"), Expect("/srv/old/deep/file", "absent"));

    [Fact]
    public Task What_is_put_through_a_link_of_the_host_is_found_under_its_real_path() =>
        BothWays.AgreeAsync(Start, Copy("/opt/app/a", "1\n"), AddLine("/opt/app-1/a", "2"), AddLine("/opt/absolute/a", "3"), Copy("/opt/../opt/app/b", "x"), Expect("/opt/app-1/b", "file"));

    [Fact]
    public Task What_is_put_through_a_link_of_the_run_is_found_under_its_real_path() =>
        BothWays.AgreeAsync(Start, Link("/srv/current", "old/deep"), Copy("/srv/current/file", "new\n"), AddLine("/srv/old/deep/file", "more"), Remove("/srv/current"), Expect("/srv/current/file", "absent"), Expect("/srv/old/deep/file", "file"));

    [Fact]
    public Task A_link_turned_to_another_folder_shows_that_folder() =>
        BothWays.AgreeAsync(Start, Folder("/opt/app-2"), Copy("/opt/app-2/version", "2"), Link("/opt/app", "app-2"), Expect("/opt/app/version", "file"), Expect("/opt/absolute/version", "file"));

    [Fact]
    public Task Links_in_a_circle_fail() =>
        BothWays.AgreeAsync(Start, Copy("/etc/mark", "x"), Copy("/loop/x", "x"), Link("/etc/l1", "l2"), Link("/etc/l2", "l1"), Copy("/etc/l1/x", "x"));

    [Fact]
    public Task Sockets_are_not_replaced() =>
        BothWays.AgreeAsync(Start, Copy("/run/socket", "x"), Remove("/run/socket"));

    [Fact]
    public Task Only_users_that_exist_or_would_be_made_can_own_files() =>
        BothWays.AgreeAsync(Start, Copy("/etc/a", "x", owner: "wso2carbon"), AddUser("wso2carbon"), Copy("/etc/a", "x", owner: "wso2carbon"), Copy("/etc/b", "x", owner: "nobody"), Copy("/etc/c", "x", owner: "4711"));

    [Fact]
    public Task A_new_user_can_work_at_once() =>
        BothWays.AgreeAsync(Start, AddUser("wso2carbon"), async host =>
        {
            var identity = await host.As("wso2carbon").LookAsync(new IdentityLook(), TestContext.Current.CancellationToken);
            _ = identity.User == "wso2carbon" ? identity : throw new TaskFailedException("another user");
            await Copy("/tmp", "x")(host);
        });

    [Fact]
    public Task A_change_that_does_not_fit_what_is_there_is_refused() =>
        BothWays.AgreeAsync(Start, host => host.PutAsync(new PathChange(HostPath.Parse("/etc/app.conf"), new PathState.Absent(), new PathState.File(Content.Empty, PlainMode, "root", "root")), TestContext.Current.CancellationToken));

    [Fact]
    public Task Of_several_changes_those_before_the_refused_one_are_made() =>
        BothWays.AgreeAsync(Start, host => host.PutAsync(
            [
                new PathChange(HostPath.Parse("/d"), new PathState.Absent(), new PathState.Folder(FolderMode, "root", "root")),
                new PathChange(HostPath.Parse("/d/f"), new PathState.Absent(), new PathState.File(Content.Of("x"), PlainMode, "root", "root")),
                new PathChange(HostPath.Parse("/no/f"), new PathState.Absent(), new PathState.File(Content.Of("x"), PlainMode, "root", "root")),
                new PathChange(HostPath.Parse("/d/g"), new PathState.Absent(), new PathState.File(Content.Of("x"), PlainMode, "root", "root")),
            ],
            TestContext.Current.CancellationToken));
}

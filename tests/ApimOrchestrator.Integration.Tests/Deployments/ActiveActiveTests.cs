using ApimOrchestrator.Integration.Tests.Lab;
using Xunit;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>The main job on real hosts, content synchronised by rsync.</summary>
public sealed class ActiveActiveTests(ActiveActive deployment, LabImages images) : DeploymentTests(deployment, images), IClassFixture<ActiveActive>;

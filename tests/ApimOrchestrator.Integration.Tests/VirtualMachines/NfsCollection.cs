using Xunit;

namespace ApimOrchestrator.Integration.Tests.VirtualMachines;

/// <summary>All tests of the NFS way share one deployment in virtual machines, one after the other; they leave it as they found it.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class NfsCollection : ICollectionFixture<NfsDeployment>;

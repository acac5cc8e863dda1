using ApimOrchestrator.Integration.Tests.Lab;

namespace ApimOrchestrator.Integration.Tests.Deployments;

/// <summary>As <see cref="ActiveActive"/>, in the NFS way, with a Docker volume in place of the export: real mounts of a really shared folder, but not NFS, which containers cannot mount.</summary>
public sealed class SharedFolderDeployment(LabImages images) : ActiveActive(images, LabInventory.SharedFolder);

using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Core.Hosts;

/// <summary>How to become another user on a host.</summary>
/// <param name="User">Whom to become.</param>
/// <param name="Method"><c>sudo</c> or <c>su</c>.</param>
/// <param name="Password">The password it may ask for; null where none is known.</param>
public sealed record BecomeSettings(string User, string Method = "sudo", Secret? Password = null);

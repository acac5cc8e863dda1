namespace ApimOrchestrator.Core.Events;

/// <summary>One side of an effect as readers see it.</summary>
/// <param name="State">A path's kind (<c>absent</c>, <c>file</c>, <c>folder</c>, <c>link to TARGET</c>), or any other subject's state as text; <c>unknown</c> where it cannot be known yet.</param>
/// <param name="Sha256">A file's SHA-256 in hex; null where there is none or it is unknown.</param>
/// <param name="Mode">Permission bits as four octal digits, or null.</param>
/// <param name="Owner">Owner, or null.</param>
/// <param name="Group">Group, or null.</param>
public sealed record EffectState(string State, string? Sha256 = null, string? Mode = null, string? Owner = null, string? Group = null);

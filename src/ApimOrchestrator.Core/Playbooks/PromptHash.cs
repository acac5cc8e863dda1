namespace ApimOrchestrator.Core.Playbooks;

/// <summary>How what is typed becomes a password's hash.</summary>
/// <param name="Is512"><c>sha512_crypt</c> or <c>sha256_crypt</c>.</param>
/// <param name="Salt">The salt; null for a new one in every run.</param>
/// <param name="SaltSize">How many letters a new one has.</param>
public sealed record PromptHash(bool Is512, string? Salt, int SaltSize);

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ApimOrchestrator.Core.Values;

namespace ApimOrchestrator.Modules.Database.Support;

/// <summary>What PostgreSQL keeps of a password (RFC 5803, <c>SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey</c>): made here, the password itself never reaches the server.</summary>
internal static class ScramVerifier
{
    // PostgreSQL's own default, scram_iterations
    private const int Iterations = 4096;

    public static string Of(Secret password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(password.Reveal()), salt, Iterations, HashAlgorithmName.SHA256, 32);
        var stored = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var server = HMACSHA256.HashData(salted, "Server Key"u8);
        return string.Create(CultureInfo.InvariantCulture, $"SCRAM-SHA-256${Iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(stored)}:{Convert.ToBase64String(server)}");
    }
}

using System.Security.Cryptography;
using System.Text;

namespace Egress.Emulator.Deployment;

/// <summary>Ids in AWS's shapes, the same at every start, so that scripts and shell histories stay valid.</summary>
internal static class PhysicalIds
{
    private const string Alphanumerics = "abcdefghijklmnopqrstuvwxyz0123456789";

    public static string Alphanumeric(int length, params ReadOnlySpan<string> seed)
    {
        var hash = Hash(seed);
        return string.Create(length, hash, (span, bytes) =>
        {
            for (var index = 0; index < span.Length; index++)
            {
                span[index] = Alphanumerics[bytes[index] % Alphanumerics.Length];
            }
        });
    }

    public static string Hex(int length, params ReadOnlySpan<string> seed) => Convert.ToHexStringLower(Hash(seed))[..length];

    public static string Uuid(params ReadOnlySpan<string> seed) => new Guid(Hash(seed).AsSpan(0, 16)).ToString();

    private static byte[] Hash(ReadOnlySpan<string> seed) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', seed)));
}

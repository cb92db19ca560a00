using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Egress.Client.Tests.Seeing;

public sealed class ShownKeyTests
{
    private const string Canary = "Canary7Canary7Canary7Canary7Canary7Canary7";

    /// <summary>By reflection, as a log that takes objects apart does it.</summary>
    private static readonly JsonSerializerOptions AllThereIs = new() { IncludeFields = true, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    [Fact]
    public void What_holds_the_key_does_not_show_it()
    {
        var key = new ApiKey(Canary);
        var version = new ApiKeyVersion(key, "v1");
        using var source = EgressKeySource.FromValue(Canary);
        var options = new EgressOptions { GatewayUrl = "https://gateway.example", ApiId = "abcde12345", Mark = Canary, SecretId = "app" };
        using var handler = new EgressHandler(options, source);
        string[] shown =
        [
            key.ToString(), version.ToString(), source.ToString(), $"{key} {version} {source}", key.Fingerprint,
            .. new[] { typeof(ApiKey), typeof(EgressKeySource) }.Select(type => type.GetCustomAttribute<DebuggerDisplayAttribute>()!.Value),
            .. typeof(ApiKey).GetProperties().Select(property => $"{property.GetValue(key)}"),
            .. typeof(ApiKeyVersion).GetProperties().Select(property => $"{property.GetValue(version)}"),
            .. typeof(EgressKeySource).GetProperties().Select(property => $"{property.GetValue(source)}"),
            .. new object[] { key, version, source, options, handler }.SelectMany(holder => new[] { $"{holder}", JsonSerializer.Serialize(holder, AllThereIs) }),
            .. new[] { typeof(EgressOptions), typeof(ApiKeyVersion) }.Select(type => type.GetCustomAttribute<DebuggerDisplayAttribute>()?.Value ?? ""),
            Assert.Throws<ArgumentException>(() => new ApiKey(Canary + " ")).ToString(),
        ];

        Assert.All(shown, text => Assert.DoesNotContain("Canary", text, StringComparison.Ordinal));
        Assert.Equal("[redacted]", key.ToString());
        Assert.Matches("^[0-9a-f]{8}$", key.Fingerprint);
    }
}

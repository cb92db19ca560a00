using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Egress.Client.Tests.Seeing;

public sealed class ShownKeyTests
{
    private const string Canary = "Canary7Canary7Canary7Canary7Canary7Canary7";

    [Fact]
    public void What_holds_the_key_does_not_show_it()
    {
        var key = new ApiKey(Canary);
        var version = new ApiKeyVersion(key, "v1");
        using var source = EgressKeySource.FromValue(Canary);
        string[] shown =
        [
            key.ToString(), version.ToString(), source.ToString(), $"{key} {version} {source}", key.Fingerprint,
            .. new[] { typeof(ApiKey), typeof(EgressKeySource) }.Select(type => type.GetCustomAttribute<DebuggerDisplayAttribute>()!.Value),
            .. typeof(ApiKey).GetProperties().Select(property => $"{property.GetValue(key)}"),
            .. typeof(ApiKeyVersion).GetProperties().Select(property => $"{property.GetValue(version)}"),
            .. typeof(EgressKeySource).GetProperties().Select(property => $"{property.GetValue(source)}"),
            JsonSerializer.Serialize(key, LeakJson.Default.ApiKey), JsonSerializer.Serialize(version, LeakJson.Default.ApiKeyVersion), JsonSerializer.Serialize(new EgressOptions(), LeakJson.Default.EgressOptions),
            Assert.Throws<ArgumentException>(() => new ApiKey(Canary + " ")).ToString(),
        ];

        Assert.All(shown, text => Assert.DoesNotContain("Canary", text, StringComparison.Ordinal));
        Assert.Equal("[redacted]", key.ToString());
        Assert.Matches("^[0-9a-f]{8}$", key.Fingerprint);
    }
}

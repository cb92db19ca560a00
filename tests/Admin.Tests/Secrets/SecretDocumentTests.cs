using System.Text.Json.Nodes;
using Egress.Admin.Keys;
using Egress.Admin.Secrets;
using Egress.Probe.Contract;

namespace Egress.Admin.Tests.Secrets;

public sealed class SecretDocumentTests
{
    private const string Canary = "CanaryCanaryCanaryCanaryCanaryCanary";

    public static TheoryData<string, string?> Malformed => new()
    {
        { "is not a JSON object", null },
        { "is not a JSON object", "" },
        { "is not a JSON object", Canary },
        { "is not a JSON object", $"[\"{Canary}\"]" },
        { "is not a JSON object", $$"""{"apiKey":"{{Canary}}","apiKey":"{{Canary}}"}""" },
        { "has another schema", $$"""{"schema":2,"consumer":"app","apiKey":"{{Canary}}"}""" },
        { "has another schema", $$"""{"schema":"1","consumer":"app","apiKey":"{{Canary}}"}""" },
        { "has no text member consumer", $$"""{"schema":1,"apiKey":"{{Canary}}"}""" },
        { "has no text member consumer", $$"""{"schema":1,"consumer":7,"apiKey":"{{Canary}}"}""" },
        { "has no member apiKey", """{"schema":1,"consumer":"app"}""" },
        { "has no member apiKey", $$"""{"schema":1,"consumer":"app","apiKey":["{{Canary}}"]}""" },
        { "has no member apiKey", $$"""{"schema":1,"consumer":"app","apiKey":"{{Canary}}!"}""" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_version_is_refused_by_its_id_and_never_shown(string because, string? json)
    {
        var failure = Assert.Throws<RefusedException>(() => SecretDocument.Parse(json, "v7"));

        Assert.StartsWith($"Secret version v7 {because}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_templates_first_version_is_generation_0_and_means_the_anchor()
    {
        var document = SecretDocument.Parse($$"""{"schema":1,"consumer":"app","apiKey":"{{Canary}}"}""", "v0");

        Assert.Equal((0, null, "app", new ApiKey(Canary)), (document.Generation, document.KeyName, document.Consumer, document.ApiKey));
    }

    [Fact]
    public void The_next_generation_keeps_what_it_does_not_know()
    {
        var first = SecretDocument.Parse($$"""{"schema":1,"consumer":"app","baseUrl":"https://x","nested":{"a":[1]},"apiKey":"{{Canary}}"}""", "v0");
        var drawn = ApiKey.Draw();

        var next = JsonNode.Parse(first.Next(drawn, KeyName.Of("prod", "app", "v1"), new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)).ToJson());

        Assert.True(JsonNode.DeepEquals(next, JsonNode.Parse($$"""
            {"schema":1,"consumer":"app","baseUrl":"https://x","nested":{"a":[1]},"apiKey":"{{drawn.Value}}","generation":1,"keyName":"egress/prod/app/v1","createdAt":"2026-01-02T03:04:05Z"}
            """)));
        Assert.Equal(Canary, first.ApiKey.Value);
    }

    [Fact]
    public void A_document_prints_its_fingerprint_only()
    {
        var document = SecretDocument.Parse($$"""{"schema":1,"consumer":"app","generation":3,"apiKey":"{{Canary}}"}""", "v0");

        Assert.Equal($"generation 3 of app, key {new ApiKey(Canary).Fingerprint}", document.ToString());
    }
}

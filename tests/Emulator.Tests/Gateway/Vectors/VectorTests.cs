using System.Text.Json.Nodes;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Vectors;

public sealed class VectorTests
{
    /// <summary>Recordings that this runner cannot play, each with its reason.</summary>
    private static readonly Dictionary<string, string> NotHere = new()
    {
        ["control.apikey.value.too-short"] = "an answer of the management API, not of the data plane",
        ["control.apikey.value.empty"] = "same",
        ["control.apikey.enabled-default"] = "same",
        ["control.apikey.patchable-fields"] = "same",
        ["control.usageplan.burst-gt-rate-allowed"] = "same",
        ["control.putintegration.http-method-required"] = "same",
        ["control.private.ipv4"] = "same",
        ["control.private.wrong-ip-address-type"] = "same",
        ["rule.trace-incoming-full"] = "AWS_PROXY adds X-Amzn-Trace-Id to the answer; HTTP_PROXY and MOCK do not (headers.passthrough, trace.mock.no-response-header)",
        ["rule.trace-incoming-root-only"] = "same",
    };

    public static TheoryData<string> Playable => [.. Vector.All.Keys.Where(id => !NotHere.ContainsKey(id))];

    [Theory]
    [MemberData(nameof(Playable))]
    public async Task The_gateway_answers_what_was_recorded(string id)
    {
        var vector = Vector.All[id];
        if (vector.Expect["control_plane"] is { } defaults)
        {
            CheckDefaults(defaults["statusCode"]!.AsObject());
            Assert.All((JsonObject)defaults["responseTemplates_of_every_type"]!, template => Assert.Equal(("application/json", GatewayResponses.StoredTemplate), (template.Key, (string)template.Value!)));
            return;
        }

        if (vector.Text("upstream_fault") is { } fault)
        {
            await CheckFaultAsync(vector, fault);
            return;
        }

        await using var upstream = SocketUpstream.Doing((stream, request, token) => stream.WriteAsync(VectorRequest.Answer(vector, request), token).AsTask());
        await using var gateway = await GatewayBench.StartAsync(VectorSetup.Of(vector, upstream));
        if (vector.In("requests") is JsonArray requests)
        {
            await CheckRoutesAsync(vector, requests, gateway);
            return;
        }

        var answer = vector.In("load") is null ? await SendAsync(vector, gateway) : await FirstRefusedAsync(gateway);

        Check(vector, upstream, answer);
        if (vector.Expect["gateway_view"] is JsonObject view)
        {
            VectorView.Check(view, upstream.Request, await gateway.Log.NextAsync("AccessLog"), VectorSetup.StageName(vector));
        }
    }

    /// <summary>A field that the runner passes over would make a test that proves nothing.</summary>
    [Fact]
    public void Every_field_of_a_recording_is_understood() => Assert.Equal([], Playable.Select(row => row.Data).SelectMany(id => VectorFields.NotUnderstood(Vector.All[id]).Select(field => $"{id}: {field}")));

    [Fact]
    public void Every_recording_is_played_or_listed_with_its_reason()
    {
        Assert.All(NotHere.Keys, id => Assert.Contains(id, Vector.All.Keys));
        Assert.Equal(Vector.All.Count, Playable.Count + NotHere.Count);
    }

    private static async Task CheckFaultAsync(Vector vector, string fault)
    {
        Assert.Equal("certificate does not match the host name of the integration uri", fault); // another fault needs another upstream
        await using var upstream = new TlsUpstream("another.example", TimeProvider.System.GetUtcNow().AddDays(1));
        await using var gateway = await GatewayBench.StartAsync(upstream.Setup(isTrusted: true) with { Stages = [BenchSetup.StageOf(VectorSetup.StageName(vector))] });

        var answer = await SendAsync(vector, gateway);

        Assert.Equal(0, upstream.Requests);
        VectorExpectation.CheckResponse(vector.Expect["client_response"]!.AsObject(), answer, vector);
    }

    private static Task<RawAnswer> SendAsync(Vector vector, GatewayBench gateway)
    {
        var (head, body) = VectorRequest.Of(vector);
        return gateway.SendAsync(head, body);
    }

    private static void Check(Vector vector, SocketUpstream upstream, RawAnswer answer)
    {
        if (vector.Expect.TryGetPropertyValue("upstream_request", out var expected))
        {
            Assert.Equal(expected is null ? 0 : 1, upstream.Requests.Count);
        }

        if (expected is JsonObject request)
        {
            VectorExpectation.CheckRequest(request, upstream.Request, vector);
        }

        if (vector.Expect["client_response"] is JsonObject response)
        {
            VectorExpectation.CheckResponse(response, answer, vector);
        }
    }

    private static async Task CheckRoutesAsync(Vector vector, JsonArray requests, GatewayBench gateway)
    {
        foreach (var (request, matched) in requests.Zip(vector.Expect["matched"]!.AsArray()))
        {
            await gateway.SendAsync(GatewayBench.Head((string)request![0]!, $"/{VectorSetup.StageName(vector)}{(string)request[1]!}"));
            Assert.StartsWith((string)matched! + "|", await gateway.Log.NextAsync("AccessLog"), StringComparison.Ordinal);
        }
    }

    private static async Task<RawAnswer> FirstRefusedAsync(GatewayBench gateway)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 120).Select(_ => gateway.GetAsync("/stage/x", $"x-api-key: {Placeholders.Key}")));
        Assert.Contains(answers, answer => answer.StatusCode == 200);
        return answers.First(answer => answer.StatusCode != 200);
    }

    private static void CheckDefaults(JsonObject statuses) => Assert.Equal(
        statuses.Where(entry => entry.Value is not null).ToDictionary(entry => entry.Key, entry => (string)entry.Value!).OrderBy(entry => entry.Key),
        GatewayResponses.All.ToDictionary(type => type.Name, type => $"{type.StatusCode}").OrderBy(entry => entry.Key));
}

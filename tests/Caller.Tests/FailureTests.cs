using System.Net;
using System.Text.Json.Nodes;
using Egress.Client;
using Egress.Testing;
using Egress.Testing.Wire;

namespace Egress.Caller.Tests;

public sealed class FailureTests
{
    public static TheoryData<EgressReason, int> Statuses => new()
    {
        { EgressReason.NotRepresentable, 400 },
        { EgressReason.RequestTooLarge, 413 },
        { EgressReason.UriTooLong, 414 },
        { EgressReason.HeadersTooLarge, 431 },
        { EgressReason.UnsupportedContentEncoding, 415 },
        { EgressReason.KeyUnavailable, 503 },
        { EgressReason.GatewayUnreachable, 503 },
        { EgressReason.GatewayCertificate, 502 },
        { EgressReason.ConnectionLost, 502 },
        { EgressReason.UnknownUpstream, 403 },
        { EgressReason.NotGranted, 403 },
        { EgressReason.KeyRejected, 403 },
        { EgressReason.PolicyDenied, 403 },
        { EgressReason.RouteMissing, 502 },
        { EgressReason.InvalidRequest, 502 },
        { EgressReason.Throttled, 429 },
        { EgressReason.QuotaExceeded, 429 },
        { EgressReason.UpstreamTimeout, 504 },
        { EgressReason.UpstreamUnreachable, 502 },
        { EgressReason.UpstreamTls, 502 },
        { EgressReason.Other, 502 },
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Each_reason_has_a_status_and_a_remedy(EgressReason reason, int status)
    {
        var failure = Failure.Of(new EgressException(reason, "api.example.com", "confidential", new InvalidOperationException("confidential"), HttpStatusCode.Conflict, "request-id"))!;

        var response = Given.Serializer.Deserialize<Amazon.Lambda.APIGatewayEvents.APIGatewayProxyResponse>(failure.ToResult());
        var body = JsonNode.Parse(response.Body)!;
        Assert.Equal((status, reason.ToString()), (response.StatusCode, (string?)body["reason"]));
        Assert.Equal(("api.example.com", "request-id"), ((string?)body["upstream"], (string?)body["gatewayRequestId"]));
        Assert.Matches(@"^[A-Z].+\. .+\.$", (string?)body["remedy"]); // what is the matter, and what to do
        Assert.Equal([reason.ToString()], response.MultiValueHeaders["x-egress-reason"]);
        Assert.DoesNotContain("confidential", response.Body, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string, string> OfTheEvent => new()
    {
        { "an escaped slash", "api.example.com", "/a%2Fb", "has the escape '%2F'" },
        { "a delimiter that needs no escape", "api.example.com", "/a%2Cb", "has the escape '%2C'. Expected the character itself" },
        { "half a character", "api.example.com", "/%E2%82", "begins no UTF-8 character" },
        { "a percent sign alone", "api.example.com", "/100%", "begins no escape" },
        { "an empty first segment", "api.example.com", "//a", "begins with an empty segment" },
        { "the gateway's own path", "api.example.com", "/-/probe", "is the gateway's own" },
        { "an address", "169.254.169.254", "/latest", "The host is '169.254.169.254'" },
        { "another port", "api.example.com:8443", "/", "The port is 8443" },
        { "a path that is too long", "api.example.com", $"/{new string('x', 1_700)}", "Expected at most 1600" },
    };

    [Theory]
    [MemberData(nameof(OfTheEvent))]
    public async Task What_the_event_has_wrong_is_found_expected_and_mended(string because, string host, string path, string found)
    {
        await using var gateway = new FakeGateway();

        var answer = await Given.AnswerAsync(gateway, Given.Event(path: path, host: host));

        var body = JsonNode.Parse(answer.Body)!;
        Assert.True(((string?)body["found"])?.Contains(found, StringComparison.Ordinal), $"{because}: {body["found"]}");
        Assert.Contains("Expected", (string?)body["found"], StringComparison.Ordinal);
        Assert.Empty(gateway.Requests);
    }

    [Fact]
    public void No_reason_is_left_out() =>
        Assert.Equal(Enum.GetValues<EgressReason>().Order(), Statuses.Select(row => row.Data.Item1).Order());

    public static TheoryData<Exception, int, string> Others => new()
    {
        { new BadEventException("found and expected"), 400, "BadEvent" },
        { new ResponseTooLargeException(), 502, "ResponseTooLarge" },
        { new TaskCanceledException(), 504, "DeadlineExceeded" },
        { new HttpRequestException("x"), 502, "AnswerInterrupted" },
        { new HttpIOException(HttpRequestError.ResponseEnded), 502, "AnswerInterrupted" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void What_is_not_the_clients_has_a_status_too(Exception exception, int status, string reason)
    {
        var failure = Failure.Of(exception)!;

        Assert.Equal((status, reason), (failure.Status, failure.Reason));
    }

    [Fact]
    public void A_fault_of_ours_fails_the_invocation() => Assert.Null(Failure.Of(new InvalidOperationException()));

    [Fact]
    public async Task The_invocations_own_time_ends_the_request_and_leaves_enough_to_say_so()
    {
        await using var gateway = new FakeGateway();
        var time = new ManualTimeProvider();
        gateway.Always((request, wire) =>
        {
            time.Advance(TimeSpan.FromSeconds(9.4));
            time.Advance(TimeSpan.FromSeconds(0.2));
            return Replies.Silence()(request, wire);
        });

        var answer = await Given.AnswerAsync(gateway, Given.Event(), time, TimeSpan.FromSeconds(10));

        Assert.Equal((504, "DeadlineExceeded"), (answer.StatusCode, (string?)JsonNode.Parse(answer.Body)!["reason"]));
        Assert.Single(gateway.Requests);
    }

    [Fact]
    public async Task An_invocation_without_time_left_is_answered_at_once()
    {
        await using var gateway = new FakeGateway();

        var answer = await Given.AnswerAsync(gateway, Given.Event(), new ManualTimeProvider(), TimeSpan.Zero);

        Assert.Equal(504, answer.StatusCode);
    }

    [Fact]
    public async Task A_rejection_by_the_gateway_is_told_from_the_upstreams_answer()
    {
        await using var gateway = new FakeGateway();
        gateway.Next(Replies.Rejection(FakeGateway.Mark, 403, "ACCESS_DENIED"), Replies.Upstream(403, "no"));

        var rejected = await Given.AnswerAsync(gateway, Given.Event());
        var answered = await Given.AnswerAsync(gateway, Given.Event());

        Assert.Equal((403, "PolicyDenied"), (rejected.StatusCode, rejected.MultiValueHeaders["x-egress-reason"].Single()));
        Assert.Equal((403, "no"), (answered.StatusCode, answered.Body));
        Assert.DoesNotContain("x-egress-reason", answered.MultiValueHeaders.Keys);
    }
}

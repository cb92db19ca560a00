using System.Text.Json.Nodes;
using Egress.Client.Keys;
using Egress.Testing;
using Egress.Testing.Wire;

namespace Egress.Client.Tests.Keys;

/// <summary>Without the SDK, over the wire.</summary>
public sealed class LambdaSecretKeyTests
{
    private readonly Dictionary<string, string> _environment = new() { ["AWS_REGION"] = "eu-west-1", ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE", ["AWS_SECRET_ACCESS_KEY"] = "canary-secret", ["AWS_SESSION_TOKEN"] = "canary-token" };

    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task One_signed_call_reads_value_and_version_of_the_current_stage_by_name()
    {
        await using var secrets = new FakeSecrets(Given.Key);
        using var reader = Reader(secrets, "app\"\\ü");

        var key = await reader.ReadAsync(Given.Cancellation);

        var sent = Assert.Single(secrets.Requests);
        var request = JsonNode.Parse(sent.Text)!;
        Assert.Equal(("app\"\\ü", "AWSCURRENT"), ((string?)request["SecretId"], (string?)request["VersionStage"]));
        Assert.Equal(("POST", "/"), (sent.Method, sent.Target));
        Assert.Equal(["secretsmanager.GetSecretValue"], sent["x-amz-target"]);
        Assert.Equal(["application/x-amz-json-1.1"], sent["Content-Type"]);
        Assert.StartsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261121/eu-west-1/secretsmanager/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, ", Assert.Single(sent["Authorization"]), StringComparison.Ordinal);
        Assert.Equal(Given.Key, key.Key.Reveal());
        Assert.Equal("00000000-0000-0000-0000-000000000001", key.VersionId);
    }

    [Theory]
    [InlineData("AWS_ACCESS_KEY_ID")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    [InlineData("AWS_REGION")]
    public async Task What_the_environment_lacks_is_named_before_anything_is_sent(string missing)
    {
        await using var secrets = new FakeSecrets(Given.Key);
        using var reader = Reader(secrets);
        _environment.Remove(missing);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => reader.ReadAsync(Given.Cancellation));

        Assert.Contains(missing == "AWS_REGION" ? "AWS_DEFAULT_REGION" : missing, failure.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(EgressKeySource.FromSecretsManager), failure.Message, StringComparison.Ordinal);
        Assert.Empty(secrets.Requests);
    }

    [Fact]
    public async Task A_refusal_is_final_and_names_the_services_error_type()
    {
        await using var secrets = new FakeSecrets(Given.Key);
        secrets.Fail("com.amazonaws.secretsmanager#AccessDeniedException");
        using var reader = Reader(secrets);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => reader.ReadAsync(Given.Cancellation));

        Assert.Equal("GetSecretValue was answered 400 AccessDeniedException: no", failure.Message);
        Assert.Single(secrets.Requests);
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("an error of the service")]
    [InlineData("a cut connection")]
    public async Task What_may_pass_is_tried_once_more(string what)
    {
        await using var secrets = new FakeSecrets(Given.Key);
        secrets.First(what == "a cut connection" ? Replies.Reset() : FakeSecrets.Failure(500, "InternalServiceError"));
        using var reader = Reader(secrets);

        Assert.Equal(Given.Key, (await reader.ReadAsync(Given.Cancellation)).Key.Reveal());
        Assert.Equal(2, secrets.Requests.Count);
    }

    [Fact]
    public async Task An_endpoint_that_says_nothing_costs_half_the_time_and_not_all_of_it()
    {
        await using var secrets = new FakeSecrets(Given.Key);
        secrets.First(Replies.Silence());
        using var reader = Reader(secrets);

        var reading = reader.ReadAsync(Given.Cancellation);
        while (secrets.Requests.Count == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Given.Cancellation);
        }

        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(Given.Key, (await reading.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Given.Cancellation)).Key.Reveal());
    }

    [Fact]
    public async Task What_does_not_pass_is_not_tried_for_ever()
    {
        await using var secrets = new FakeSecrets(Given.Key);
        secrets.First([.. Enumerable.Repeat(FakeSecrets.Failure(503, "ServiceUnavailable"), 9)]);
        using var reader = Reader(secrets);

        Assert.Contains("503 ServiceUnavailable", (await Assert.ThrowsAsync<InvalidOperationException>(() => reader.ReadAsync(Given.Cancellation))).Message, StringComparison.Ordinal);
        Assert.Equal(2, secrets.Requests.Count);
    }

    [Theory]
    [InlineData(200, "<html>canary</html>", "is not JSON")]
    [InlineData(200, "[]", "has no VersionId")]
    [InlineData(404, "<html>canary</html>", "answered 404, and not by Secrets Manager")]
    [InlineData(400, "\"canary\"", "answered 400 no error type")]
    public async Task An_answer_that_is_not_Secrets_Managers_is_said_to_be_none_and_not_quoted(int status, string body, string expected)
    {
        await using var secrets = new FakeSecrets(Given.Key);
        secrets.First(Replies.Raw($"HTTP/1.1 {status} X\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
        using var reader = Reader(secrets);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => reader.ReadAsync(Given.Cancellation));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
    }

    private LambdaSecretKey Reader(FakeSecrets secrets, string secretId = "app")
    {
        _environment["AWS_ENDPOINT_URL"] = "https://wrong.example";
        _environment["AWS_ENDPOINT_URL_SECRETS_MANAGER"] = secrets.Url;
        return new LambdaSecretKey(secretId, TimeSpan.FromMinutes(1), _environment.GetValueOrDefault, _time);
    }
}

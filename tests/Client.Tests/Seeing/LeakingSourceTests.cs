using System.Diagnostics.Metrics;
using System.Reflection;
using Amazon.SecretsManager;
using Egress.Testing.Wire;

namespace Egress.Client.Tests.Seeing;

/// <summary>What goes wrong where the key comes from, with the key at hand.</summary>
public sealed class LeakingSourceTests
{
    [Theory]
    [InlineData("a document that is malformed", $$"""{"SecretString":"{\"apiKey\":\"{{LeakSinks.Canary}} malformed\"}" ,"VersionId":"v"}""")]
    [InlineData("a document that is no JSON", $$"""{"SecretString":"{{LeakSinks.Canary}}","VersionId":"v"}""")]
    [InlineData("a document whose key is no text", $$"""{"SecretString":"{\"apiKey\":[\"{{LeakSinks.Canary}}\"]}","VersionId":"v"}""")]
    [InlineData("a member too many", $$"""{"SecretString":"{\"{{LeakSinks.Canary}}\":1}","VersionId":"v"}""")]
    [InlineData("an answer that ends within the key", $$"""{"SecretString":"{\"apiKey\":\"{{LeakSinks.Canary}}""")]
    [InlineData("an answer of another shape", $$"""{"SecretString":["{{LeakSinks.Canary}}"],"VersionId":{"a":"{{LeakSinks.Canary}}" } }""")]
    public async Task K19_K26_an_answer_that_cannot_be_read_does_not_show_what_it_holds(string because, string answer)
    {
        await using var gateway = new FakeGateway();
        await using var secrets = new FakeSecrets(LeakSinks.Canary);
        secrets.Answer(answer);
        using var sinks = new LeakSinks();

        await SendAsync(gateway, sinks, secrets.Client);

        Assert.Equal(1, sinks.Failures);
        sinks.AssertNothingLeaked(because, gateway);
    }

    [Fact]
    public async Task K26_an_sdk_that_quotes_the_answer_which_it_could_not_read_is_not_quoted()
    {
        await using var gateway = new FakeGateway();
        using var sinks = new LeakSinks();

        await SendAsync(gateway, sinks, () => DispatchProxy.Create<IAmazonSecretsManager, Quoting>());

        Assert.Equal(1, sinks.Failures);
        Assert.Contains(sinks.Lines, line => line.Contains("its text is not shown", StringComparison.Ordinal));
        sinks.AssertNothingLeaked("an SDK that quotes", gateway);
    }

    private static async Task SendAsync(FakeGateway gateway, LeakSinks sinks, Func<IAmazonSecretsManager> createClient)
    {
        using var meter = new Meter("leak");
        using var source = EgressKeySource.FromSecretsManager(LeakSinks.Options(gateway), createClient, TimeProvider.System, meter);
        using var client = new HttpClient(new EgressHandler(LeakSinks.Options(gateway), source));
        await sinks.SendAsync(client, LeakSinks.Post());
    }

    /// <summary>The SDK's exception for an answer that it cannot read has the answer in its message, where logging of responses is on.</summary>
    public class Quoting : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name == "Dispose"
            ? null
            : throw new InvalidOperationException("Error unmarshalling", new FormatException($$"""Response Body: {"SecretString":"{\"apiKey\":\"{{LeakSinks.Canary}}\"}" }"""));
    }
}

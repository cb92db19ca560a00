using Egress.Client.Keys;

namespace Egress.Client.Tests.Keys;

public sealed class SecretsEndpointTests
{
    [Theory]
    [InlineData("us-east-1", "", "https://secretsmanager.us-east-1.amazonaws.com/")]
    [InlineData("cn-north-1", "", "https://secretsmanager.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-gov-west-1", "", "https://secretsmanager.us-gov-west-1.amazonaws.com/")]
    [InlineData("us-east-1", "AWS_ENDPOINT_URL=http://127.0.0.1:4510", "http://127.0.0.1:4510/")]
    [InlineData("us-east-1", "AWS_ENDPOINT_URL=https://a.example AWS_ENDPOINT_URL_SECRETS_MANAGER=https://b.example:8443/", "https://b.example:8443/")]
    [InlineData("us-east-1", "AWS_ENDPOINT_URL_SECRETS_MANAGER= AWS_USE_FIPS_ENDPOINT=false", "https://secretsmanager.us-east-1.amazonaws.com/")]
    [InlineData("us-iso-east-1", "AWS_USE_FIPS_ENDPOINT=true AWS_ENDPOINT_URL_SECRETS_MANAGER=https://c.example", "https://c.example/")]
    public void The_address_is_the_one_given_or_the_Regions(string region, string variables, string expected) => Assert.Equal(expected, Of(region, variables).OriginalString.TrimEnd('/') + "/");

    [Theory]
    [InlineData("us-east-1", "AWS_ENDPOINT_URL=http://secretsmanager.example", "Expected an https URL")]
    [InlineData("us-east-1", "AWS_ENDPOINT_URL=ftp://127.0.0.1", "Expected an https URL")]
    [InlineData("us-east-1", "AWS_ENDPOINT_URL=nonsense", "'nonsense'. Expected an https URL")]
    [InlineData("us-east-1", "AWS_ENDPOINT_URL=https://a.example/path", "of a host alone")]
    [InlineData("us-east-1", "AWS_ENDPOINT_URL=https://user:canary@a.example", "is '…'")]
    [InlineData("us-east-1", "AWS_USE_FIPS_ENDPOINT=true", "AWS_USE_FIPS_ENDPOINT=true. Set AWS_ENDPOINT_URL_SECRETS_MANAGER")]
    [InlineData("us-isob-east-1", "", "the Region us-isob-east-1. Set AWS_ENDPOINT_URL_SECRETS_MANAGER")]
    public void Where_a_secret_must_not_travel_or_no_address_is_known_that_is_said(string region, string variables, string expected)
    {
        var failure = Assert.Throws<InvalidOperationException>(() => Of(region, variables));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failure.Message, StringComparison.Ordinal);
    }

    private static Uri Of(string region, string variables)
    {
        var set = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split('=', 2)).ToDictionary(each => each[0], each => each[1]);
        return SecretsEndpoint.Of(region, set.GetValueOrDefault);
    }
}

using Egress.Client.Seeing;

namespace Egress.Client.Tests.Seeing;

public sealed class UrlRedactionTests
{
    [Theory]
    [InlineData("a signature of Azure", "https://h.example/a?sv=1&sig=secret&se=2", "https://h.example/a?sv=1&sig=REDACTED&se=2")]
    [InlineData("a signature of AWS", "https://h.example/a?X-Amz-Signature=secret&X-Amz-Date=1", "https://h.example/a?X-Amz-Signature=REDACTED&X-Amz-Date=1")]
    [InlineData("an access key of AWS", "https://h.example/a?AWSAccessKeyId=secret", "https://h.example/a?AWSAccessKeyId=REDACTED")]
    [InlineData("a signature of Google", "https://h.example/a?X-Goog-Signature=secret", "https://h.example/a?X-Goog-Signature=REDACTED")]
    [InlineData("an API key in any case", "https://h.example/a?API_KEY=secret", "https://h.example/a?API_KEY=REDACTED")]
    [InlineData("a name that is escaped", "https://h.example/a?api%5Fkey=secret", "https://h.example/a?api_key=REDACTED")]
    [InlineData("one of two", "https://h.example/a?token=secret&token=secret", "https://h.example/a?token=REDACTED&token=REDACTED")]
    [InlineData("behind a semicolon, at which some split", "https://h.example/a?b=1;token=secret;c=2&sig=secret", "https://h.example/a?b=1;token=REDACTED;c=2&sig=REDACTED")]
    [InlineData("before a semicolon", "https://h.example/a?;token=secret;", "https://h.example/a?;token=REDACTED;")]
    [InlineData("user information and a fragment", "https://user:secret@h.example/a?b=1#secret", "https://h.example/a?b=1")]
    [InlineData("no query", "https://h.example/a", "https://h.example/a")]
    public void C64_names_stay_and_secret_values_go(string because, string url, string shown) =>
        Assert.True(UrlRedaction.Redact(new Uri(url)) == shown, $"{because}: {UrlRedaction.Redact(new Uri(url))}");
}

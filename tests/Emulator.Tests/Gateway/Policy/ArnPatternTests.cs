using Egress.Emulator.Gateway.Policy;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Policy;

public sealed class ArnPatternTests
{
    [Theory]
    [InlineData("a wildcard stays within its part", "arn:aws:sqs:us-east-1:1:q", "arn:aws:*:q", false)]
    [InlineData("five parts are none", "arn:aws:sqs:us-east-1:q", "arn:aws:sqs:us-east-1:q", false)]
    [InlineData("each part for itself", "arn:aws:sqs:us-east-1:1:q", "arn:*:*:*:*:*", true)]
    [InlineData("the last part has colons", "arn:aws:sns:us-east-1:1:a:b", "arn:aws:sns:us-east-1:1:a*", true)]
    [InlineData("case counts", "arn:aws:sqs:us-east-1:1:q", "arn:aws:sqs:us-east-1:1:Q", false)]
    public void An_ARN_matches_or_not(string because, string arn, string pattern, bool matches) => Assert.True(ArnPattern.Matches(arn, pattern) == matches, because);

    [Fact]
    public void No_text_makes_it_fail_and_an_ARN_matches_itself()
    {
        var texts = Gen.Elements("arn", ":", "aws", "*", "?", "execute-api", "us-east-1", "${", "}", "/", "é", "\0", " ").ListOf().Select(string.Concat).Select(text => "arn:" + text);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(texts.ToArbitrary(), texts.ToArbitrary(), (actual, pattern) =>
            (!ArnPattern.Matches(actual, pattern) || actual.Split(':').Length >= 6) && (!ArnPattern.IsArn(actual) || ArnPattern.Matches(actual, actual))));
    }
}

using System.Text;
using Egress.Emulator.Gateway.Waf;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Waf;

public sealed class FieldStatementTests
{
    [Theory]
    [InlineData("the part that is seen does not match", "Continue", "abcdefgX", false)]
    [InlineData("the part that is seen matches", "Continue", "Xabcdefg", true)]
    [InlineData("too much is no match", "NoMatch", "Xabcdefg", false)]
    [InlineData("too much is a match", "Match", "abcdefgh", true)]
    [InlineData("not too much", "Match", "abcd", false)]
    public void A_body_of_which_a_part_is_seen_is_handled_as_the_rule_says(string because, string handling, string body, bool matches)
    {
        var statement = new FieldStatement(RequestFields.Body(4) with { WhenOversize = Enum.Parse<OversizeHandling>(handling) }, [], value => value.Contains((byte)'X'));

        Assert.True(statement.Matches(WafRequests.Of(body: body)) == matches, because);
    }

    [Fact]
    public void Transformations_follow_each_other()
    {
        var statement = new FieldStatement(RequestFields.QueryString, [TextTransformation.ByName["BASE64_DECODE"], TextTransformation.ByName["LOWERCASE"]], value => Encoding.UTF8.GetString(value) == "key");

        Assert.True(statement.Matches(WafRequests.Of(query: "S0VZ")));
        Assert.False((statement with { Transformations = [.. statement.Transformations.Reverse()] }).Matches(WafRequests.Of(query: "S0VZ")));
    }

    [Fact]
    public void A_component_that_is_not_there_does_not_match_and_so_its_negation_does()
    {
        var statement = new FieldStatement(RequestFields.SingleHeader("x-api-key"), [], _ => true);

        Assert.False(statement.Matches(WafRequests.Of()));
        Assert.True(new NotStatement(statement).Matches(WafRequests.Of()));
    }
}

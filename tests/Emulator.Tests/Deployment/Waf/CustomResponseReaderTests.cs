using Egress.Emulator.Gateway;
using Egress.Emulator.Gateway.Waf;
using Egress.Emulator.Tests.Gateway.Waf;
using Xunit;

namespace Egress.Emulator.Tests.Deployment.Waf;

public sealed class CustomResponseReaderTests
{
    private const string Always = "SizeConstraintStatement: {ComparisonOperator: GT, Size: 0, FieldToMatch: {UriPath: {}}, TextTransformations: [{Priority: 0, Type: NONE}]}";
    private const string Bodies = "CustomResponseBodies: {gone: {ContentType: TEXT_HTML, Content: <p>gone</p>}, json: {ContentType: APPLICATION_JSON, Content: '{}'}, odd: {ContentType: TEXT_XML, Content: x}}";

    [Theory]
    [InlineData("a status alone", "ResponseCode: 429", 429, null, "")]
    [InlineData("a page", "ResponseCode: 404, CustomResponseBodyKey: gone", 404, "text/html", "<p>gone</p>")]
    [InlineData("JSON", "ResponseCode: 404, CustomResponseBodyKey: json", 404, "application/json", "{}")]
    public void A_Block_can_answer_for_itself(string because, string response, int status, string? contentType, string body)
    {
        var own = Decide(WafTemplates.Rule(Always, $"Block: {{CustomResponse: {{{response}}}}}")).Response!;

        Assert.True((own.StatusCode, own.ContentType, own.Body) == (status, contentType, body), because);
        Assert.Empty(own.Headers);
    }

    [Fact]
    public void Headers_are_those_of_the_rule() => Assert.Equal(
        [new HeaderLine("Location", "https://a.example/"), new HeaderLine("x-b", "2")],
        Decide(WafTemplates.Rule(Always, "Block: {CustomResponse: {ResponseCode: 302, ResponseHeaders: [{Name: Location, Value: 'https://a.example/'}, {Name: x-b, Value: 2}]}}")).Response!.Headers);

    [Theory]
    [InlineData("{Block: {CustomResponse: {ResponseCode: 503}}}", 503)]
    [InlineData("{Block: {}}", null)]
    public void The_default_can_answer_for_itself_too(string action, int? status)
    {
        var stack = TestStack.Deploy(WafTemplates.WithStages([]).Replace("DefaultAction: {Allow: {}}", $"DefaultAction: {action}", StringComparison.Ordinal));

        var verdict = WafTemplates.StageOf(stack, "walled").WebAcl!.Decide(WafRequests.Of());

        Assert.Equal((WafAction.Block, status), (verdict.Action, verdict.Response?.StatusCode));
    }

    [Theory]
    [InlineData("Block: {CustomResponse: {ResponseCode: 418}}", "found '418' as ResponseCode of CustomResponse of Block of")]
    [InlineData("Block: {CustomResponse: {}}", "found no ResponseCode in CustomResponse of")]
    [InlineData("Block: {CustomResponse: {ResponseCode: 403, CustomResponseBodyKey: none}}", "found the body none in CustomResponse of")]
    [InlineData("Block: {CustomResponse: {ResponseCode: 403, ResponseHeaders: [{Name: content-type, Value: a/b}]}}", "found the header content-type in a custom response")]
    [InlineData("Block: {CustomResponse: {ResponseCode: 403, ResponseHeaders: [{Name: 'a b', Value: a}]}}", "found the header a b in a custom response")]
    [InlineData("Block: {CustomResponse: {ResponseCode: 403, ResponseHeaders: [{Name: a, Value: \"b\\nc\"}]}}", "found the header a in a custom response")]
    [InlineData("Block: {CustomResponse: {ResponseCode: 403, ResponseHeaders: [{Name: a, Value: b}, {Name: a, Value: c}]}}", "found the Name a a second time in ResponseHeaders of")]
    [InlineData("Allow: {CustomResponse: {ResponseCode: 403}}", "found the key 'CustomResponse' in Allow of")]
    public void An_answer_that_AWS_WAF_would_not_take_is_told_with_its_line(string action, string message) =>
        Assert.StartsWith($"t.yaml:{WafTemplates.FirstRule}: {message}", TestStack.Refusal(WafTemplates.Of([WafTemplates.Rule(Always, action)])), StringComparison.Ordinal);

    [Fact]
    public void A_body_s_type_is_one_of_three() =>
        Assert.Contains("found 'TEXT_XML' as ContentType of odd of CustomResponseBodies of Acl", TestStack.Refusal(Text(WafTemplates.Rule(Always, "Block: {CustomResponse: {ResponseCode: 403, CustomResponseBodyKey: odd}}"))), StringComparison.Ordinal);

    private static WafVerdict Decide(string rule) => WafTemplates.StageOf(TestStack.Deploy(Text(rule)), "walled").WebAcl!.Decide(WafRequests.Of());

    private static string Text(string rule) => WafTemplates.WithStages([rule]).Replace("      Name: acl\n", $"      Name: acl\n      {Bodies}\n", StringComparison.Ordinal);
}

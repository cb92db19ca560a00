using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Request;

public sealed class ValidateParametersTests
{
    [Theory]
    [InlineData("all there", "/test/x?q=1", "x-need: v", null)]
    [InlineData("a blank header", "/test/x?q=1", "x-need:  ", "[x-need]")]
    [InlineData("no header", "/test/x?q=1", "x-other: 1", "[x-need]")]
    [InlineData("an empty query parameter", "/test/x?q=", "x-need: v", "[q]")]
    [InlineData("neither", "/test/x", "x-other: 1", "[x-need, q]")]
    [InlineData("the case of the query's name counts", "/test/x?Q=1", "x-need: v", "[q]")]
    public async Task Required_parameters_must_be_there_and_not_blank(string because, string target, string header, string? missing)
    {
        await using var gateway = await StartAsync(validates: true);

        var answer = await gateway.GetAsync(target, header);

        Assert.True(answer.StatusCode == (missing is null ? 200 : 400), because);
        Assert.Equal(missing is null ? "" : $$"""{"message": "Missing required request parameters: {{missing}}"}""", answer.Text);
    }

    [Fact]
    public async Task Without_a_validator_they_are_documentation()
    {
        await using var gateway = await StartAsync(validates: false);

        Assert.Equal(200, (await gateway.GetAsync("/test/x")).StatusCode);
    }

    private static Task<GatewayBench> StartAsync(bool validates) => GatewayBench.StartAsync(new BenchSetup().With(BenchSetup.Mock() with
    {
        ValidatesParameters = validates,
        RequestParameters = new Dictionary<string, bool> { ["method.request.header.x-need"] = true, ["method.request.querystring.q"] = true, ["method.request.querystring.optional"] = false },
    }));
}

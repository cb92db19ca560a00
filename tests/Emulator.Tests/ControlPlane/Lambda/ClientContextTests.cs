using System.Text;
using Egress.Emulator.Tests.Functions;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.Lambda;

/// <summary>The header X-Amz-Client-Context, and what else of a call reaches the function's process.</summary>
public sealed class ClientContextTests
{
    [Theory]
    [InlineData("no base64", "string")]
    [InlineData("no JSON", "e30=e30=")]
    [InlineData("no object", "WzFd")]
    public async Task A_client_context_that_is_none_is_refused(string because, string context)
    {
        await using var plane = Plane();

        var refused = await InvokeAsync(plane, "sample", "{}", headers: new() { ["X-Amz-Client-Context"] = context });

        Assert.True((400, "InvalidRequestContentException", "Client context must be a valid Base64-encoded JSON object.") == (refused.Status, refused.ErrorType, refused.Text("message")), because);
    }

    [Fact]
    public async Task A_client_context_has_3583_bytes_at_most()
    {
        await using var plane = Plane();

        var refused = await InvokeAsync(plane, "sample", "{}", headers: new() { ["X-Amz-Client-Context"] = new string('A', 3584) });

        Assert.Equal((400, "Client context has 3584 bytes; at most 3583 are allowed."), (refused.Status, refused.Text("message")));
    }

    [Fact]
    public async Task A_client_context_reaches_a_process_in_one_line_of_ascii()
    {
        await using var plane = Plane();
        var context = Convert.ToBase64String(Encoding.UTF8.GetBytes("{\"a\":\n\"é\"}"));

        var described = await InvokeAsync(plane, "sample:$LATEST", """{"do":"describe"}""", headers: new() { ["X-Amz-Client-Context"] = context, ["X-Amzn-Trace-Id"] = "Root=1-3152b799-8954dae64eda91bc9a23a7e8" });

        var headers = described.Json["headers"]!;
        Assert.Equal("""{"a":"\u00E9"}""", (string?)headers["Lambda-Runtime-Client-Context"]);
        Assert.Equal(SampleFunction.Definition.Arn + ":$LATEST", (string?)headers["Lambda-Runtime-Invoked-Function-Arn"]);
        Assert.StartsWith("Root=1-3152b799-8954dae64eda91bc9a23a7e8;", (string?)headers["Lambda-Runtime-Trace-Id"]);
    }

    private static TestControlPlane Plane()
    {
        var plane = new TestControlPlane();
        plane.Functions.Add(SampleFunction.Definition);
        return plane;
    }

    private static Task<TestAnswer> InvokeAsync(TestControlPlane plane, string name, string payload, Dictionary<string, string> headers) =>
        plane.SendAsync("POST", $"/2015-03-31/functions/{name}/invocations", payload, headers);
}

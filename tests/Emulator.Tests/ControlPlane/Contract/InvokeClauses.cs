using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.Contract;

/// <summary>Lambda: Invoke.</summary>
internal static class InvokeClauses
{
    public static readonly IReadOnlyDictionary<string, Func<ContractClient, Task>> Clauses = new Dictionary<string, Func<ContractClient, Task>>
    {
        ["A missing function is not found"] = async aws => ControlPlaneContract.AssertError(404, "ResourceNotFoundException", await aws.InvokeAsync("nothing", "{}")),

        ["What is not there cannot be read"] = async aws => ControlPlaneContract.AssertError(404, "ResourceNotFoundException", await aws.FunctionAsync("nothing")),

        ["A function answers"] = async aws => Assert.Equal((200, "$LATEST"), Seen(await aws.InvokeAsync("sample", """{"do":"describe"}"""), "X-Amz-Executed-Version")),

        ["An event is taken and answered with nothing"] = async aws =>
        {
            var taken = await aws.InvokeAsync("sample", """{"do":"describe"}""", ("X-Amz-Invocation-Type", "Event"));
            Assert.Equal((202, 0), (taken.Status, taken.Body.Length));
        },

        ["A dry run performs nothing"] = async aws => Assert.Equal(204, (await aws.InvokeAsync("sample", "{}", ("X-Amz-Invocation-Type", "DryRun"))).Status),

        ["The end of the log comes on demand"] = async aws =>
        {
            var (with, without) = (await aws.InvokeAsync("sample", """{"do":"describe"}""", ("X-Amz-Log-Type", "Tail")), await aws.InvokeAsync("sample", """{"do":"describe"}"""));
            Assert.Equal((true, false), (with.Headers.ContainsKey("X-Amz-Log-Result"), without.Headers.ContainsKey("X-Amz-Log-Result")));
        },

        ["A failed function is a success of the call"] = async aws => Assert.Equal((200, "Unhandled"), Seen(await aws.InvokeAsync("sample", """{"do":"fail"}"""), "X-Amz-Function-Error")),

        ["A payload that is no JSON is refused"] = async aws => ControlPlaneContract.AssertError(400, "InvalidRequestContentException", await aws.InvokeAsync("sample", "{")),
    };

    private static (int Status, string Header) Seen(ContractAnswer answer, string header) => (answer.Status, answer.Headers.GetValueOrDefault(header, ""));
}

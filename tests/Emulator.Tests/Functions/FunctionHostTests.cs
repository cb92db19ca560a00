using System.Text;
using Egress.Emulator.Functions;
using Xunit;

namespace Egress.Emulator.Tests.Functions;

public sealed class FunctionHostTests
{
    [Fact]
    public async Task A_function_runs_as_a_process_and_answers()
    {
        await using var host = Host();

        var result = await InvokeAsync(host, """{"do":"echo","n":1}""");

        Assert.Null(result.FunctionError);
        Assert.Equal("""{"do":"echo","n":1}""", Text(result));
    }

    private static FunctionHost Host(FunctionHostOptions? options = null)
    {
        var host = new FunctionHost(TimeProvider.System, options ?? new FunctionHostOptions());
        host.Add(SampleFunction.Definition);
        return host;
    }

    private static Task<InvocationResult> InvokeAsync(FunctionHost host, string payload) =>
        host.InvokeAsync(host.Find("sample")!, Encoding.UTF8.GetBytes(payload), TestContext.Current.CancellationToken);

    private static string Text(InvocationResult result) => Encoding.UTF8.GetString(result.Payload.Span);
}

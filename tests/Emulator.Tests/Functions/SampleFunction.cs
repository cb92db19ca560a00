using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Egress.Emulator.Functions;
using Xunit;

namespace Egress.Emulator.Tests.Functions;

/// <summary>The function in Functions/Sample, as a template would declare it.</summary>
internal static class SampleFunction
{
    public static string Folder { get; } =
        typeof(SampleFunction).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(entry => entry.Key == "SampleFunction").Value!;

    public static FunctionDefinition Definition { get; } = new()
    {
        LogicalId = "SampleFunction",
        Name = "sample",
        Arn = "arn:aws:lambda:us-east-1:123456789012:function:sample",
        CodeFolder = Folder,
        Handler = "bootstrap",
        Runtime = "dotnet10",
        Timeout = TimeSpan.FromSeconds(30),
        MemoryMegabytes = 256,
        Environment = new Dictionary<string, string> { ["GREETING"] = "hello" },
    };

    public static FunctionHost Host(FunctionDefinition? function = null, FunctionHostOptions? options = null)
    {
        var host = new FunctionHost(TimeProvider.System, options ?? new FunctionHostOptions());
        host.Add(function ?? Definition);
        return host;
    }

    public static Task<InvocationResult> InvokeAsync(FunctionHost host, string payload) =>
        host.InvokeAsync(host.Find("sample")!, Encoding.UTF8.GetBytes(payload), TestContext.Current.CancellationToken);

    public static async Task<JsonObject> DescribeAsync(FunctionHost host) => JsonNode.Parse((await InvokeAsync(host, """{"do":"describe"}""")).Payload.Span)!.AsObject();

    public static string Text(InvocationResult result) => Encoding.UTF8.GetString(result.Payload.Span);

    public static string Message(InvocationResult result) => (string)JsonNode.Parse(result.Payload.Span)!["errorMessage"]!;

    public static void AssertEnded(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            Assert.True(process.HasExited);
        }
        catch (ArgumentException)
        {
            // No process has this id.
        }
    }
}

using System.Reflection;
using Egress.Emulator.Functions;

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
}

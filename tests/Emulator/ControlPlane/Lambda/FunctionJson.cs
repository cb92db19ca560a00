using System.Globalization;
using System.Text.Json.Nodes;
using Egress.Emulator.Functions;

namespace Egress.Emulator.ControlPlane.Lambda;

/// <summary>A function's configuration on the wire, as recorded with test_function_lifecycle and test_list_functions (2025): what the emulator does not know, a package's hash and size, is absent.</summary>
internal static class FunctionJson
{
    public static JsonObject Of(FunctionDefinition function, string arn, DateTimeOffset modified)
    {
        var json = new JsonObject
        {
            ["FunctionName"] = function.Name,
            ["FunctionArn"] = arn,
            ["Runtime"] = function.Runtime,
            ["Handler"] = function.Handler,
            ["Description"] = function.Description,
            ["Timeout"] = (int)function.Timeout.TotalSeconds,
            ["MemorySize"] = function.MemoryMegabytes,
            ["LastModified"] = modified.ToString("yyyy-MM-ddTHH:mm:ss.fff+0000", CultureInfo.InvariantCulture),
            ["Version"] = FunctionReference.Latest,
            ["TracingConfig"] = new JsonObject { ["Mode"] = function.Tracing },
            ["PackageType"] = "Zip",
            ["Architectures"] = new JsonArray(function.Architecture),
            ["EphemeralStorage"] = new JsonObject { ["Size"] = 512 },
            ["SnapStart"] = new JsonObject { ["ApplyOn"] = "None", ["OptimizationStatus"] = "Off" },
            ["LoggingConfig"] = new JsonObject { ["LogFormat"] = "Text", ["LogGroup"] = $"/aws/lambda/{function.Name}" },
        };
        if (function.Role is { } role)
        {
            json["Role"] = role;
        }

        if (function.Environment.Count > 0)
        {
            json["Environment"] = new JsonObject { ["Variables"] = function.Environment.ToJson() };
        }

        if (function.IsInVpc)
        {
            json["VpcConfig"] = new JsonObject { ["SubnetIds"] = function.SubnetIds.ToJson(), ["SecurityGroupIds"] = function.SecurityGroupIds.ToJson(), ["Ipv6AllowedForDualStack"] = false };
        }

        return json;
    }

    /// <summary>A list has no states. [ListFunctions, API reference]</summary>
    public static JsonObject WithState(this JsonObject configuration)
    {
        configuration["State"] = "Active";
        configuration["LastUpdateStatus"] = "Successful";
        return configuration;
    }
}

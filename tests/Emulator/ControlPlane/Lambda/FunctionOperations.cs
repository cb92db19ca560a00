using System.Globalization;
using System.Text.Json.Nodes;
using Egress.Emulator.Functions;

namespace Egress.Emulator.ControlPlane.Lambda;

/// <summary>What is known of functions: read-only, the template is their source. Each has one version and no alias.</summary>
internal sealed class FunctionOperations(FunctionHost functions)
{
    private const int MaxItems = 50; // "a maximum of 50 items in each response" [ListFunctions, API reference]
    private const int AccountConcurrency = 1_000; // with the sizes below [Lambda quotas]

    public JsonNode ListFunctions(RestCall call)
    {
        var all = call.Query("FunctionVersion");
        LambdaErrors.RequireNone(all is null or "ALL" ? [] : [$"Value '{all}' at 'functionVersion' failed to satisfy constraint: Member must satisfy enum value set: [ALL]"]);
        var (sorted, start) = (functions.Functions.OrderBy(function => function.Name, StringComparer.Ordinal).ToArray(), Marker(call));
        var shown = sorted.Skip(start).Take(Limit(call)).ToArray();
        var suffix = all is null ? "" : ":" + FunctionReference.Latest;
        var json = new JsonObject { ["Functions"] = new JsonArray([.. shown.Select(function => FunctionJson.Of(function, function.Arn + suffix, functions.Started))]) };
        if (start + shown.Length < sorted.Length)
        {
            json["NextMarker"] = (start + shown.Length).ToString(CultureInfo.InvariantCulture);
        }

        return json;
    }

    public JsonNode GetFunction(RestCall call)
    {
        var (function, arn) = Find(call);
        var json = new JsonObject
        {
            ["Configuration"] = FunctionJson.Of(function, arn, functions.Started).WithState(),
            ["Code"] = new JsonObject { ["Location"] = new Uri(function.CodeFolder + Path.DirectorySeparatorChar).AbsoluteUri },
        };
        if (function.Tags.Count > 0)
        {
            json["Tags"] = function.Tags.ToJson();
        }

        if (function.ReservedConcurrency is { } reserved)
        {
            json["Concurrency"] = new JsonObject { ["ReservedConcurrentExecutions"] = reserved };
        }

        return json;
    }

    public JsonNode GetFunctionConfiguration(RestCall call)
    {
        var (function, arn) = Find(call);
        return FunctionJson.Of(function, arn, functions.Started).WithState();
    }

    public JsonNode GetFunctionConcurrency(RestCall call) => Find(call).Function.ReservedConcurrency is { } reserved
        ? new JsonObject { ["ReservedConcurrentExecutions"] = reserved }
        : new JsonObject();

    public JsonNode ListVersionsByFunction(RestCall call)
    {
        var function = Find(call).Function;
        return new JsonObject { ["Versions"] = new JsonArray(FunctionJson.Of(function, $"{function.Arn}:{FunctionReference.Latest}", functions.Started)) };
    }

    public JsonNode ListAliases(RestCall call)
    {
        Find(call);
        return new JsonObject { ["Aliases"] = new JsonArray() };
    }

    /// <summary>A function without a policy, and none at all, are the same to it (recorded with test_permission_exceptions).</summary>
    public JsonNode GetPolicy(RestCall call)
    {
        var reference = FunctionReference.Read(call[0], call.Query("Qualifier"), functions);
        var permissions = functions.Find(reference.Arn) is { } function && reference.Qualifier is null ? functions.PermissionsOf(function).ToArray() : [];
        return permissions.Length > 0 ? new JsonObject { ["Policy"] = PolicyJson.Of(permissions) } : throw LambdaErrors.NoSuchResource();
    }

    public JsonNode ListTags(RestCall call)
    {
        var reference = FunctionReference.Read(call[0], qualifier: null, functions);
        return reference.Qualifier is null
            ? new JsonObject { ["Tags"] = reference.Find(functions).Tags.ToJson() }
            : throw LambdaErrors.InvalidParameter("Tags on function aliases and versions are not supported. Please specify a function ARN.");
    }

    public JsonNode GetAccountSettings() => new JsonObject
    {
        ["AccountLimit"] = new JsonObject
        {
            ["TotalCodeSize"] = 80_530_636_800,
            ["CodeSizeUnzipped"] = 262_144_000,
            ["CodeSizeZipped"] = 52_428_800,
            ["ConcurrentExecutions"] = AccountConcurrency,
            ["UnreservedConcurrentExecutions"] = AccountConcurrency - functions.Functions.Sum(function => function.ReservedConcurrency ?? 0),
        },
        ["AccountUsage"] = new JsonObject { ["TotalCodeSize"] = 0, ["FunctionCount"] = functions.Functions.Count },
    };

    private (FunctionDefinition Function, string Arn) Find(RestCall call)
    {
        var reference = FunctionReference.Read(call[0], call.Query("Qualifier"), functions);
        var function = reference.Find(functions);
        return (function, reference.Qualifier is null ? function.Arn : $"{function.Arn}:{reference.Qualifier}");
    }

    private static int Limit(RestCall call) => call.Query("MaxItems") switch
    {
        null => MaxItems,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= 10_000 => Math.Min(limit, MaxItems),
        var text => throw LambdaErrors.InvalidParameter($"MaxItems is '{text}'; expected a number from 1 to 10000."),
    };

    private static int Marker(RestCall call) => call.Query("Marker") switch
    {
        null or "" => 0,
        var text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : throw LambdaErrors.InvalidParameter("The Marker is none that a list gave."),
    };
}

using System.Text.Json.Serialization;

namespace Egress.Admin.Operators;

/// <summary>The requests of operators: a member that is not known is a mistake that somebody should hear of.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(OperatorRequest))]
internal sealed partial class OperatorJson : JsonSerializerContext;

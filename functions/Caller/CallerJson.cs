using System.Text.Json.Serialization;

namespace Egress.Caller;

/// <summary>The JSON of this assembly: reflection is off.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FailureBody))]
internal sealed partial class CallerJson : JsonSerializerContext;

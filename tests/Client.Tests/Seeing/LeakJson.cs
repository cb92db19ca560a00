using System.Text.Json.Serialization;

namespace Egress.Client.Tests.Seeing;

[JsonSerializable(typeof(ApiKey))]
[JsonSerializable(typeof(ApiKeyVersion))]
[JsonSerializable(typeof(EgressOptions))]
internal sealed partial class LeakJson : JsonSerializerContext;

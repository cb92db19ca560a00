using System.Text.Json.Serialization;

namespace Egress.Client.Tests.Keys;

[JsonSerializable(typeof(string))]
internal sealed partial class ReplayJson : JsonSerializerContext;

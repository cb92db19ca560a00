using System.Text.Json.Serialization;

namespace Egress.StandIns.Function;

[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(Report))]
internal sealed partial class FunctionJson : JsonSerializerContext;

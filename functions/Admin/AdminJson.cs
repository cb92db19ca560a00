using System.Text.Json;
using System.Text.Json.Serialization;
using Egress.Admin.CustomResource;
using Egress.Admin.Rotation;

namespace Egress.Admin;

/// <summary>Everything that Admin reads or writes as JSON. What goes between Admin and Probe is in <see cref="Egress.Probe.Contract.ProbeJson"/>.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RotationEvent))]
[JsonSerializable(typeof(StackEvent))]
[JsonSerializable(typeof(StackAnswer))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class AdminJson : JsonSerializerContext;

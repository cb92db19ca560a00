using System.Text.Json.Serialization;
using Amazon.APIGateway.Model;

namespace Amazon.APIGateway;

[JsonSerializable(typeof(CreateApiKeyRequest))]
[JsonSerializable(typeof(UpdateApiKeyRequest))]
[JsonSerializable(typeof(CreateUsagePlanKeyRequest))]
[JsonSerializable(typeof(UpdateUsageRequest))]
[JsonSerializable(typeof(TagResourceRequest))]
[JsonSerializable(typeof(CreateApiKeyResponse))]
[JsonSerializable(typeof(GetApiKeyResponse))]
[JsonSerializable(typeof(GetApiKeysResponse))]
[JsonSerializable(typeof(UpdateApiKeyResponse))]
[JsonSerializable(typeof(GetUsagePlanResponse))]
[JsonSerializable(typeof(GetUsagePlansResponse))]
[JsonSerializable(typeof(CreateUsagePlanKeyResponse))]
[JsonSerializable(typeof(GetUsagePlanKeyResponse))]
[JsonSerializable(typeof(GetUsagePlanKeysResponse))]
[JsonSerializable(typeof(GetUsageResponse))]
[JsonSerializable(typeof(UpdateUsageResponse))]
[JsonSerializable(typeof(GetStageResponse))]
[JsonSerializable(typeof(GetRestApiResponse))]
internal sealed partial class WireFormat : JsonSerializerContext;

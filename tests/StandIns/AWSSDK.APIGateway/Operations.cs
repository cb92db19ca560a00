using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.APIGateway.Model;
using Amazon.Runtime.Internal;
using Amazon.StandIns;

namespace Amazon.APIGateway;

/// <summary>https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html: which member goes where.</summary>
internal static class Operations
{
    private static readonly Service Service = new("Amazon.APIGateway", "2015-07-09", Faults.Documented, Faults.Undocumented);
    private static readonly WireFormat Json = new(StandIns.Json.Options(JsonNamingPolicy.CamelCase, Enumerations.Converters));

    private static readonly string[] ErrorsOfReading = ["BadRequestException", "NotFoundException", "TooManyRequestsException", "UnauthorizedException"];
    private static readonly string[] ErrorsOfDeleting = [.. ErrorsOfReading, "ConflictException"];
    private static readonly string[] ErrorsOfWriting = [.. ErrorsOfDeleting, "LimitExceededException"];

    public static readonly Operation<CreateApiKeyRequest> CreateApiKey = new(
        Service,
        ErrorsOfWriting,
        (http, request) => http.Rest("POST", "/apikeys").Body(request, Json.CreateApiKeyRequest),
        StandIns.Json.Read(Json.CreateApiKeyResponse));

    public static readonly Operation<GetApiKeyRequest> GetApiKey = new(
        Service,
        ErrorsOfReading,
        (http, request) => http.Rest("GET", "/apikeys/{ApiKey}").Path(nameof(request.ApiKey), request.ApiKey).Query("includeValue", request.IncludeValue),
        StandIns.Json.Read(Json.GetApiKeyResponse));

    public static readonly Operation<GetApiKeysRequest> GetApiKeys = new(
        Service,
        ErrorsOfReading,
        (http, request) => http.Rest("GET", "/apikeys")
            .Query("customerId", request.CustomerId)
            .Query("includeValues", request.IncludeValues)
            .Query("limit", request.Limit)
            .Query("name", request.NameQuery)
            .Query("position", request.Position),
        StandIns.Json.Read(Json.GetApiKeysResponse));

    public static readonly Operation<UpdateApiKeyRequest> UpdateApiKey = new(
        Service,
        ErrorsOfWriting,
        (http, request) => http.Rest("PATCH", "/apikeys/{ApiKey}").Path(nameof(request.ApiKey), request.ApiKey).Body(request, Json.UpdateApiKeyRequest),
        StandIns.Json.Read(Json.UpdateApiKeyResponse));

    public static readonly Operation<DeleteApiKeyRequest> DeleteApiKey = new(
        Service,
        ErrorsOfDeleting,
        (http, request) => http.Rest("DELETE", "/apikeys/{ApiKey}").Path(nameof(request.ApiKey), request.ApiKey),
        (_, _) => new DeleteApiKeyResponse());

    public static readonly Operation<GetUsagePlanRequest> GetUsagePlan = new(
        Service,
        ErrorsOfReading,
        (http, request) => http.Rest("GET", "/usageplans/{UsagePlanId}").Path(nameof(request.UsagePlanId), request.UsagePlanId),
        StandIns.Json.Read(Json.GetUsagePlanResponse));

    public static readonly Operation<GetUsagePlansRequest> GetUsagePlans = new(
        Service,
        ErrorsOfReading,
        (http, request) => http.Rest("GET", "/usageplans").Query("keyId", request.KeyId).Query("limit", request.Limit).Query("position", request.Position),
        StandIns.Json.Read(Json.GetUsagePlansResponse));

    public static readonly Operation<CreateUsagePlanKeyRequest> CreateUsagePlanKey = new(
        Service,
        ErrorsOfWriting,
        (http, request) => http.Rest("POST", "/usageplans/{UsagePlanId}/keys")
            .Path(nameof(request.UsagePlanId), request.UsagePlanId)
            .Body(request, Json.CreateUsagePlanKeyRequest),
        StandIns.Json.Read(Json.CreateUsagePlanKeyResponse));

    public static readonly Operation<GetUsagePlanKeyRequest> GetUsagePlanKey = new(
        Service,
        ErrorsOfReading,
        (http, request) => http.Rest("GET", "/usageplans/{UsagePlanId}/keys/{KeyId}")
            .Path(nameof(request.UsagePlanId), request.UsagePlanId)
            .Path(nameof(request.KeyId), request.KeyId),
        StandIns.Json.Read(Json.GetUsagePlanKeyResponse));

    public static readonly Operation<GetUsagePlanKeysRequest> GetUsagePlanKeys = new(
        Service,
        ErrorsOfReading,
        (http, request) => http.Rest("GET", "/usageplans/{UsagePlanId}/keys")
            .Path(nameof(request.UsagePlanId), request.UsagePlanId)
            .Query("limit", request.Limit)
            .Query("name", request.NameQuery)
            .Query("position", request.Position),
        StandIns.Json.Read(Json.GetUsagePlanKeysResponse));

    public static readonly Operation<DeleteUsagePlanKeyRequest> DeleteUsagePlanKey = new(
        Service,
        ErrorsOfDeleting,
        (http, request) => http.Rest("DELETE", "/usageplans/{UsagePlanId}/keys/{KeyId}")
            .Path(nameof(request.UsagePlanId), request.UsagePlanId)
            .Path(nameof(request.KeyId), request.KeyId),
        (_, _) => new DeleteUsagePlanKeyResponse());

    public static readonly Operation<GetUsageRequest> GetUsage = new(
        Service,
        ErrorsOfReading,
        (http, request) => http.Rest("GET", "/usageplans/{UsagePlanId}/usage")
            .Path(nameof(request.UsagePlanId), request.UsagePlanId)
            .Query("endDate", request.EndDate)
            .Query("keyId", request.KeyId)
            .Query("limit", request.Limit)
            .Query("position", request.Position)
            .Query("startDate", request.StartDate),
        StandIns.Json.Read(Json.GetUsageResponse));

    public static readonly Operation<UpdateUsageRequest> UpdateUsage = new(
        Service,
        ErrorsOfWriting,
        (http, request) => http.Rest("PATCH", "/usageplans/{UsagePlanId}/keys/{KeyId}/usage")
            .Path(nameof(request.UsagePlanId), request.UsagePlanId)
            .Path(nameof(request.KeyId), request.KeyId)
            .Body(request, Json.UpdateUsageRequest),
        StandIns.Json.Read(Json.UpdateUsageResponse));

    // Documents the errors of writing, unlike its sisters.
    public static readonly Operation<GetStageRequest> GetStage = new(
        Service,
        ErrorsOfWriting,
        (http, request) => http.Rest("GET", "/restapis/{RestApiId}/stages/{StageName}")
            .Path(nameof(request.RestApiId), request.RestApiId)
            .Path(nameof(request.StageName), request.StageName),
        StandIns.Json.Read(Json.GetStageResponse));

    public static readonly Operation<GetRestApiRequest> GetRestApi = new(
        Service,
        ErrorsOfReading,
        (http, request) => http.Rest("GET", "/restapis/{RestApiId}").Path(nameof(request.RestApiId), request.RestApiId),
        StandIns.Json.Read(Json.GetRestApiResponse));

    public static readonly Operation<TagResourceRequest> TagResource = new(
        Service,
        ErrorsOfWriting,
        (http, request) => http.Rest("PUT", "/tags/{ResourceArn}").Path(nameof(request.ResourceArn), request.ResourceArn).Body(request, Json.TagResourceRequest),
        (_, _) => new TagResourceResponse());

    // API Gateway answers in HAL+JSON unless told otherwise; every official client asks for plain JSON.
    private static IRequest Rest(this IRequest http, string method, string path)
    {
        http.HttpMethod = method;
        http.ResourcePath = path;
        http.UseQueryString = true;
        return http.Header("Accept", "application/json");
    }

    private static IRequest Path(this IRequest http, string member, string value) => http.Path(member, value, message => new AmazonAPIGatewayException(message));

    private static void Body<T>(this IRequest http, T request, JsonTypeInfo<T> type) => http.Body("application/json", request, type);
}

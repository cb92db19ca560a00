namespace Egress.Emulator.Gateway.Request;

/// <summary>The resource that a call is authorized against: <c>arn:aws:execute-api:{region}:{account}:{api}/{stage}/{METHOD}/{path}</c>, the path raw, with trailing and double slashes.</summary>
internal static class MethodArn
{
    public static string Of(GatewayServices services, string apiId, GatewayRequest request) => Of(services, services.AccountId, apiId, request);

    /// <summary>As a denial shows it: only the last four digits of the account. [capture, 2025-09-04]</summary>
    public static string Masked(GatewayServices services, string apiId, GatewayRequest request) => Of(services, "********" + services.AccountId[^4..], apiId, request);

    private static string Of(GatewayServices services, string account, string apiId, GatewayRequest request) =>
        $"arn:{services.Partition}:execute-api:{services.Region}:{account}:{apiId}/{request.Target.StageName}/{request.Method}{request.Target.ResourcePath}";
}

using Egress.Emulator.Gateway;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>An integration as written → as it runs, refused where PutIntegration refuses it.</summary>
internal sealed class IntegrationReader(IntegrationNames names, PropertyMap integration, MethodContract contract, UpstreamRules upstreams)
{
    private const int LeastTimeoutMillis = 50;
    private const int LongestBufferedMillis = 29_000;
    private const int LongestStreamedMillis = 900_000;

    private static readonly string[] Verbs = ["ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

    public Integration Read()
    {
        integration.RefuseOthersThan(names.Known);
        integration.RefuseUnemulated(names.Unemulated);
        var type = Type();
        var isMock = type == "MOCK";
        CheckContentHandling(isMock);
        MappingTemplates.Check(isMock ? integration.FindMap(names.RequestTemplates) : null); // an HTTP_PROXY has no use for them
        var isStreamed = IsStreamed(isMock);
        MappingRules.CheckRequest(integration.FindMap(names.RequestParameters), contract);
        var httpMethod = isMock ? null : HttpMethod();
        return new Integration
        {
            Type = type,
            HttpMethod = httpMethod,
            Uri = isMock ? null : Uri(httpMethod),
            VpcLinkId = VpcLink(isMock),
            RequestParameters = integration.TextsByKey(names.RequestParameters),
            RequestTemplates = integration.TextsByKey(names.RequestTemplates),
            PassthroughBehavior = integration.FindOneOf(names.PassthroughBehavior, "NEVER", "WHEN_NO_MATCH", "WHEN_NO_TEMPLATES") ?? "WHEN_NO_MATCH",
            IsStreamed = isStreamed,
            Timeout = Timeout(isStreamed),
            Responses = new IntegrationResponseReader(names, integration, contract, isMock).Read(),
        };
    }

    private string Type()
    {
        var type = integration.Text(names.Type).ToUpperInvariant();
        if (type is not ("HTTP_PROXY" or "MOCK"))
        {
            throw integration.Require(names.Type).Unexpected(
                "the type of an integration",
                "http_proxy or mock: the emulator has no others",
                "guard the method with a condition that is false here");
        }

        return type;
    }

    // Both or neither: a VPC link that is named without VPC_LINK would be ignored, and the call go out by the internet.
    private string? VpcLink(bool isMock)
    {
        var isPrivate = integration.FindOneOf(names.ConnectionType, "INTERNET", "VPC_LINK") == "VPC_LINK";
        if (isPrivate != integration.Has(names.ConnectionId) || (isPrivate && isMock))
        {
            throw new TemplateException(
                integration.LocationOf(isPrivate ? names.ConnectionType : names.ConnectionId),
                $"{(isPrivate ? "VPC_LINK" : "INTERNET")} as {names.ConnectionType}, {(integration.Has(names.ConnectionId) ? "with" : "without")} {names.ConnectionId}{(isMock ? ", of a MOCK" : "")}",
                $"{names.ConnectionType} VPC_LINK together with {names.ConnectionId}, the id of an AWS::ApiGateway::VpcLink or a stage variable that holds it; or neither",
                "add the other, or remove both");
        }

        return integration.FindText(names.ConnectionId);
    }

    // PutIntegration: "Enumeration value for HttpMethod must be non-empty" [validated by LocalStack's recordings: test_put_integration_validation].
    private string HttpMethod() => integration.FindOneOf(names.HttpMethod, Verbs)
        ?? throw new TemplateException(
            integration.At,
            $"an HTTP_PROXY integration without {names.HttpMethod}",
            $"one of {string.Join(", ", Verbs)}",
            "add it; ANY passes the client's");

    private string Uri(string? httpMethod)
    {
        var uri = EndpointUri.Check(integration, names.Uri);
        upstreams.CheckIntegration(uri, httpMethod, integration.TextsByKey(names.RequestParameters), contract, integration.LocationOf(names.Uri));
        return uri.Text;
    }

    private bool IsStreamed(bool isMock)
    {
        if (integration.FindText(names.ResponseTransferMode) is not { } mode)
        {
            return false;
        }

        return mode is "BUFFERED" || (mode is "STREAM" && !isMock)
            ? mode == "STREAM"
            : throw integration.Require(names.ResponseTransferMode).Unexpected(names.ResponseTransferMode, isMock ? "BUFFERED for MOCK" : "BUFFERED or STREAM", "correct it");
    }

    // A streamed response has 15 minutes without a raised quota; unless told otherwise both kinds have 29 seconds.
    private TimeSpan Timeout(bool isStreamed)
    {
        var longest = isStreamed ? LongestStreamedMillis : LongestBufferedMillis;
        return TimeSpan.FromMilliseconds(integration.FindInteger(names.TimeoutInMillis, LeastTimeoutMillis, longest) ?? LongestBufferedMillis);
    }

    // A MOCK reads its request template's text; a proxy hands bodies on as they are.
    private void CheckContentHandling(bool isMock)
    {
        if (integration.FindOneOf(names.ContentHandling, "CONVERT_TO_BINARY", "CONVERT_TO_TEXT") is { } handling && !(isMock && handling == "CONVERT_TO_TEXT"))
        {
            throw integration.Require(names.ContentHandling).Unexpected(
                names.ContentHandling,
                "none, or CONVERT_TO_TEXT for MOCK: the emulator has no other conversion",
                "remove it");
        }
    }
}

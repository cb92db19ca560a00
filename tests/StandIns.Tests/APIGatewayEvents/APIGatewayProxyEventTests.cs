using System.Text;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using Egress.StandIns.Tests.Serialization;
using Xunit;

namespace Egress.StandIns.Tests.APIGatewayEvents;

public sealed class APIGatewayProxyEventTests
{
    private const string Event =
        """
        {"resource":"/{proxy+}","path":"/v1/models","httpMethod":"POST","headers":{"Host":"api.openai.com"},
         "multiValueHeaders":{"Host":["api.openai.com"]},
         "queryStringParameters":{"limit":"2"},"multiValueQueryStringParameters":{"limit":["1","2"]},
         "pathParameters":{"proxy":"v1/models"},"stageVariables":{"host":"api.openai.com"},
         "requestContext":{"resourceId":"r","resourcePath":"/{proxy+}","httpMethod":"POST","extendedRequestId":"x",
           "requestTime":"01/Jan/2026:00:00:00 +0000","path":"/prod/v1/models",
           "accountId":"123456789012","stage":"prod","domainPrefix":"a","requestTimeEpoch":1767225600000,"requestId":"q","domainName":"a.execute-api","apiId":"a",
           "identity":{"apiKey":"k","apiKeyId":"i","sourceIp":"10.0.0.1","userAgent":"curl",
           "clientCert":{"subjectDN":"CN=x","validity":{"notBefore":"b"}}},"authorizer":{"principalId":"me","count":3}},
         "body":"e30=","isBase64Encoded":true}
        """;

    [Fact]
    public void An_event_of_API_Gateway_is_read_by_Lambdas_serializer()
    {
        var request = new SourceGeneratorLambdaJsonSerializer<SampleJson>().Deserialize<APIGatewayProxyRequest>(new MemoryStream(Encoding.UTF8.GetBytes(Event)));

        Assert.Equal(("/{proxy+}", "/v1/models", "POST", "e30=", true), (request.Resource, request.Path, request.HttpMethod, request.Body, request.IsBase64Encoded));
        Assert.Equal(("api.openai.com", "api.openai.com"), (request.Headers["Host"], request.MultiValueHeaders["Host"][0]));
        Assert.Equal(("2", "1"), (request.QueryStringParameters["limit"], request.MultiValueQueryStringParameters["limit"][0]));
        Assert.Equal(("v1/models", "api.openai.com"), (request.PathParameters["proxy"], request.StageVariables["host"]));
        var (context, identity) = (request.RequestContext, request.RequestContext.Identity);
        Assert.Equal(("prod", 1767225600000, "a", "q"), (context.Stage, context.RequestTimeEpoch, context.ApiId, context.RequestId));
        Assert.Equal(("k", "i", "10.0.0.1"), (identity.ApiKey, identity.ApiKeyId, identity.SourceIp));
        Assert.Equal(("CN=x", "b"), (identity.ClientCert.SubjectDN, identity.ClientCert.Validity.NotBefore));
        Assert.Equal("me", Assert.IsType<JsonElement>(context.Authorizer["principalId"]).GetString());
        Assert.Equal(3, Assert.IsType<JsonElement>(context.Authorizer["count"]).GetInt32());
    }

    [Fact]
    public void Read_with_plain_options_an_event_stays_empty()
    {
        var request = JsonSerializer.Deserialize(Event, new SampleJson(new JsonSerializerOptions()).APIGatewayProxyRequest)!;

        Assert.Null(request.Path);
        Assert.Null(request.Headers);
    }

    [Fact]
    public void A_response_has_API_Gateways_names_with_any_options()
    {
        var response = new APIGatewayProxyResponse { StatusCode = 200, Headers = new Dictionary<string, string> { ["a"] = "b" }, Body = "e30=", IsBase64Encoded = true };

        Assert.Equal(
            """{"statusCode":200,"headers":{"a":"b"},"multiValueHeaders":null,"body":"e30=","isBase64Encoded":true}""",
            JsonSerializer.Serialize(response, new SampleJson(new JsonSerializerOptions()).APIGatewayProxyResponse));
    }
}

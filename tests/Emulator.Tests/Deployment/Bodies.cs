namespace Egress.Emulator.Tests.Deployment;

/// <summary>Templates with one private API around the part that a test is about.</summary>
internal static class Bodies
{
    public const string Policy = "{Version: '2012-10-17', Statement: [{Effect: Allow, Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*'}]}";

    public const string Proxy =
        """
        parameters: [{name: proxy, in: path, required: true}]
        responses: {}
        x-amazon-apigateway-integration:
          type: http_proxy
          httpMethod: ANY
          uri: https://${stageVariables.host}/{proxy}
          requestParameters: {integration.request.path.proxy: method.request.path.proxy}
        """;

    /// <summary>An API whose <c>/{proxy+}</c> ANY is the given operation. <paramref name="api"/> and <paramref name="body"/> are more properties and more of the body.</summary>
    public static string Api(string operation, string api = "", string body = "") => Paths($"/{{proxy+}}:\n  x-amazon-apigateway-any-method:\n{Indent(operation, 4)}", api, body);

    public static string Paths(string paths, string api = "", string body = "") =>
        $$"""
        Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
        Resources:
          Api:
            Type: AWS::Serverless::Api
            Properties:
              StageName: closed
              OpenApiVersion: 3.0.1
              EndpointConfiguration: {Type: PRIVATE}
        {{Indent(api, 6)}}
              DefinitionBody:
                openapi: 3.0.1
                info: {title: test, version: '1'}
                x-amazon-apigateway-policy: {{Policy}}
        {{Indent(body, 8)}}
                paths:
        {{Indent(paths, 10)}}
        """;

    private static string Indent(string text, int by) => string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? line : new string(' ', by) + line));
}

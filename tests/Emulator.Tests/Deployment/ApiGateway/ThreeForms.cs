namespace Egress.Emulator.Tests.Deployment.ApiGateway;

/// <summary>A private API with a key, a plan, mappings, a validator, a MOCK, a customised rejection and a policy that denies one path, three times.</summary>
internal static class ThreeForms
{
    public const string Serverless =
        $$$$$$"""
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Api:
            Type: AWS::Serverless::Api
            Properties:
              StageName: s
              OpenApiVersion: 3.0.1
              EndpointConfiguration: {Type: PRIVATE, VPCEndpointIds: [vpce-0123456789abcdef0]}
              Variables: {host: httpbin.org}
              MethodSettings: [{ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 1000}]
              BinaryMediaTypes: [image~1png]
              DefinitionBody:
        {{{{{{Body}}}}}}
          Plan: {Type: 'AWS::ApiGateway::UsagePlan', Properties: {ApiStages: [{ApiId: !Ref Api, Stage: !Ref Api.Stage}]}}
        {{{{{{KeyAndTie}}}}}}
        """;

    public const string RestApi =
        $$$$$$"""
        Resources:
          Api:
            Type: AWS::ApiGateway::RestApi
            Properties:
              EndpointConfiguration: {Types: [PRIVATE], VpcEndpointIds: [vpce-0123456789abcdef0]}
              BinaryMediaTypes: [image/png]
              Body:
        {{{{{{Body}}}}}}
        {{{{{{DeploymentAndStage}}}}}}
        {{{{{{KeyAndTie}}}}}}
          Deployment: {Type: 'AWS::ApiGateway::Deployment', Properties: {RestApiId: !Ref Api}}
        """;

    public const string Resources =
        $$$$$$"""
        Resources:
          Api:
            Type: AWS::ApiGateway::RestApi
            Properties:
              Name: three
              EndpointConfiguration: {Types: [PRIVATE], VpcEndpointIds: [vpce-0123456789abcdef0]}
              BinaryMediaTypes: [image/png]
              Policy: {{{{{{Policy}}}}}}
          Rejection: {Type: 'AWS::ApiGateway::GatewayResponse', Properties: {RestApiId: !Ref Api, ResponseType: MISSING_AUTHENTICATION_TOKEN, StatusCode: '418', ResponseParameters: {gatewayresponse.header.x-why: "'no route'"}}}
          Parameters: {Type: 'AWS::ApiGateway::RequestValidator', Properties: {RestApiId: !Ref Api, ValidateRequestParameters: true, ValidateRequestBody: false}}
          Proxy: {Type: 'AWS::ApiGateway::Resource', Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: '{proxy+}'}}
          Pets: {Type: 'AWS::ApiGateway::Resource', Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: pets}}
          Pet: {Type: 'AWS::ApiGateway::Resource', Properties: {RestApiId: !Ref Api, ParentId: !Ref Pets, PathPart: '{id}'}}
          Toys: {Type: 'AWS::ApiGateway::Resource', Properties: {RestApiId: !Ref Api, ParentId: !Ref Pet, PathPart: toys}}
          Mock: {Type: 'AWS::ApiGateway::Resource', Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: mock}}
          ProxyAny:
            Type: AWS::ApiGateway::Method
            Properties:
              RestApiId: !Ref Api
              ResourceId: !Ref Proxy
              HttpMethod: ANY
              AuthorizationType: NONE
              ApiKeyRequired: true
              RequestParameters: {method.request.path.proxy: true, method.request.header.x-from: false}
              Integration:
                Type: HTTP_PROXY
                IntegrationHttpMethod: ANY
                Uri: https://${stageVariables.host}/base/{proxy}
                RequestParameters: {integration.request.path.proxy: method.request.path.proxy, integration.request.header.x-to: method.request.header.x-from, integration.request.querystring.more: "'1'"}
          ToysGet:
            Type: AWS::ApiGateway::Method
            Properties:
              RestApiId: !Ref Api
              ResourceId: !Ref Toys
              HttpMethod: GET
              AuthorizationType: NONE
              ApiKeyRequired: true
              RequestParameters: {method.request.path.id: true, method.request.header.x-needed: true}
              RequestValidatorId: !Ref Parameters
              Integration: {Type: HTTP_PROXY, IntegrationHttpMethod: POST, Uri: 'https://httpbin.org/toys/{id}', RequestParameters: {integration.request.path.id: method.request.path.id}, TimeoutInMillis: 5000}
          MockGet:
            Type: AWS::ApiGateway::Method
            Properties:
              RestApiId: !Ref Api
              ResourceId: !Ref Mock
              HttpMethod: GET
              AuthorizationType: NONE
              Integration:
                Type: MOCK
                RequestTemplates: {application/json: '{"statusCode": 200}'}
                IntegrationResponses: [{StatusCode: 200, ResponseParameters: {method.response.header.x-mark: "'m'"}, ResponseTemplates: {application/json: '{"stage":"$context.stage"}'}}]
              MethodResponses: [{StatusCode: 200, ResponseParameters: {method.response.header.x-mark: true}}]
          Deployment: {Type: 'AWS::ApiGateway::Deployment', DependsOn: [ProxyAny, ToysGet, MockGet, Rejection], Properties: {RestApiId: !Ref Api}}
        {{{{{{DeploymentAndStage}}}}}}
        {{{{{{KeyAndTie}}}}}}
        """;

    private const string Policy =
        "{Version: '2012-10-17', Statement: [{Effect: Allow, Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*'}, "
        + "{Effect: Deny, Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/s/GET/denied'}]}";

    private const string Body =
        $$$$$$"""
                openapi: 3.0.1
                info: {title: three, version: '1'}
                components: {securitySchemes: {api_key: {type: apiKey, name: x-api-key, in: header}}}
                x-amazon-apigateway-request-validators: {parameters: {validateRequestBody: false, validateRequestParameters: true}}
                x-amazon-apigateway-gateway-responses: {MISSING_AUTHENTICATION_TOKEN: {statusCode: 418, responseParameters: {gatewayresponse.header.x-why: "'no route'"}}}
                x-amazon-apigateway-policy: {{{{{{Policy}}}}}}
                paths:
                  /{proxy+}:
                    x-amazon-apigateway-any-method:
                      security: [{api_key: []}]
                      parameters: [{name: proxy, in: path, required: true, schema: {type: string}}, {name: x-from, in: header, schema: {type: string}}]
                      responses: {}
                      x-amazon-apigateway-integration:
                        type: http_proxy
                        httpMethod: ANY
                        uri: https://${stageVariables.host}/base/{proxy}
                        requestParameters: {integration.request.path.proxy: method.request.path.proxy, integration.request.header.x-to: method.request.header.x-from, integration.request.querystring.more: "'1'"}
                  /pets/{id}/toys:
                    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                    get:
                      security: [{api_key: []}]
                      parameters: [{name: x-needed, in: header, required: true, schema: {type: string}}]
                      x-amazon-apigateway-request-validator: parameters
                      responses: {'200': {description: ok}}
                      x-amazon-apigateway-integration: {type: http_proxy, httpMethod: POST, uri: 'https://httpbin.org/toys/{id}', requestParameters: {integration.request.path.id: method.request.path.id}, timeoutInMillis: 5000}
                  /mock:
                    get:
                      responses: {'200': {description: ok, headers: {x-mark: {schema: {type: string}}}}}
                      x-amazon-apigateway-integration:
                        type: mock
                        requestTemplates: {application/json: '{"statusCode": 200}'}
                        responses: {default: {statusCode: 200, responseParameters: {method.response.header.x-mark: "'m'"}, responseTemplates: {application/json: '{"stage":"$context.stage"}'}}}
        """;

    private const string DeploymentAndStage =
        """
          Stage:
            Type: AWS::ApiGateway::Stage
            Properties:
              RestApiId: !Ref Api
              DeploymentId: !Ref Deployment
              StageName: s
              Variables: {host: httpbin.org}
              MethodSettings: [{ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 1000}]
          Plan: {Type: 'AWS::ApiGateway::UsagePlan', Properties: {ApiStages: [{ApiId: !Ref Api, Stage: !Ref Stage}]}}
        """;

    private const string KeyAndTie =
        """
          Key: {Type: 'AWS::ApiGateway::ApiKey', Properties: {Enabled: true, Value: a-key-of-twenty-letters-or-more}}
          Tie: {Type: 'AWS::ApiGateway::UsagePlanKey', Properties: {KeyId: !Ref Key, KeyType: API_KEY, UsagePlanId: !Ref Plan}}
        """;
}

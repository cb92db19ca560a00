namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>AWS::ApiGateway::RequestValidator.</summary>
internal static class RequestValidatorResource
{
    public static DeployedResource Create(ResourceRequest request)
    {
        var properties = request.Properties;
        properties.RefuseOthersThan("Name", "RestApiId", "ValidateRequestBody", "ValidateRequestParameters");
        var id = request.Alphanumeric(6);
        request.Stack.Apis.Require(request).Validators[id] =
            new RequestValidator(properties.IsTrue("ValidateRequestParameters"), properties.IsTrue("ValidateRequestBody"));
        return request.Deployed(id, ("RequestValidatorId", id));
    }
}

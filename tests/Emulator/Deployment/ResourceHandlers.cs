using System.Collections.Frozen;
using Egress.Emulator.Deployment.ApiGateway;
using Egress.Emulator.Deployment.Lambda;
using Egress.Emulator.Deployment.Network;
using Egress.Emulator.Deployment.Secrets;
using Egress.Emulator.Deployment.Waf;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment;

/// <summary>Which code creates which type of resource.</summary>
internal static class ResourceHandlers
{
    private static readonly FrozenDictionary<string, Func<ResourceRequest, DeployedResource>> ByType = new Dictionary<string, Func<ResourceRequest, DeployedResource>>
    {
        ["AWS::Serverless::Api"] = ServerlessApiResource.Create,
        [ServerlessNames.Type] = request => request.Deployed(request.Properties.Text(ServerlessNames.Target)),
        ["AWS::Serverless::Function"] = FunctionResource.CreateServerless,
        ["AWS::ApiGateway::RestApi"] = RestApiResource.Create,
        ["AWS::ApiGateway::Resource"] = PathResource.Create,
        ["AWS::ApiGateway::Method"] = MethodResource.Create,
        ["AWS::ApiGateway::RequestValidator"] = RequestValidatorResource.Create,
        ["AWS::ApiGateway::GatewayResponse"] = GatewayResponseResource.Create,
        ["AWS::ApiGateway::Deployment"] = ApiDeploymentResource.Create,
        ["AWS::ApiGateway::Stage"] = StageResource.Create,
        ["AWS::ApiGateway::VpcLink"] = VpcLinkResource.Create,
        ["AWS::ApiGateway::ApiKey"] = ApiKeyResource.Create,
        ["AWS::ApiGateway::UsagePlan"] = UsagePlanResource.Create,
        ["AWS::ApiGateway::UsagePlanKey"] = UsagePlanKeyResource.Create,
        ["AWS::Lambda::Function"] = FunctionResource.CreatePlain,
        ["AWS::Lambda::Permission"] = LambdaPermissionResource.Create,
        ["AWS::SecretsManager::Secret"] = SecretResource.Create,
        ["AWS::SecretsManager::RotationSchedule"] = RotationScheduleResource.Create,
        ["AWS::EC2::VPCEndpoint"] = VpcEndpointResource.Create,
        ["AWS::WAFv2::IPSet"] = IpSetResource.Create,
        ["AWS::WAFv2::RegexPatternSet"] = RegexPatternSetResource.Create,
        ["AWS::WAFv2::WebACL"] = WebAclResource.Create,
        ["AWS::WAFv2::WebACLAssociation"] = WebAclAssociationResource.Create,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Of these two families a type that is not known changes what the gateway or a function does; these do not, or not for a private REST API.
    private static readonly FrozenSet<string> Harmless = new[]
    {
        "AWS::ApiGateway::Account", "AWS::ApiGateway::BasePathMapping", "AWS::ApiGateway::BasePathMappingV2", "AWS::ApiGateway::ClientCertificate",
        "AWS::ApiGateway::DocumentationPart", "AWS::ApiGateway::DocumentationVersion", "AWS::ApiGateway::DomainName", "AWS::ApiGateway::DomainNameAccessAssociation",
        "AWS::ApiGateway::DomainNameV2", "AWS::ApiGateway::Model", "AWS::Serverless::Application", "AWS::Serverless::CapacityProvider",
        "AWS::Serverless::Connector", "AWS::Serverless::GraphQLApi", "AWS::Serverless::HttpApi", "AWS::Serverless::LayerVersion", "AWS::Serverless::SimpleTable",
        "AWS::Serverless::StateMachine", "AWS::Serverless::WebSocketApi",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>It exists in name only: no property of it has an effect.</summary>
    public static bool IsPassive(TemplateResource resource) => !resource.IsCustom && !ByType.ContainsKey(resource.Type);

    public static Func<ResourceRequest, DeployedResource> Find(TemplateResource resource)
    {
        if (ByType.TryGetValue(resource.Type, out var handler))
        {
            return handler;
        }

        var matters = resource.Type.StartsWith("AWS::ApiGateway::", StringComparison.Ordinal) || resource.Type.StartsWith("AWS::Serverless::", StringComparison.Ordinal);
        if ((matters && !Harmless.Contains(resource.Type)) || !resource.Type.Contains("::", StringComparison.Ordinal))
        {
            throw new TemplateException(
                resource.At,
                $"the resource type {resource.Type} of {resource.LogicalId}",
                "a type that the emulator knows",
                "correct it, or guard the resource with a condition that is false here");
        }

        return PassiveResource.Create;
    }
}

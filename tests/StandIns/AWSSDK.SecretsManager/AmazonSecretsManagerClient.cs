using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.SecretsManager.Model;
using Amazon.StandIns;

namespace Amazon.SecretsManager;

public class AmazonSecretsManagerClient : AmazonServiceClient, IAmazonSecretsManager
{
    public AmazonSecretsManagerClient() : base(new AmazonSecretsManagerConfig()) { }
    public AmazonSecretsManagerClient(RegionEndpoint region) : base(new AmazonSecretsManagerConfig { RegionEndpoint = region }) { }
    public AmazonSecretsManagerClient(AmazonSecretsManagerConfig config) : base(config) { }
    public AmazonSecretsManagerClient(AWSCredentials credentials) : this(credentials, new AmazonSecretsManagerConfig()) { }
    public AmazonSecretsManagerClient(AWSCredentials credentials, RegionEndpoint region) : this(credentials, new AmazonSecretsManagerConfig { RegionEndpoint = region }) { }
    public AmazonSecretsManagerClient(AWSCredentials credentials, AmazonSecretsManagerConfig clientConfig) : base(credentials, clientConfig) { }
    public AmazonSecretsManagerClient(string awsAccessKeyId, string awsSecretAccessKey) : this(awsAccessKeyId, awsSecretAccessKey, new AmazonSecretsManagerConfig()) { }
    public AmazonSecretsManagerClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonSecretsManagerConfig { RegionEndpoint = region }) { }
    public AmazonSecretsManagerClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonSecretsManagerConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }
    public AmazonSecretsManagerClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonSecretsManagerConfig()) { }
    public AmazonSecretsManagerClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonSecretsManagerConfig { RegionEndpoint = region }) { }
    public AmazonSecretsManagerClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonSecretsManagerConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }

    protected override IServiceMetadata ServiceMetadata { get; } = new ServiceMetadata(AmazonSecretsManagerConfig.ServiceId);

    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        ((ClientConfig)Config).DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    public virtual Task<GetSecretValueResponse> GetSecretValueAsync(GetSecretValueRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetSecretValueResponse>(request, Operations.GetSecretValue, cancellationToken);

    public virtual Task<PutSecretValueResponse> PutSecretValueAsync(PutSecretValueRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PutSecretValueResponse>(request, Operations.PutSecretValue, cancellationToken);

    public virtual Task<UpdateSecretVersionStageResponse> UpdateSecretVersionStageAsync(UpdateSecretVersionStageRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UpdateSecretVersionStageResponse>(request, Operations.UpdateSecretVersionStage, cancellationToken);

    public virtual Task<DescribeSecretResponse> DescribeSecretAsync(DescribeSecretRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeSecretResponse>(request, Operations.DescribeSecret, cancellationToken);

    public virtual Task<ListSecretVersionIdsResponse> ListSecretVersionIdsAsync(ListSecretVersionIdsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListSecretVersionIdsResponse>(request, Operations.ListSecretVersionIds, cancellationToken);

    public virtual Task<ListSecretsResponse> ListSecretsAsync(ListSecretsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListSecretsResponse>(request, Operations.ListSecrets, cancellationToken);

    public virtual Task<CreateSecretResponse> CreateSecretAsync(CreateSecretRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateSecretResponse>(request, Operations.CreateSecret, cancellationToken);

    public virtual Task<DeleteSecretResponse> DeleteSecretAsync(DeleteSecretRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteSecretResponse>(request, Operations.DeleteSecret, cancellationToken);

    public virtual Task<RotateSecretResponse> RotateSecretAsync(RotateSecretRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<RotateSecretResponse>(request, Operations.RotateSecret, cancellationToken);

    public virtual Task<CancelRotateSecretResponse> CancelRotateSecretAsync(CancelRotateSecretRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CancelRotateSecretResponse>(request, Operations.CancelRotateSecret, cancellationToken);

    public virtual Task<GetRandomPasswordResponse> GetRandomPasswordAsync(GetRandomPasswordRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetRandomPasswordResponse>(request, Operations.GetRandomPassword, cancellationToken);

    public virtual Task<TagResourceResponse> TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<TagResourceResponse>(request, Operations.TagResource, cancellationToken);

    public virtual Task<UntagResourceResponse> UntagResourceAsync(UntagResourceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UntagResourceResponse>(request, Operations.UntagResource, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => ServicePipeline.Customize(pipeline);
}

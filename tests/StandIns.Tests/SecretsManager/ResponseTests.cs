using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Egress.StandIns.Tests.Wire;
using Xunit;

namespace Egress.StandIns.Tests.SecretsManager;

public sealed class ResponseTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_is_text_or_bytes()
    {
        await using var service = (await AwsService.StartAsync())
            .Answers(200, """{"ARN":"arn","Name":"n","VersionId":"v","SecretString":"{}","VersionStages":["AWSCURRENT"],"CreatedDate":1767225600.5}""")
            .Answers(200, """{"SecretBinary":"AQL/"}""");
        using var client = service.SecretsManager();

        var text = await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "s" }, Cancellation);
        var bytes = await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "s" }, Cancellation);

        Assert.Equal(("arn", "n", "v", "{}", "AWSCURRENT"), (text.ARN, text.Name, text.VersionId, text.SecretString, Assert.Single(text.VersionStages)));
        Assert.Equal(new DateTime(2026, 1, 1, 0, 0, 0, 500, DateTimeKind.Utc), text.CreatedDate);
        Assert.Null(text.SecretBinary);
        Assert.Equal([1, 2, 255], bytes.SecretBinary.ToArray());
        Assert.Equal(0, bytes.SecretBinary.Position);
        Assert.Null(bytes.VersionStages);
    }

    [Fact]
    public async Task A_description_has_the_stages_of_each_version()
    {
        await using var service = (await AwsService.StartAsync()).Answers(
            200,
            """
            {"ARN":"arn","RotationEnabled":true,"RotationLambdaARN":"l","RotationRules":{"AutomaticallyAfterDays":30},"NextRotationDate":1767225600,
             "Tags":[{"Key":"k","Value":"v"}],
             "VersionIdsToStages":{"new":["AWSPENDING"],"old":["AWSCURRENT"]},"ReplicationStatus":[{"Region":"eu-west-2","Status":"InSync"}]}
            """);
        using var client = service.SecretsManager();

        var secret = await client.DescribeSecretAsync(new DescribeSecretRequest { SecretId = "s" }, Cancellation);

        Assert.Equal((true, "l", 30), (secret.RotationEnabled, secret.RotationLambdaARN, secret.RotationRules.AutomaticallyAfterDays));
        Assert.Equal(["AWSPENDING"], secret.VersionIdsToStages["new"]);
        Assert.Equal("v", Assert.Single(secret.Tags).Value);
        Assert.Equal(StatusType.InSync, Assert.Single(secret.ReplicationStatus).Status);
        Assert.Null(secret.LastRotatedDate);
    }

    [Fact]
    public async Task Versions_and_secrets_are_lists()
    {
        await using var service = (await AwsService.StartAsync())
            .Answers(200, """{"Versions":[{"VersionId":"v","VersionStages":["AWSPREVIOUS"],"KmsKeyIds":["DefaultEncryptionKey"]}],"NextToken":"t"}""")
            .Answers(200, """{"SecretList":[{"Name":"n","SecretVersionsToStages":{"v":["AWSCURRENT"]}}]}""");
        using var client = service.SecretsManager();

        var versions = await client.ListSecretVersionIdsAsync(new ListSecretVersionIdsRequest { SecretId = "s" }, Cancellation);
        var secrets = await client.ListSecretsAsync(new ListSecretsRequest(), Cancellation);

        Assert.Equal(("v", "AWSPREVIOUS", "t"), (Assert.Single(versions.Versions).VersionId, versions.Versions[0].VersionStages[0], versions.NextToken));
        Assert.Equal(("n", "AWSCURRENT"), (Assert.Single(secrets.SecretList).Name, secrets.SecretList[0].SecretVersionsToStages["v"][0]));
    }

    [Theory]
    [InlineData("DecryptionFailure", typeof(DecryptionFailureException))]
    [InlineData("EncryptionFailure", typeof(EncryptionFailureException))]
    [InlineData("InternalServiceError", typeof(InternalServiceErrorException))]
    [InlineData("InvalidParameterException", typeof(InvalidParameterException))]
    [InlineData("InvalidRequestException", typeof(InvalidRequestException))]
    [InlineData("LimitExceededException", typeof(LimitExceededException))]
    [InlineData("MalformedPolicyDocumentException", typeof(MalformedPolicyDocumentException))]
    [InlineData("PreconditionNotMetException", typeof(PreconditionNotMetException))]
    [InlineData("ResourceExistsException", typeof(ResourceExistsException))]
    [InlineData("ResourceNotFoundException", typeof(ResourceNotFoundException))]
    [InlineData("InvalidNextTokenException", typeof(AmazonSecretsManagerException))]
    [InlineData("AccessDeniedException", typeof(AmazonSecretsManagerException))]
    public async Task The_type_in_the_body_decides_on_the_exception(string code, Type type)
    {
        await using var service = (await AwsService.StartAsync()).Answers(400, $$"""{"__type":"com.amazonaws.secretsmanager#{{code}}","Message":"because"}""");
        using var client = service.SecretsManager();

        var exception = await Assert.ThrowsAnyAsync<AmazonSecretsManagerException>(() => client.CreateSecretAsync(new CreateSecretRequest { Name = "n" }, Cancellation));

        Assert.Equal(type, exception.GetType());
        Assert.Equal((code, "because"), (exception.ErrorCode, exception.Message));
    }
}

using System.Text.Json.Nodes;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Egress.StandIns.Tests.Wire;
using Xunit;

namespace Egress.StandIns.Tests.SecretsManager;

public sealed class RequestTests
{
    public static TheoryData<string, Func<IAmazonSecretsManager, Task>, string> Requests => new()
    {
        {
            "GetSecretValue",
            client => client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "s", VersionStage = "AWSCURRENT" }),
            """{"SecretId":"s","VersionStage":"AWSCURRENT"}"""
        },
        {
            "PutSecretValue",
            client => client.PutSecretValueAsync(new PutSecretValueRequest
            {
                SecretId = "s",
                ClientRequestToken = "t",
                RotationToken = "r",
                SecretString = "{\"é\":1}",
                VersionStages = ["AWSPENDING"],
            }),
            """{"ClientRequestToken":"t","RotationToken":"r","SecretId":"s","SecretString":"{\"é\":1}","VersionStages":["AWSPENDING"]}"""
        },
        {
            "PutSecretValue",
            client => client.PutSecretValueAsync(new PutSecretValueRequest { SecretId = "s", ClientRequestToken = "t", SecretBinary = new MemoryStream([1, 2, 255]) }),
            """{"ClientRequestToken":"t","SecretBinary":"AQL/","SecretId":"s"}"""
        },
        {
            "UpdateSecretVersionStage",
            client => client.UpdateSecretVersionStageAsync(new UpdateSecretVersionStageRequest
            {
                SecretId = "s",
                VersionStage = "AWSCURRENT",
                MoveToVersionId = "new",
                RemoveFromVersionId = "old",
            }),
            """{"MoveToVersionId":"new","RemoveFromVersionId":"old","SecretId":"s","VersionStage":"AWSCURRENT"}"""
        },
        { "DescribeSecret", client => client.DescribeSecretAsync(new DescribeSecretRequest { SecretId = "s" }), """{"SecretId":"s"}""" },
        {
            "ListSecretVersionIds",
            client => client.ListSecretVersionIdsAsync(new ListSecretVersionIdsRequest { SecretId = "s", IncludeDeprecated = true, MaxResults = 3 }),
            """{"IncludeDeprecated":true,"MaxResults":3,"SecretId":"s"}"""
        },
        {
            "ListSecrets",
            client => client.ListSecretsAsync(new ListSecretsRequest
            {
                Filters = [new Filter { Key = FilterNameStringType.TagKey, Values = ["egress:stack"] }],
                SortOrder = SortOrderType.Asc,
            }),
            """{"Filters":[{"Key":"tag-key","Values":["egress:stack"]}],"SortOrder":"asc"}"""
        },
        {
            "CreateSecret",
            client => client.CreateSecretAsync(new CreateSecretRequest { Name = "n", ClientRequestToken = "t", SecretString = "x", Tags = [new Tag { Key = "k", Value = "v" }] }),
            """{"ClientRequestToken":"t","Name":"n","SecretString":"x","Tags":[{"Key":"k","Value":"v"}]}"""
        },
        {
            "DeleteSecret",
            client => client.DeleteSecretAsync(new DeleteSecretRequest { SecretId = "s", RecoveryWindowInDays = 7 }),
            """{"RecoveryWindowInDays":7,"SecretId":"s"}"""
        },
        {
            "RotateSecret",
            client => client.RotateSecretAsync(new RotateSecretRequest
            {
                SecretId = "s",
                ClientRequestToken = "t",
                RotateImmediately = false,
                RotationRules = new RotationRulesType { ScheduleExpression = "rate(1 day)" },
            }),
            """{"ClientRequestToken":"t","RotateImmediately":false,"RotationRules":{"ScheduleExpression":"rate(1 day)"},"SecretId":"s"}"""
        },
        { "CancelRotateSecret", client => client.CancelRotateSecretAsync(new CancelRotateSecretRequest { SecretId = "s" }), """{"SecretId":"s"}""" },
        {
            "GetRandomPassword",
            client => client.GetRandomPasswordAsync(new GetRandomPasswordRequest { PasswordLength = 48, ExcludePunctuation = true }),
            """{"ExcludePunctuation":true,"PasswordLength":48}"""
        },
        {
            "TagResource",
            client => client.TagResourceAsync(new TagResourceRequest { SecretId = "s", Tags = [new Tag { Key = "k", Value = "v" }] }),
            """{"SecretId":"s","Tags":[{"Key":"k","Value":"v"}]}"""
        },
        { "UntagResource", client => client.UntagResourceAsync(new UntagResourceRequest { SecretId = "s", TagKeys = ["k"] }), """{"SecretId":"s","TagKeys":["k"]}""" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task An_operation_is_its_name_and_a_document(string operation, Func<IAmazonSecretsManager, Task> call, string body)
    {
        await using var service = (await AwsService.StartAsync()).Answers(200, "{}");
        using var client = service.SecretsManager();

        await call(client);

        Assert.Equal("POST /", service.Request.Line);
        Assert.Equal($"secretsmanager.{operation}", service.Request.Header("X-Amz-Target"));
        Assert.Equal("application/x-amz-json-1.1", service.Request.Header("Content-Type"));
        Assert.Contains("/eu-west-1/secretsmanager/aws4_request, ", service.Request.Header("Authorization"), StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(service.Request.Body)), service.Request.Body);
    }

    [Fact]
    public async Task An_unset_request_token_is_filled_in_once_for_all_attempts()
    {
        await using var service = (await AwsService.StartAsync()).Answers(500, "{}").Answers(200, "{}");
        using var client = service.SecretsManager(retries: 1);
        var request = new CreateSecretRequest { Name = "n" };

        await client.CreateSecretAsync(request, TestContext.Current.CancellationToken);

        var tokens = service.Requests.Select(sent => (string?)JsonNode.Parse(sent.Body)!["ClientRequestToken"]).ToArray();
        Assert.Equal(2, tokens.Length);
        Assert.True(Guid.TryParse(tokens[0], out _), tokens[0]);
        Assert.Equal(tokens[0], tokens[1]);
        Assert.Null(request.ClientRequestToken);
    }
}

using Xunit;

namespace Egress.Emulator.Tests.ControlPlane;

/// <summary>One drive through each service with a client that we did not write.</summary>
public sealed class AwsCliTests
{
    [Fact]
    public async Task The_cli_reads_the_api_and_gives_a_key_to_a_plan()
    {
        AwsCli.SkipUnlessInstalled();
        await using var server = await ControlPlaneServer.StartAsync(TestContext.Current.CancellationToken);
        var aws = new AwsCli(server.Address);

        var apis = await aws.RunAsync("apigateway", "get-rest-apis");
        Assert.Equal(TestControlPlane.ApiId, (string?)apis!["items"]![0]!["id"]);
        var stages = await aws.RunAsync("apigateway", "get-stages", "--rest-api-id", TestControlPlane.ApiId);
        Assert.Equal("one", (string?)stages!["item"]![0]!["stageName"]);
        var resources = await aws.RunAsync("apigateway", "get-resources", "--rest-api-id", TestControlPlane.ApiId, "--embed", "methods");
        Assert.Equal("STREAM", (string?)resources!["items"]![1]!["resourceMethods"]!["ANY"]!["methodIntegration"]!["responseTransferMode"]);

        var plan = await aws.RunAsync("apigateway", "create-usage-plan", "--name", "p", "--api-stages", $"apiId={TestControlPlane.ApiId},stage=one", "--quota", "limit=10,period=DAY");
        var key = await aws.RunAsync("apigateway", "create-api-key", "--name", "k", "--enabled", "--tags", "egress:stack=s", "--value", "a-value-of-24-characters");
        await aws.RunAsync("apigateway", "create-usage-plan-key", "--usage-plan-id", (string)plan!["id"]!, "--key-id", (string)key!["id"]!, "--key-type", "API_KEY");
        var keys = await aws.RunAsync("apigateway", "get-usage-plan-keys", "--usage-plan-id", (string)plan["id"]!);
        Assert.Equal("a-value-of-24-characters", (string?)keys!["items"]![0]!["value"]);
        Assert.NotNull(server.Apis.Nodes.Pick().Find(TestControlPlane.ApiId, "one", "a-value-of-24-characters"));

        var tags = await aws.RunAsync("apigateway", "get-tags", "--resource-arn", $"arn:aws:apigateway:us-east-1::/apikeys/{key["id"]}");
        Assert.Equal("s", (string?)tags!["tags"]!["egress:stack"]);
        await aws.RunAsync("apigateway", "update-api-key", "--api-key", (string)key["id"]!, "--patch-operations", "op=replace,path=/enabled,value=false");
        Assert.Null(server.Apis.Nodes.Pick().Find(TestControlPlane.ApiId, "one", "a-value-of-24-characters"));
        await aws.RunAsync("apigateway", "delete-api-key", "--api-key", (string)key["id"]!);
        Assert.Contains("(NotFoundException)", await aws.FailAsync("apigateway", "get-api-key", "--api-key", (string)key["id"]!));
    }

    [Fact]
    public async Task The_cli_keeps_a_secret_and_moves_its_labels()
    {
        AwsCli.SkipUnlessInstalled();
        await using var server = await ControlPlaneServer.StartAsync(TestContext.Current.CancellationToken);
        var aws = new AwsCli(server.Address);

        var created = await aws.RunAsync("secretsmanager", "create-secret", "--name", "egress/app", "--secret-string", "one");
        var put = await aws.RunAsync("secretsmanager", "put-secret-value", "--secret-id", "egress/app", "--secret-string", "two", "--version-stages", "AWSPENDING");
        await aws.RunAsync(
            "secretsmanager", "update-secret-version-stage", "--secret-id", "egress/app", "--version-stage", "AWSCURRENT",
            "--move-to-version-id", (string)put!["VersionId"]!, "--remove-from-version-id", (string)created!["VersionId"]!);

        var value = await aws.RunAsync("secretsmanager", "get-secret-value", "--secret-id", (string)created["ARN"]!);
        Assert.Equal("two", (string?)value!["SecretString"]);
        var described = await aws.RunAsync("secretsmanager", "describe-secret", "--secret-id", "egress/app");
        Assert.Equal("AWSPREVIOUS", (string?)described!["VersionIdsToStages"]![(string)created["VersionId"]!]![0]);
        Assert.Contains("(ResourceNotFoundException)", await aws.FailAsync("secretsmanager", "get-secret-value", "--secret-id", "nothing"));
        Assert.Contains("(InvalidRequestException)", await aws.FailAsync("secretsmanager", "rotate-secret", "--secret-id", "egress/app"));
    }

    [Fact]
    public async Task The_cli_invokes_a_function_and_shows_its_log()
    {
        AwsCli.SkipUnlessInstalled();
        await using var server = await ControlPlaneServer.StartAsync(TestContext.Current.CancellationToken);
        var (aws, input, output) = (new AwsCli(server.Address), Path.GetTempFileName(), Path.GetTempFileName());
        await File.WriteAllTextAsync(input, """{"do":"echo"}""", TestContext.Current.CancellationToken);

        var answer = await aws.RunAsync("lambda", "invoke", "--function-name", "sample", "--payload", $"fileb://{input}", "--log-type", "Tail", output);

        Assert.Equal("""{"do":"echo"}""", await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken));
        Assert.Contains("handling echo", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String((string)answer!["LogResult"]!)));
        Assert.Contains("(ResourceNotFoundException)", await aws.FailAsync("lambda", "invoke", "--function-name", "nobody", output));
        File.Delete(input);
        File.Delete(output);
    }
}

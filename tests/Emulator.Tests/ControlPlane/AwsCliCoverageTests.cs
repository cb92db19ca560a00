using System.Text.Json.Nodes;
using Egress.Emulator.ControlPlane.ApiGateway;
using Egress.Emulator.ControlPlane.Lambda;
using Egress.Emulator.ControlPlane.SecretsManager;
using Egress.Emulator.Functions;
using Egress.Emulator.Tests.Functions;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane;

/// <summary>Every operation that the control plane has, asked for once by a client that we did not write: it refuses an answer whose shape is not the model's.</summary>
public sealed class AwsCliCoverageTests
{
    private const string Api = TestControlPlane.ApiId;
    private static readonly string[] PartsOfAnApi = ["RestApi", "Stage", "Deployment", "GatewayResponse", "Method", "Integration", "VpcLink"];

    [Fact]
    public async Task The_cli_reads_everything_of_an_api_and_changes_its_stages()
    {
        AwsCli.SkipUnlessInstalled();
        await using var server = await ControlPlaneServer.StartAsync(TestContext.Current.CancellationToken);
        var aws = new AwsCli(server.Address);

        await GatewayAsync(aws, "get-account");
        await GatewayAsync(aws, "get-rest-apis");
        await GatewayAsync(aws, "get-rest-api --rest-api-id {0}", Api);
        await GatewayAsync(aws, "get-stages --rest-api-id {0}", Api);
        await GatewayAsync(aws, "get-stage --rest-api-id {0} --stage-name one", Api);
        var deployments = await GatewayAsync(aws, "get-deployments --rest-api-id {0}", Api);
        await GatewayAsync(aws, "get-deployment --rest-api-id {0} --deployment-id {1}", Api, (string)deployments!["items"]![0]!["id"]!);
        await GatewayAsync(aws, "get-authorizers --rest-api-id {0}", Api);
        await GatewayAsync(aws, "get-gateway-responses --rest-api-id {0}", Api);
        await GatewayAsync(aws, "get-gateway-response --rest-api-id {0} --response-type INVALID_API_KEY", Api);
        var deployment = (string)deployments!["items"]![0]!["id"]!;
        await GatewayAsync(aws, "create-stage --rest-api-id {0} --stage-name new --deployment-id {1} --variables host=a.test --tracing-enabled", Api, deployment);
        var patched = await GatewayAsync(aws, "update-stage --rest-api-id {0} --stage-name new --patch-operations op=replace,path=/*/*/throttling/rateLimit,value=2 op=remove,path=/variables/host", Api);
        Assert.Equal((2.0, null), ((double)patched!["methodSettings"]!["*/*"]!["throttlingRateLimit"]!, patched["variables"]));
        await GatewayAsync(aws, "delete-stage --rest-api-id {0} --stage-name new", Api);
        var resources = await GatewayAsync(aws, "get-resources --rest-api-id {0}", Api);
        var resource = resources!["items"]!.AsArray().First(item => item!["resourceMethods"]?["ANY"] is not null)!["id"]!.GetValue<string>();
        await GatewayAsync(aws, "get-resource --rest-api-id {0} --resource-id {1}", Api, resource);
        await GatewayAsync(aws, "get-method --rest-api-id {0} --resource-id {1} --http-method ANY", Api, resource);
        await GatewayAsync(aws, "get-integration --rest-api-id {0} --resource-id {1} --http-method ANY", Api, resource);

        Assert.Equal("VPC_LINK", (string?)(await GatewayAsync(aws, "get-integration --rest-api-id {0} --resource-id priv1 --http-method GET", Api))!["connectionType"]);
        await GatewayAsync(aws, "get-method-response --rest-api-id {0} --resource-id priv1 --http-method GET --status-code 200", Api);
        await GatewayAsync(aws, "get-integration-response --rest-api-id {0} --resource-id priv1 --http-method GET --status-code 200", Api);
        await GatewayAsync(aws, "get-vpc-links");
        Assert.Equal("AVAILABLE", (string?)(await GatewayAsync(aws, "get-vpc-link --vpc-link-id {0}", TestApi.Link.Id))!["status"]);

        AssertCalled(new ApiGatewayProtocol(server.Apis, "us-east-1").Operations.Where(IsOfAnApi), server);
    }

    [Fact]
    public async Task The_cli_changes_keys_plans_usage_and_tags()
    {
        AwsCli.SkipUnlessInstalled();
        await using var server = await ControlPlaneServer.StartAsync(TestContext.Current.CancellationToken);
        var aws = new AwsCli(server.Address);

        var key = (string)(await GatewayAsync(aws, "create-api-key --name k --enabled"))!["id"]!;
        await GatewayAsync(aws, "get-api-keys --include-values");
        await GatewayAsync(aws, "get-api-key --api-key {0} --include-value", key);
        await GatewayAsync(aws, "update-api-key --api-key {0} --patch-operations op=replace,path=/description,value=d", key);
        var plan = (string)(await GatewayAsync(aws, "create-usage-plan --name p --quota limit=10,period=DAY"))!["id"]!;
        await GatewayAsync(aws, "get-usage-plans");
        await GatewayAsync(aws, "update-usage-plan --usage-plan-id {0} --patch-operations op=replace,path=/description,value=d", plan);
        Assert.Equal("d", (string?)(await GatewayAsync(aws, "get-usage-plan --usage-plan-id {0}", plan))!["description"]);
        await GatewayAsync(aws, "create-usage-plan-key --usage-plan-id {0} --key-id {1} --key-type API_KEY", plan, key);
        await GatewayAsync(aws, "get-usage-plan-keys --usage-plan-id {0}", plan);
        await GatewayAsync(aws, "get-usage-plan-key --usage-plan-id {0} --key-id {1}", plan, key);
        await GatewayAsync(aws, "update-usage --usage-plan-id {0} --key-id {1} --patch-operations op=replace,path=/remaining,value=7", plan, key);
        var today = $"{server.Apis.Usage.Today:yyyy-MM-dd}";
        var usage = await GatewayAsync(aws, "get-usage --usage-plan-id {0} --key-id {1} --start-date {2} --end-date {2}", plan, key, today);
        Assert.Equal("[[0,7]]", usage!["items"]![key]!.ToJsonString());
        var arn = $"arn:aws:apigateway:us-east-1::/apikeys/{key}";
        await GatewayAsync(aws, "tag-resource --resource-arn {0} --tags a=b", arn);
        await GatewayAsync(aws, "get-tags --resource-arn {0}", arn);
        await GatewayAsync(aws, "untag-resource --resource-arn {0} --tag-keys a", arn);
        await GatewayAsync(aws, "delete-usage-plan-key --usage-plan-id {0} --key-id {1}", plan, key);
        await GatewayAsync(aws, "delete-usage-plan --usage-plan-id {0}", plan);
        await GatewayAsync(aws, "delete-api-key --api-key {0}", key);

        AssertCalled(new ApiGatewayProtocol(server.Apis, "us-east-1").Operations.Where(operation => !IsOfAnApi(operation)), server);
    }

    [Fact]
    public async Task The_cli_does_with_a_secret_all_that_can_be_done()
    {
        AwsCli.SkipUnlessInstalled();
        await using var server = await ControlPlaneServer.StartAsync(TestContext.Current.CancellationToken);
        var aws = new AwsCli(server.Address);

        var first = (string)(await SecretAsync(aws, "create-secret --name s --secret-string one"))!["VersionId"]!;
        await SecretAsync(aws, "describe-secret --secret-id s");
        await SecretAsync(aws, "list-secrets");
        await SecretAsync(aws, "update-secret --secret-id s --description d");
        await SecretAsync(aws, "tag-resource --secret-id s --tags Key=a,Value=b");
        await SecretAsync(aws, "untag-resource --secret-id s --tag-keys a");
        var second = (string)(await SecretAsync(aws, "put-secret-value --secret-id s --secret-string two --version-stages AWSPENDING"))!["VersionId"]!;
        await SecretAsync(aws, "update-secret-version-stage --secret-id s --version-stage AWSCURRENT --move-to-version-id {0} --remove-from-version-id {1}", second, first);
        await SecretAsync(aws, "list-secret-version-ids --secret-id s --include-deprecated");
        Assert.Equal("two", (string?)(await SecretAsync(aws, "get-secret-value --secret-id s"))!["SecretString"]);
        await SecretAsync(aws, "rotate-secret --secret-id s --rotation-lambda-arn {0} --rotation-rules AutomaticallyAfterDays=30", SampleFunction.Definition.Arn);
        await SecretAsync(aws, "cancel-rotate-secret --secret-id s");
        await SecretAsync(aws, "get-random-password");
        Assert.Equal("two", (string?)(await SecretAsync(aws, "batch-get-secret-value --secret-id-list s nobody"))!["SecretValues"]![0]!["SecretString"]);
        const string policy = """{"Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}""";
        await aws.RunAsync("secretsmanager", "put-resource-policy", "--secret-id", "s", "--resource-policy", policy);
        await aws.RunAsync("secretsmanager", "validate-resource-policy", "--resource-policy", policy);
        Assert.Equal(policy, (string?)(await SecretAsync(aws, "get-resource-policy --secret-id s"))!["ResourcePolicy"]);
        await SecretAsync(aws, "delete-resource-policy --secret-id s");
        await SecretAsync(aws, "delete-secret --secret-id s --recovery-window-in-days 7");
        await SecretAsync(aws, "restore-secret --secret-id s");

        AssertCalled(new SecretsManagerProtocol(server.Secrets, server.Rotations).Operations, server);
    }

    [Fact]
    public async Task The_cli_reads_and_invokes_functions()
    {
        AwsCli.SkipUnlessInstalled();
        await using var server = await ControlPlaneServer.StartAsync(TestContext.Current.CancellationToken);
        var (aws, output) = (new AwsCli(server.Address), Path.GetTempFileName());
        server.Functions.Permit(new FunctionPermission(SampleFunction.Definition.Arn, "s", "lambda:InvokeFunction", "*", new Dictionary<string, string>(), null));

        Assert.Equal("sample", (string?)(await FunctionAsync(aws, "list-functions"))!["Functions"]![0]!["FunctionName"]);
        Assert.Equal(256, (int)(await FunctionAsync(aws, "get-function --function-name sample"))!["Configuration"]!["MemorySize"]!);
        await FunctionAsync(aws, "wait function-active-v2 --function-name sample");
        await FunctionAsync(aws, "get-function-configuration --function-name sample");
        await FunctionAsync(aws, "get-function-concurrency --function-name sample");
        await FunctionAsync(aws, "list-versions-by-function --function-name sample");
        await FunctionAsync(aws, "list-aliases --function-name sample");
        Assert.Contains("lambda:InvokeFunction", (string?)(await FunctionAsync(aws, "get-policy --function-name sample"))!["Policy"], StringComparison.Ordinal);
        await FunctionAsync(aws, "list-tags --resource {0}", SampleFunction.Definition.Arn);
        await FunctionAsync(aws, "get-account-settings");
        await FunctionAsync(aws, "invoke --function-name sample {0}", output);
        Assert.Contains("UnknownOperationException", await aws.FailAsync("lambda", "delete-function", "--function-name", "sample"), StringComparison.Ordinal);
        File.Delete(output);

        AssertCalled(new LambdaProtocol(server.Functions, NullLogger.Instance).Operations, server);
    }

    private static bool IsOfAnApi(string operation) =>
        operation is "GetAccount" or "GetAuthorizers" or "GetResource" or "GetResources" || PartsOfAnApi.Any(operation.Contains);

    private static void AssertCalled(IEnumerable<string> operations, ControlPlaneServer server) => Assert.Equal(operations.Order(), server.Called.Distinct().Order());

    private static Task<JsonNode?> GatewayAsync(AwsCli aws, string command, params string[] values) => RunAsync(aws, "apigateway", command, values);

    private static Task<JsonNode?> SecretAsync(AwsCli aws, string command, params string[] values) => RunAsync(aws, "secretsmanager", command, values);

    private static Task<JsonNode?> FunctionAsync(AwsCli aws, string command, params string[] values) => RunAsync(aws, "lambda", command, values);

    private static Task<JsonNode?> RunAsync(AwsCli aws, string service, string command, string[] values) =>
        aws.RunAsync([service, .. command.Split(' ').Select(word => string.Format(null, word, values))]);
}

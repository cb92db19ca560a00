using System.Text.Json.Nodes;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.SecretsManager;

public sealed class PolicyOperationsTests
{
    private const string Public = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"secretsmanager:GetSecretValue","Resource":"*"}]}""";
    private const string Narrow = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::1:root"]},"Action":"*","Resource":"*"}}""";

    [Fact]
    public async Task A_policy_is_kept_as_it_was_given_until_it_is_deleted()
    {
        await using var plane = Plane();

        var none = await AskAsync(plane, "GetResourcePolicy", null);
        var put = await AskAsync(plane, "PutResourcePolicy", Public);
        var kept = await AskAsync(plane, "GetResourcePolicy", null);
        var deleted = await AskAsync(plane, "DeleteResourcePolicy", null);

        Assert.Equal(("ARN Name", "ARN Name", "ARN Name"), (Members(none), Members(put), Members(deleted)));
        Assert.Equal(Public, kept.Text("ResourcePolicy"));
        Assert.Equal("ARN Name", Members(await AskAsync(plane, "GetResourcePolicy", null)));
    }

    [Theory]
    [InlineData("one for everybody", Public, true, "PublicPolicyException")]
    [InlineData("one for everybody, in a list", """{"Statement":[{"Effect":"Allow","Principal":{"AWS":["*"]}}]}""", true, "PublicPolicyException")]
    [InlineData("no JSON", "{", false, "MalformedPolicyDocumentException")]
    [InlineData("no statement", "{}", false, "MalformedPolicyDocumentException")]
    [InlineData("an effect that is no text", """{"Statement":[{"Effect":1}]}""", false, "MalformedPolicyDocumentException")]
    [InlineData("a name twice", """{"Statement":[],"Statement":[]}""", false, "MalformedPolicyDocumentException")]
    [InlineData("nothing", "", false, "ValidationException")]
    public async Task A_policy_that_may_not_be_is_refused(string because, string policy, bool blocksPublic, string errorType)
    {
        await using var plane = Plane();

        var refused = await plane.SecretAsync("PutResourcePolicy", new() { ["SecretId"] = "s", ["ResourcePolicy"] = policy, ["BlockPublicPolicy"] = blocksPublic });

        Assert.True((400, errorType) == (refused.Status, refused.ErrorType), because);
        Assert.Equal("ARN Name", Members(await AskAsync(plane, "GetResourcePolicy", null)));
    }

    [Theory]
    [InlineData(Narrow, true)]
    [InlineData(Public, false)]
    public async Task A_policy_is_validated_without_being_kept(string policy, bool passes)
    {
        await using var plane = Plane();

        var validated = await plane.SecretAsync("ValidateResourcePolicy", new() { ["ResourcePolicy"] = policy });

        Assert.Equal((passes, passes ? 0 : 1), ((bool)validated.Json["PolicyValidationPassed"]!, validated.List("ValidationErrors").Count));
        Assert.Equal("ResourceNotFoundException", (await plane.SecretAsync("ValidateResourcePolicy", new() { ["SecretId"] = "nobody", ["ResourcePolicy"] = policy })).ErrorType);
    }

    [Fact]
    public async Task A_deleted_secret_takes_no_policy()
    {
        await using var plane = Plane();
        await plane.SecretAsync("DeleteSecret", new() { ["SecretId"] = "s" });

        Assert.Equal("InvalidRequestException", (await AskAsync(plane, "PutResourcePolicy", Public)).ErrorType);
    }

    private static string Members(TestAnswer answer) => string.Join(' ', answer.Json.Select(member => member.Key));

    private static Task<TestAnswer> AskAsync(TestControlPlane plane, string operation, string? policy)
    {
        var input = new JsonObject { ["SecretId"] = "s" };
        if (policy is not null)
        {
            input["ResourcePolicy"] = policy;
        }

        return plane.SecretAsync(operation, input);
    }

    private static TestControlPlane Plane()
    {
        var plane = new TestControlPlane();
        plane.Secrets.Create("s", "v", null, new Dictionary<string, string>());
        return plane;
    }
}

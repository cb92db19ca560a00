using System.Text.Json.Nodes;
using Egress.Emulator.Functions;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.Lambda;

/// <summary>What an operator reads of functions; shapes as recorded by LocalStack's validated test_lambda_api.</summary>
public sealed class FunctionOperationsTests
{
    private const string Arn = "arn:aws:lambda:us-east-1:123456789012:function:f";
    private const string Functions = "/2015-03-31/functions";

    private static readonly FunctionDefinition Definition = RotationFunction.Definition with
    {
        LogicalId = "F",
        Name = "f",
        Arn = Arn,
        Environment = new Dictionary<string, string> { ["A_B"] = "c" },
        Tags = new Dictionary<string, string> { ["t"] = "v" },
        IsInVpc = true,
        SubnetIds = ["subnet-1"],
        SecurityGroupIds = ["sg-1"],
        ReservedConcurrency = 2,
    };

    [Fact]
    public async Task A_function_is_shown_as_the_template_declares_it()
    {
        await using var plane = Plane();

        var shown = await plane.RestAsync("GET", $"{Functions}/f");
        var configuration = await plane.RestAsync("GET", $"{Functions}/f/configuration");

        Assert.Equal(configuration.Body, shown.Json["Configuration"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal((Arn, "Active", "Successful", "$LATEST", 3, 128), (
            configuration.Text("FunctionArn"), configuration.Text("State"), configuration.Text("LastUpdateStatus"), configuration.Text("Version"), (int)configuration.Json["Timeout"]!, (int)configuration.Json["MemorySize"]!));
        Assert.Equal("""{"Variables":{"A_B":"c"}}""", configuration.Json["Environment"]!.ToJsonString());
        Assert.Equal("""{"SubnetIds":["subnet-1"],"SecurityGroupIds":["sg-1"],"Ipv6AllowedForDualStack":false}""", configuration.Json["VpcConfig"]!.ToJsonString());
        Assert.Equal(("""{"t":"v"}""", """{"ReservedConcurrentExecutions":2}"""), (shown.Json["Tags"]!.ToJsonString(), shown.Json["Concurrency"]!.ToJsonString()));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$", configuration.Text("LastModified"));
    }

    [Fact]
    public async Task A_version_that_is_named_is_part_of_the_arn()
    {
        await using var plane = Plane();

        var shown = await plane.RestAsync("GET", $"{Functions}/f/configuration?Qualifier=%24LATEST");
        var versions = await plane.RestAsync("GET", $"{Functions}/f/versions");

        Assert.Equal(Arn + ":$LATEST", shown.Text("FunctionArn"));
        Assert.Equal((Arn + ":$LATEST", false), ((string?)Assert.Single(versions.List("Versions"))!["FunctionArn"], versions.List("Versions")[0]!.AsObject().ContainsKey("State")));
        Assert.Empty((await plane.RestAsync("GET", $"{Functions}/f/aliases")).List("Aliases"));
    }

    [Fact]
    public async Task Functions_are_listed_in_pages_by_name_and_without_a_state()
    {
        await using var plane = Plane();
        plane.Functions.Add(Definition with { LogicalId = "E", Name = "e", Arn = Arn[..^1] + "e" });

        var first = await plane.RestAsync("GET", $"{Functions}/?MaxItems=1");
        var second = await plane.RestAsync("GET", $"{Functions}?MaxItems=1&Marker={first.Text("NextMarker")}");
        var all = await plane.RestAsync("GET", $"{Functions}?FunctionVersion=ALL");

        Assert.Equal(("e", "f", ""), ((string?)Assert.Single(first.List("Functions"))!["FunctionName"], (string?)Assert.Single(second.List("Functions"))!["FunctionName"], second.Text("NextMarker")));
        Assert.False(first.List("Functions")[0]!.AsObject().ContainsKey("State"));
        Assert.Equal(Arn + ":$LATEST", (string?)all.List("Functions")[1]!["FunctionArn"]);
        Assert.Equal("ValidationException", (await plane.RestAsync("GET", $"{Functions}?FunctionVersion=some")).ErrorType);
        Assert.Equal("InvalidParameterValueException", (await plane.RestAsync("GET", $"{Functions}?MaxItems=0")).ErrorType);
        Assert.Equal("InvalidParameterValueException", (await plane.RestAsync("GET", $"{Functions}?Marker=x")).ErrorType);
    }

    [Fact]
    public async Task A_policy_is_what_the_templates_permissions_say()
    {
        await using var plane = Plane();
        var without = await plane.RestAsync("GET", $"{Functions}/f/policy");
        plane.Functions.Permit(new FunctionPermission(Arn, "s1", "lambda:InvokeFunction", "secretsmanager.amazonaws.com", new Dictionary<string, string> { ["AWS:SourceAccount"] = "1" }, "arn:x"));
        plane.Functions.Permit(new FunctionPermission(Arn, "s2", "lambda:InvokeFunction", "210987654321", new Dictionary<string, string>(), null));

        var policy = JsonNode.Parse((await plane.RestAsync("GET", $"{Functions}/f/policy")).Text("Policy"))!;

        Assert.Equal((404, "The resource you requested does not exist."), (without.Status, without.Text("Message")));
        Assert.Equal("default", (string?)policy["Id"]);
        Assert.Equal(
            """{"Sid":"s1","Effect":"Allow","Principal":{"Service":"secretsmanager.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"ARN","Condition":{"StringEquals":{"AWS:SourceAccount":"1"},"ArnLike":{"AWS:SourceArn":"arn:x"}}}""".Replace("ARN", Arn, StringComparison.Ordinal),
            policy["Statement"]![0]!.ToJsonString());
        Assert.Equal("arn:aws:iam::210987654321:root", (string?)policy["Statement"]![1]!["Principal"]!["AWS"]);
    }

    [Fact]
    public async Task Tags_concurrency_and_the_account_are_shown()
    {
        await using var plane = Plane();
        var tags = $"/2017-03-31/tags/{Uri.EscapeDataString(Arn)}";

        Assert.Equal("""{"Tags":{"t":"v"}}""", (await plane.RestAsync("GET", tags)).Body);
        Assert.Equal("Tags on function aliases and versions are not supported. Please specify a function ARN.", (await plane.RestAsync("GET", tags + "%3A7")).Text("message"));
        Assert.Equal("""{"ReservedConcurrentExecutions":2}""", (await plane.RestAsync("GET", "/2019-09-30/functions/f/concurrency")).Body);
        Assert.Equal((1, 998), ((int)(await plane.RestAsync("GET", "/2016-08-19/account-settings")).Json["AccountUsage"]!["FunctionCount"]!, (int)(await plane.RestAsync("GET", "/2016-08-19/account-settings/")).Json["AccountLimit"]!["UnreservedConcurrentExecutions"]!));
    }

    [Theory]
    [InlineData("no function, no version in the text", "GET", Functions + "/nobody", "ResourceNotFoundException", "Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody")]
    [InlineData("no such version", "GET", Functions + "/f?Qualifier=1221", "ResourceNotFoundException", $"Function not found: {Arn}:1221")]
    [InlineData("an operation that the emulator does not have", "PUT", Functions + "/f/configuration", "UnknownOperationException", "The emulator has no operation UpdateFunctionConfiguration of Lambda; it knows Invoke, ")]
    [InlineData("one of another day", "POST", "/2021-11-15/functions/f/response-streaming-invocations", "UnknownOperationException", "The emulator has no operation InvokeWithResponseStream of Lambda")]
    [InlineData("one with a slash at its end", "POST", "/2014-11-13/functions/f/invoke-async/", "UnknownOperationException", "The emulator has no operation InvokeAsync of Lambda")]
    [InlineData("none at all", "GET", "/2015-03-31", "UnknownOperationException", "The emulator has no operation GET /2015-03-31 of Lambda")]
    public async Task What_is_not_there_says_so(string because, string verb, string target, string errorType, string message)
    {
        await using var plane = Plane();

        var refused = await plane.RestAsync(verb, target);

        Assert.True((refused.Status, refused.ErrorType) == (404, errorType), because);
        Assert.StartsWith(message, refused.Text("Message") + refused.Text("message"));
    }

    private static TestControlPlane Plane()
    {
        var plane = new TestControlPlane();
        plane.Functions.Add(Definition);
        return plane;
    }
}

using System.Text;
using System.Text.Json.Nodes;
using Egress.Emulator.Gateway;
using Egress.Emulator.Tests.Gateway.Bench;
using Xunit;

namespace Egress.Emulator.Tests.Gateway.Integrate;

/// <summary>Whole MOCK calls whose templates compute, over a raw socket.</summary>
public sealed class MockLanguageTests
{
    private const string Ok = """{"statusCode": 200}""";

    /// <summary>As recorded: test_integration_mock_with_request_overrides_in_response_template.</summary>
    [Theory]
    [InlineData("""{"message": "path1"}""", "one")]
    [InlineData("""{"message": "path2"}""", "two")]
    [InlineData("""{"message": "whatever"}""", "else")]
    [InlineData("""{"other": "path1"}""", "else")]
    public async Task The_request_template_hands_values_to_the_response_template(string message, string expected)
    {
        await using var gateway = await StartAsync(
            $"#set($body = $util.base64Decode($input.params('proxy')))\n#set($context.requestOverride.path.body = $body)\n{Ok}\n",
            "#set($body = $util.parseJson($context.requestOverride.path.body))\n#set($inputBody = $body.message)\n#if($inputBody == \"path1\")\none\n#elseif($inputBody == \"path2\")\ntwo\n#else\nelse\n#end\n");

        var answer = await gateway.GetAsync("/test/" + Convert.ToBase64String(Encoding.UTF8.GetBytes(message)));

        Assert.Equal((200, expected + "\n"), (answer.StatusCode, answer.Text));
    }

    /// <summary>As recorded: test_integration_mock_with_vtl_map_assignation.</summary>
    [Fact]
    public async Task Overrides_are_set_by_key_by_method_and_by_name()
    {
        await using var gateway = await StartAsync(
            "#set($paramName = \"foo\")\n#set($context.requestOverride.querystring[$paramName] = \"bar\")\n#set($put = \"putfoo\")\n$context.requestOverride.querystring.put($put, \"putBar\")\n"
                + "#set($context[\"requestOverride\"].querystring[\"nestedfoo\"] = \"nestedFoo\")\n" + Ok,
            "#set($value = $context.requestOverride.querystring[\"foo\"])$value $context.requestOverride.querystring.putfoo $context.requestOverride.querystring.get('nestedfoo')");

        Assert.Equal("bar putBar nestedFoo", (await gateway.GetAsync("/test/x")).Text);
    }

    /// <summary>As recorded: test_mock_integration_response and test_api_gateway_mock_integration.</summary>
    [Theory]
    [InlineData("""{"statusCode": 200, "id": $input.params().path.proxy}""", """{"statusCode": 200, "id": 42}""")]
    [InlineData("""{"echo": "$input.params('proxy')", "response": "mocked"}""", """{"echo": "42", "response": "mocked"}""")]
    public async Task A_response_template_reads_the_path(string template, string expected)
    {
        await using var gateway = await StartAsync(Ok, template);

        Assert.Equal(expected, (await gateway.GetAsync("/test/42")).Text);
    }

    /// <summary>Names as recorded: test_sqs_amz_json_protocol.</summary>
    [Fact]
    public async Task The_context_is_a_map_whose_maps_print_nothing()
    {
        const string Loop = "{#foreach($k in $map.keySet())\"$k\": \"$map.get($k)\"#if($foreach.hasNext),#end#end}";
        await using var gateway = await StartAsync(Ok, $"#set($map = $context)[{Loop},#set($map = $context.identity){Loop},#set($map = $context.requestOverride){Loop},#set($map = $context.responseOverride){Loop},#set($map = $context.authorizer){Loop}]");

        var answer = await gateway.GetAsync("/test/a/", "User-Agent: agent/1");

        var maps = JsonNode.Parse(answer.Text)!.AsArray();
        Assert.Equal(
            ["accountId", "apiId", "deploymentId", "domainName", "domainPrefix", "extendedRequestId", "httpMethod", "identity", "path", "protocol", "requestId", "requestOverride", "requestTime", "requestTimeEpoch",
                "resourceId", "resourcePath", "responseOverride", "stage"],
            maps[0]!.AsObject().Select(entry => entry.Key).Order(StringComparer.Ordinal));
        Assert.Equal(("", "/test/a/", "HTTP/1.1", answer.Header("x-amzn-RequestId")), ((string?)maps[0]!["identity"], (string?)maps[0]!["path"], (string?)maps[0]!["protocol"], (string?)maps[0]!["requestId"]));
        Assert.Equal(("127.0.0.1", "agent/1", "", "", BenchSetup.DefaultEndpoint.Id), ((string?)maps[1]!["sourceIp"], (string?)maps[1]!["userAgent"], (string?)maps[1]!["caller"], (string?)maps[1]!["apiKey"], (string?)maps[1]!["vpceId"]));
        Assert.Equal("""[{"path":"","header":"","querystring":""},{"header":""},{}]""", new JsonArray(maps[2]!.DeepClone(), maps[3]!.DeepClone(), maps[4]!.DeepClone()).ToJsonString());
    }

    [Fact]
    public async Task A_method_that_wants_a_key_shows_it_to_its_templates()
    {
        const string Key = "0123456789abcdefghij";
        var setup = Setup(Ok, "$context.identity.apiKey $context.identity.apiKeyId");
        await using var gateway = await GatewayBench.StartAsync(setup.With(setup.Api.Resources[0].Methods.Values.Single() with { ApiKeyRequired = true }) with
        {
            Grants = [(Key, new KeyGrant { KeyId = "k1", PlanId = "p1", ApiId = GatewayBench.ApiId, StageName = "test" })],
        });

        Assert.Equal(Key + " k1", (await gateway.GetAsync("/test/x", $"X-API-Key: {Key}")).Text);
    }

    [Fact]
    public async Task A_template_that_passes_everything_on_does_so()
    {
        await using var gateway = await StartAsync(
            Ok.Replace("200", "$input.path('$.code')", StringComparison.Ordinal),
            """
            #set($all = $input.params())
            {"params": {
            #foreach($type in $all.keySet())
              #set($params = $all.get($type))
              "$type": {
              #foreach($name in $params.keySet())
                "$name": "$util.escapeJavaScript($params.get($name))"#if($foreach.hasNext),#end
              #end
              }#if($foreach.hasNext),#end
            #end
            }, "variables": {#foreach($name in $stageVariables.keySet())"$name": "$stageVariables.get($name)"#if($foreach.hasNext),#end#end}}
            """);

        var answer = await gateway.PostAsync("/test/a%2Fb?q=1&q=2&r=%22", """{"code": 200}"""u8.ToArray(), "Content-Type: application/json", "x-a: \"quoted\"");

        var found = JsonNode.Parse(answer.Text)!;
        Assert.Equal(("a%2Fb", "2", "\"", "\"quoted\""), ((string?)found["params"]!["path"]!["proxy"], (string?)found["params"]!["querystring"]!["q"], (string?)found["params"]!["querystring"]!["r"], (string?)found["params"]!["header"]!["x-a"]));
        Assert.Equal(GatewayBench.UpstreamHost, (string?)found["variables"]!["host"]);
    }

    [Fact]
    public async Task A_body_of_ten_megabytes_ends_in_an_answer()
    {
        await using var gateway = await StartAsync("#foreach($i in [1..1000])#set($x = $input.json('$').replaceAll('a', 'b'))#end" + Ok, "");
        var body = Encoding.ASCII.GetBytes("[" + string.Join(',', Enumerable.Repeat("\"aaaaaaaa\"", 900_000)) + "]");

        var answer = await gateway.PostAsync("/test/x", body, "Content-Type: application/json").WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal(500, answer.StatusCode);
    }

    private static Task<GatewayBench> StartAsync(string request, string response) => GatewayBench.StartAsync(Setup(request, response));

    private static BenchSetup Setup(string request, string response)
    {
        var mock = BenchSetup.Mock(request);
        var answer = new IntegrationResponse("2\\d{2}", "200", new Dictionary<string, string>(), new Dictionary<string, string> { ["application/json"] = response });
        return new BenchSetup().With(mock with { Integration = mock.Integration with { Responses = [answer] } });
    }
}

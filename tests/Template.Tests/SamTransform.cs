using System.Text.Json.Nodes;
using Xunit;

namespace Egress.Template.Tests;

/// <summary>The template through the transforms that AWS applies: the loop by cfn-lint's engine, the rest by the SAM translator.</summary>
public sealed class SamTransform : IAsyncLifetime
{
    public const string OneUpstream = "httpbin";
    public const string NineUpstreams = "anthropic,gemini,github,httpbin,openai,sendgrid,slack,stripe,twilio";

    private const string Script = "tests/Template.Tests/sam_transform.py";
    private const int ModuleMissing = 3;
    private readonly Dictionary<string, JsonObject> _transformed = [];
    private string? _whyNot;

    public static IReadOnlyList<string> Variants { get; } = [OneUpstream, NineUpstreams];

    public async ValueTask InitializeAsync()
    {
        foreach (var upstreams in Variants)
        {
            var result = await Tool.RunAsync("python3", [Script, "template.yaml", $"Upstreams={upstreams}"], TestContext.Current.CancellationToken);
            if (result is null or { ExitCode: ModuleMissing })
            {
                _whyNot = $"NOT CHECKED: {result?.Error.Trim() ?? "python3 is not installed"}. The SAM transform needs it: pip install cfn-lint aws-sam-translator";
                return;
            }

            Assert.True(result.ExitCode == 0, $"The template does not go through the SAM transform: {result.Error}");
            _transformed[upstreams] = JsonNode.Parse(result.Output)!.AsObject();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The template with these upstreams open, in a copy that the test may change. Skips the test where a tool is missing.</summary>
    internal DeployedTemplate With(string upstreams)
    {
        Assert.SkipWhen(_whyNot is not null, _whyNot ?? "");
        return new DeployedTemplate(_transformed[upstreams].DeepClone().AsObject());
    }
}

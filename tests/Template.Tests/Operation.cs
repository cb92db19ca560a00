using System.Text.Json.Nodes;

namespace Egress.Template.Tests;

/// <summary>One method of one path of the API.</summary>
internal sealed record Operation(string Path, string Verb, JsonNode? Declaration)
{
    public const string AnyVerb = "x-amazon-apigateway-any-method";

    public JsonNode? Integration => Declaration.At("x-amazon-apigateway-integration");
    public bool IsPrivate => Path.StartsWith("/-/private", StringComparison.Ordinal);
    public bool IsProxy => Integration.Text("type") == "http_proxy";

    /// <summary>What the integration writes into a header of the request to the upstream.</summary>
    public string? Header(string name) => Integration.Text("requestParameters", $"integration.request.header.{name}");

    public JsonNode? Parameter(string place, string name) =>
        Declaration.At("parameters").Items().FirstOrDefault(parameter => parameter.Text("in") == place && parameter.Text("name") == name);

    public bool Requires(string place, string name) => Parameter(place, name).At("required").Is(true);

    public override string ToString() => $"{Verb} {Path}";
}

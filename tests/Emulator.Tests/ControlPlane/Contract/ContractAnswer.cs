using System.Text.Json;
using System.Text.Json.Nodes;

namespace Egress.Emulator.Tests.ControlPlane.Contract;

/// <summary>What came back over the socket.</summary>
internal sealed record ContractAnswer(int Status, string? ErrorHeader, string Body)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Empty where the body is no JSON object, as a failing server's page is.</summary>
    public JsonObject Json
    {
        get
        {
            try
            {
                return JsonNode.Parse(Body) as JsonObject ?? [];
            }
            catch (JsonException)
            {
                return [];
            }
        }
    }

    public string ErrorType => ErrorHeader ?? Text("__type").Split('#')[^1];

    public JsonArray Items => Json["item"]?.AsArray() ?? [];

    public string Text(string member) => (string?)Json[member] ?? "";
}

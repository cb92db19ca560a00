using System.Text.Json.Nodes;

namespace Egress.Emulator.Tests.ControlPlane.Contract;

/// <summary>What came back over the socket.</summary>
internal sealed record ContractAnswer(int Status, string? ErrorHeader, string Body)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public string ErrorType => ErrorHeader ?? Text("__type").Split('#')[^1];

    public string Text(string member) => (string?)Json[member] ?? "";

    public JsonArray Items => Json["item"]?.AsArray() ?? [];
}

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Egress.Emulator.Tests.ControlPlane;

/// <summary>What came back from a control-plane call.</summary>
internal sealed class TestAnswer(HttpResponse response, bool isLost)
{
    private readonly byte[] _body = ((MemoryStream)response.Body).ToArray();

    public int Status => response.StatusCode;
    public bool IsLost => isLost;
    public string Body => System.Text.Encoding.UTF8.GetString(_body);
    public JsonObject Json => JsonNode.Parse(_body)!.AsObject();
    public string ErrorType => Header("x-amzn-ErrorType") is { Length: > 0 } header ? header : Text("__type");

    public string Header(string name) => response.Headers[name].ToString();

    public string Text(string member) => (string?)Json[member] ?? "";

    public JsonArray List(string member) => Json[member]!.AsArray();
}

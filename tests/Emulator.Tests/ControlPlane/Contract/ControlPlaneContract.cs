using System.Text.Json.Nodes;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.Contract;

/// <summary>What a rotator or an operator may rely on, as sentences that any control plane can be asked about. Each clause makes what it needs.</summary>
internal static class ControlPlaneContract
{
    public static readonly IReadOnlyDictionary<string, Func<ContractClient, Task>> Clauses =
        KeyClauses.Clauses.Concat(UsageClauses.Clauses).Concat(StageClauses.Clauses).Concat(SecretClauses.Clauses).Concat(InvokeClauses.Clauses).ToDictionary();

    public static void AssertError(int status, string errorType, ContractAnswer answer) => Assert.Equal((status, errorType), (answer.Status, answer.ErrorType));

    public static string Patch(params (string Op, string Path, string? Value)[] patches) => new JsonObject
    {
        ["patchOperations"] = new JsonArray([.. patches.Select(patch => new JsonObject { ["op"] = patch.Op, ["path"] = patch.Path, ["value"] = patch.Value })]),
    }.ToJsonString();
}

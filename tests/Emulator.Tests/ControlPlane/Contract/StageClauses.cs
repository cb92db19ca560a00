using System.Text.Json.Nodes;
using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.Contract;

/// <summary>Stages of an API.</summary>
internal static class StageClauses
{
    public static readonly IReadOnlyDictionary<string, Func<ContractClient, Task>> Clauses = new Dictionary<string, Func<ContractClient, Task>>
    {
        ["A stage is made, shown, patched and deleted"] = async aws =>
        {
            var (stages, name) = await aws.NewStageAsync();
            Assert.Equal(name, (await aws.RestAsync("GET", $"{stages}/{name}")).Text("stageName"));
            var patched = await aws.RestAsync("PATCH", $"{stages}/{name}", ControlPlaneContract.Patch(("replace", "/description", "d"), ("replace", "/variables/host", "a.test")));
            Assert.Equal(("d", "a.test"), (patched.Text("description"), (string?)patched.Json["variables"]!["host"]));
            Assert.Equal(202, (await aws.RestAsync("DELETE", $"{stages}/{name}")).Status);
            ControlPlaneContract.AssertError(404, "NotFoundException", await aws.RestAsync("GET", $"{stages}/{name}"));
        },

        ["A stage's throttle is a method setting with the defaults of the others"] = async aws =>
        {
            var (stages, name) = await aws.NewStageAsync();
            var patched = await aws.RestAsync("PATCH", $"{stages}/{name}", ControlPlaneContract.Patch(("replace", "/*/*/throttling/rateLimit", "2.5")));
            Assert.Equal("2.5 5000", $"{patched.Json["methodSettings"]?["*/*"]?["throttlingRateLimit"]} {patched.Json["methodSettings"]?["*/*"]?["throttlingBurstLimit"]}");
        },

        ["A stage twice is a conflict"] = async aws =>
        {
            var (stages, name) = await aws.NewStageAsync();
            ControlPlaneContract.AssertError(409, "ConflictException", await aws.RestAsync("POST", stages, new JsonObject { ["stageName"] = name, ["deploymentId"] = await aws.DeploymentAsync(stages) }.ToJsonString()));
        },

        ["A path that a stage does not have cannot be patched"] = async aws =>
        {
            var (stages, name) = await aws.NewStageAsync();
            ControlPlaneContract.AssertError(400, "BadRequestException", await aws.RestAsync("PATCH", $"{stages}/{name}", ControlPlaneContract.Patch(("replace", "/stageName", "x"))));
        },

        ["A setting that is not there cannot be removed"] = async aws =>
        {
            var (stages, name) = await aws.NewStageAsync();
            ControlPlaneContract.AssertError(400, "BadRequestException", await aws.RestAsync("PATCH", $"{stages}/{name}", ControlPlaneContract.Patch(("remove", "/*/*", null))));
        },

        ["A stage without tags shows none"] = async aws =>
        {
            var (stages, name) = await aws.NewStageAsync();
            Assert.Null((await aws.RestAsync("GET", $"{stages}/{name}")).Json["tags"]);
        },

        ["A log format that says nothing is refused"] = async aws =>
        {
            var (stages, name) = await aws.NewStageAsync();
            ControlPlaneContract.AssertError(400, "BadRequestException", await aws.RestAsync("PATCH", $"{stages}/{name}", ControlPlaneContract.Patch(("replace", "/accessLogSettings/format", ""))));
        },

        ["A missing stage is not found"] = async aws =>
        {
            var (stages, _) = await aws.NewStageAsync();
            ControlPlaneContract.AssertError(404, "NotFoundException", await aws.RestAsync("GET", $"{stages}/nothing"));
        },
    };
}

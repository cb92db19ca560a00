using Xunit;

namespace Egress.Emulator.Tests.ControlPlane.Contract;

/// <summary>Usage, tags, patches of plans, and pages.</summary>
internal static class UsageClauses
{
    public static readonly IReadOnlyDictionary<string, Func<ContractClient, Task>> Clauses = new Dictionary<string, Func<ContractClient, Task>>
    {
        ["Usage is a list of days for each key"] = async aws =>
        {
            var (plan, key) = await aws.NewMeteredKeyAsync(quota: 10);
            var usage = await aws.RestAsync("GET", $"/usageplans/{plan}/usage?startDate={Today(-1)}&endDate={Today(0)}");
            Assert.Equal((200, "[[0,10],[0,10]]"), (usage.Status, $"{usage.Json["values"]?[key]?.ToJsonString()}"));
        },

        ["What remains of a quota can be set"] = async aws =>
        {
            var (plan, key) = await aws.NewMeteredKeyAsync(quota: 10);
            var changed = await aws.RestAsync("PATCH", $"/usageplans/{plan}/keys/{key}/usage", """{"patchOperations":[{"op":"replace","path":"/remaining","value":"3"}]}""");
            Assert.Equal((200, "[[0,3]]"), (changed.Status, $"{changed.Json["values"]?[key]?.ToJsonString()}"));
        },

        ["Nothing but what remains can be set of a usage"] = async aws =>
        {
            var (plan, key) = await aws.NewMeteredKeyAsync(quota: 10);
            ControlPlaneContract.AssertError(400, "BadRequestException", await aws.RestAsync("PATCH", $"/usageplans/{plan}/keys/{key}/usage", """{"patchOperations":[{"op":"replace","path":"/used","value":"3"}]}"""));
        },

        ["The usage of a missing plan is not found"] = async aws =>
            ControlPlaneContract.AssertError(404, "NotFoundException", await aws.RestAsync("GET", $"/usageplans/nothing/usage?startDate={Today(0)}&endDate={Today(0)}")),

        ["A usage ends after it begins"] = async aws =>
        {
            var (plan, _) = await aws.NewMeteredKeyAsync(quota: 10);
            ControlPlaneContract.AssertError(400, "BadRequestException", await aws.RestAsync("GET", $"/usageplans/{plan}/usage?startDate={Today(0)}&endDate={Today(-1)}"));
        },

        ["A key is tagged, shows its tags, and is untagged"] = async aws =>
        {
            var tags = $"/tags/{Uri.EscapeDataString($"arn:aws:apigateway:us-east-1::/apikeys/{await aws.NewKeyAsync("k")}")}";
            Assert.Equal(204, (await aws.RestAsync("PUT", tags, """{"tags":{"a":"b","c":"d"}}""")).Status);
            Assert.Equal("""{"a":"b","c":"d"}""", (await aws.RestAsync("GET", tags)).Json["tags"]!.ToJsonString());
            Assert.Equal(204, (await aws.RestAsync("DELETE", tags + "?tagKeys=a")).Status);
            Assert.Equal("""{"c":"d"}""", (await aws.RestAsync("GET", tags)).Json["tags"]!.ToJsonString());
        },

        ["A plan's throttle and quota are patched and removed"] = async aws =>
        {
            var plan = $"/usageplans/{await aws.NewPlanAsync("p")}";
            var made = await aws.RestAsync("PATCH", plan, ControlPlaneContract.Patch(("replace", "/throttle/rateLimit", "2"), ("replace", "/throttle/burstLimit", "3"), ("replace", "/quota/limit", "4"), ("replace", "/quota/period", "WEEK")));
            Assert.Equal("2 3 4 \"WEEK\"", $"{made.Json["throttle"]?["rateLimit"]} {made.Json["throttle"]?["burstLimit"]} {made.Json["quota"]?["limit"]} {made.Json["quota"]?["period"]?.ToJsonString()}");
            var removed = await aws.RestAsync("PATCH", plan, ControlPlaneContract.Patch(("remove", "/throttle", null), ("remove", "/quota", null)));
            Assert.Equal((false, false), (removed.Json.ContainsKey("throttle"), removed.Json.ContainsKey("quota")));
        },

        ["A path that a plan does not have cannot be patched"] = async aws =>
            ControlPlaneContract.AssertError(400, "BadRequestException", await aws.RestAsync("PATCH", $"/usageplans/{await aws.NewPlanAsync("p")}", ControlPlaneContract.Patch(("replace", "/id", "x")))),

        ["A page follows its position and the last has none"] = async aws =>
        {
            var plan = await aws.NewPlanAsync("p");
            foreach (var name in (string[])["k1", "k2", "k3"])
            {
                await aws.AttachAsync(plan, await aws.NewKeyAsync(name));
            }

            var first = await aws.RestAsync("GET", $"/usageplans/{plan}/keys?limit=2");
            var second = await aws.RestAsync("GET", $"/usageplans/{plan}/keys?limit=2&position={Uri.EscapeDataString(first.Text("position"))}");
            Assert.Equal("2 1 ", $"{first.Items.Count} {second.Items.Count} {second.Text("position")}");
        },
    };

    private static string Today(int days) => $"{TimeProvider.System.GetUtcNow().AddDays(days):yyyy-MM-dd}";
}

using System.Text.Json.Nodes;

namespace Egress.Emulator.ControlPlane.SecretsManager;

/// <summary>
/// BatchGetSecretValue: the current values of up to 20 secrets, named or found by filters. One that cannot be read is an entry among the errors.
/// [API reference; texts of what is refused as moto 5.2.1 has them]
/// </summary>
internal sealed class BatchOperation(SecretStore store, VersionOperations versions)
{
    private const int MostAtOnce = 20;

    public JsonNode BatchGetSecretValue(JsonObject input)
    {
        var (ids, filters) = (input.Texts("SecretIdList") ?? [], SecretFilter.Read(input));
        Check(input, ids, filters);
        var (wanted, next) = ids.Count > 0 ? (ids, null) : SecretPage.Take(input, (1, MostAtOnce), Found(filters));
        var (values, errors) = (new JsonArray(), new JsonArray());
        foreach (var id in wanted)
        {
            try
            {
                values.Add((JsonNode)versions.Value(store.Lagging(SecretInput.CheckId(id)).Usable(), versionId: null, stage: null));
            }
            catch (ControlPlaneException fault)
            {
                errors.Add((JsonNode)new JsonObject { ["SecretId"] = id, ["ErrorCode"] = fault.ErrorType, ["Message"] = fault.Message });
            }
        }

        return new JsonObject { ["SecretValues"] = values, ["Errors"] = errors }.With("NextToken", next);
    }

    private string[] Found(IReadOnlyList<SecretFilter> filters) =>
        [.. store.AllLagging().Where(secret => secret.DeletedDate is null && filters.All(filter => filter.Matches(secret, store.Region))).Select(secret => secret.Arn)];

    private static void Check(JsonObject input, IReadOnlyList<string> ids, IReadOnlyList<SecretFilter> filters)
    {
        if (ids.Count > 0 == filters.Count > 0)
        {
            throw SecretErrors.InvalidParameter("Either 'SecretIdList' or 'Filters' must be provided, but not both.");
        }

        if (ids.Count > MostAtOnce)
        {
            throw SecretErrors.Violated($"Value with {ids.Count} items at 'secretIdList'", $"Member must have length less than or equal to {MostAtOnce}");
        }

        if (ids.Count > 0 && input["MaxResults"] is not null)
        {
            throw SecretErrors.InvalidParameter("'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided.");
        }
    }
}

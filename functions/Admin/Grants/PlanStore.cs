using Amazon.APIGateway;
using Amazon.APIGateway.Model;
using Egress.Admin.Calls;
using Egress.Admin.Keys;
using Value = Egress.Probe.Contract.ApiKey;

namespace Egress.Admin.Grants;

/// <summary>API Gateway's usage plans and what is attached to them. Its answers about attachments contain key values, asked for or not.</summary>
internal sealed class PlanStore(IAmazonAPIGateway gateway, Attempts attempts, string restApiId)
{
    private const int LargestPage = 500;
    private const int MostTries = 10;

    /// <summary>The plans of one key, none of a key that is not there; of all keys when <paramref name="keyId"/> is null.</summary>
    public async Task<IReadOnlyList<UsagePlan>> ListAsync(string? keyId, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAllAsync(keyId, cancellationToken);
        }
        catch (CallFailedException failure) when (keyId is not null && failure.Code == "NotFoundException")
        {
            return [];
        }
    }

    private Task<IReadOnlyList<UsagePlan>> ReadAllAsync(string? keyId, CancellationToken cancellationToken) =>
        Pages.AllAsync("GetUsagePlans", position => attempts.RepeatAsync("GetUsagePlans", async token =>
        {
            var page = await gateway.GetUsagePlansAsync(new GetUsagePlansRequest { KeyId = keyId, Limit = LargestPage, Position = position }, token);
            return new Page<UsagePlan>(page.Items?.Select(Read), page.Position);
        }, cancellationToken));

    /// <summary>The plans that open a stage of our API.</summary>
    public async Task<IReadOnlyList<UsagePlan>> ListOursAsync(CancellationToken cancellationToken) => [.. (await ListAsync(null, cancellationToken)).Where(plan => plan.Stages.Count > 0)];

    /// <summary>The keys in a plan; none of a plan that is not there.</summary>
    public async Task<IReadOnlyList<PlanKey>> ListKeysAsync(UsagePlan plan, CancellationToken cancellationToken)
    {
        try
        {
            return await Pages.AllAsync("GetUsagePlanKeys", position => attempts.RepeatAsync("GetUsagePlanKeys", async token =>
            {
                var page = await gateway.GetUsagePlanKeysAsync(new GetUsagePlanKeysRequest { UsagePlanId = plan.Id, Limit = LargestPage, Position = position }, token);
                return new Page<PlanKey>(page.Items?.Select(Read), page.Position);
            }, cancellationToken));
        }
        catch (CallFailedException failure) when (failure.Code == "NotFoundException")
        {
            return [];
        }
    }

    /// <summary>
    /// Attaches a key to a plan. Attached already is as good; held by another plan of the same stage is not. A conflict with neither is the
    /// service's "concurrent modification": it makes one attachment at a time in a Region (serverless/serverless #12065), so wait and repeat.
    /// </summary>
    public async Task AttachAsync(UsagePlan plan, GatewayKey key, CancellationToken cancellationToken)
    {
        for (var attempt = 1; !await TryAttachAsync(plan, key, cancellationToken); attempt++)
        {
            if (attempt == MostTries)
            {
                throw new RefusedException($"{key} could not be attached to usage plan {plan.Id} in {MostTries} tries: ConflictException, though no other plan of the stage holds it. Other deployments change usage plans at this time; the step will be tried again.");
            }

            await attempts.PauseAsync(attempt, cancellationToken);
        }
    }

    private async Task<bool> TryAttachAsync(UsagePlan plan, GatewayKey key, CancellationToken cancellationToken)
    {
        var request = new CreateUsagePlanKeyRequest { UsagePlanId = plan.Id, KeyId = key.Id, KeyType = "API_KEY" };
        try
        {
            await attempts.RepeatAsync("CreateUsagePlanKey", token => gateway.CreateUsagePlanKeyAsync(request, token), cancellationToken);
            return true;
        }
        catch (CallFailedException failure) when (failure.Code == "ConflictException")
        {
            if (await IsAttachedAsync(plan, key, cancellationToken))
            {
                return true;
            }

            string[] rivals = [.. (await ListAsync(key.Id, cancellationToken)).Where(other => other.Stages.Intersect(plan.Stages).Any()).Select(other => other.Id)];
            return rivals.Length == 0
                ? false
                : throw new RefusedException($"{key} cannot be attached to usage plan {plan.Id}: the plan {string.Join(", ", rivals)} of the same stage holds it. Detach it there first.");
        }
    }

    /// <summary>Detaches a key from a plan; not attached is as good.</summary>
    public async Task DetachAsync(UsagePlan plan, GatewayKey key, CancellationToken cancellationToken)
    {
        try
        {
            await attempts.RepeatAsync("DeleteUsagePlanKey", token => gateway.DeleteUsagePlanKeyAsync(new DeleteUsagePlanKeyRequest { UsagePlanId = plan.Id, KeyId = key.Id }, token), cancellationToken);
        }
        catch (CallFailedException failure) when (failure.Code == "NotFoundException")
        {
        }
    }

    private async Task<bool> IsAttachedAsync(UsagePlan plan, GatewayKey key, CancellationToken cancellationToken)
    {
        try
        {
            await attempts.RepeatAsync("GetUsagePlanKey", token => gateway.GetUsagePlanKeyAsync(new GetUsagePlanKeyRequest { UsagePlanId = plan.Id, KeyId = key.Id }, token), cancellationToken);
            return true;
        }
        catch (CallFailedException failure) when (failure.Code == "NotFoundException")
        {
            return false;
        }
    }

    private static PlanKey Read(UsagePlanKey key) => new(key.Id, key.Value is { } value && Value.IsValid(value) ? new Value(value) : null);

    private UsagePlan Read(Amazon.APIGateway.Model.UsagePlan plan) => new()
    {
        Id = plan.Id,
        Stages = [.. (plan.ApiStages ?? []).Where(stage => stage.ApiId == restApiId).Select(stage => stage.Stage)],
        QuotaPeriod = plan.Quota?.Period?.Value,
        QuotaLimit = plan.Quota?.Limit,
    };
}

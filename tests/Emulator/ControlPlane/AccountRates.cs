namespace Egress.Emulator.ControlPlane;

/// <summary>
/// The request rates that every caller of an account and Region shares.
/// [API Gateway: Quotas for creating, deploying and managing an API; Secrets Manager quotas, 2026]
/// </summary>
internal sealed class AccountRates(TimeProvider time)
{
    private static readonly TokenBucket.Rate EveryApiGatewayCall = new(PerSecond: 10, Burst: 40);

    private static readonly Dictionary<string, (string Group, TokenBucket.Rate Rate)> Groups = new()
    {
        ["CreateApiKey"] = ("CreateApiKey", new(5, 5)),
        ["DeleteApiKey"] = ("DeleteApiKey", new(5, 5)),
        ["UpdateUsagePlan"] = ("UpdateUsagePlan", new(1 / 20.0, 1)),
        ["PutSecretValue"] = ("write a secret", new(50, 50)),
        ["UpdateSecret"] = ("write a secret", new(50, 50)),
        ["UpdateSecretVersionStage"] = ("write a secret", new(50, 50)),
        ["RotateSecret"] = ("rotate a secret", new(50, 50)),
        ["CancelRotateSecret"] = ("rotate a secret", new(50, 50)),
        ["GetSecretValue"] = ("GetSecretValue", new(10_000, 10_000)),
        ["DescribeSecret"] = ("DescribeSecret", new(40_000, 40_000)),
    };

    private readonly Dictionary<string, TokenBucket> _buckets = [];
    private readonly Lock _lock = new();

    /// <summary>Throws the service's own throttling error when the account has used up its rate.</summary>
    public void Take(ControlPlaneOperation operation)
    {
        lock (_lock)
        {
            if (operation.Service == "apigateway" && !Bucket(operation.Service, EveryApiGatewayCall).TryTake(time.GetUtcNow()))
            {
                throw ServiceFaults.Throttled(operation.Service);
            }

            if (Groups.TryGetValue(operation.Name, out var group) && !Bucket(group.Group, group.Rate).TryTake(time.GetUtcNow()))
            {
                throw ServiceFaults.Throttled(operation.Service);
            }
        }
    }

    private TokenBucket Bucket(string name, TokenBucket.Rate rate)
    {
        if (!_buckets.TryGetValue(name, out var bucket))
        {
            _buckets[name] = bucket = new TokenBucket(rate, time.GetUtcNow());
        }

        return bucket;
    }
}

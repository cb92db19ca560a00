namespace Egress.Emulator.ControlPlane.ApiGateway;

/// <summary>What a key may be. Messages recorded 2025-07-17; 10,000 keys per account and Region [Quotas for configuring and running a REST API].</summary>
internal static class ApiKeyRules
{
    private const int MaxKeys = 10_000;
    private const int MaxNameLength = 1024;
    private const int MaxDescriptionLength = 125_000;
    private const int GeneratedValueLength = 40;

    public static ApiKeyRecord Create(NewApiKey key, ApiGatewayState state, DateTimeOffset now, Random random)
    {
        CheckValue(key.Value);
        TagRules.Check(key.Tags);
        if (key.Value is not null && state.KeyIdsByValue.ContainsKey(key.Value))
        {
            throw ApiGatewayErrors.Conflict("API Key already exists");
        }

        if (state.Keys.Count >= MaxKeys)
        {
            throw ApiGatewayErrors.LimitExceeded($"This account and Region have {state.Keys.Count} API keys; the limit is {MaxKeys}.");
        }

        var record = new ApiKeyRecord
        {
            Id = Identifier.Next(random),
            Value = string.IsNullOrEmpty(key.Value) ? Identifier.KeyValue(random, GeneratedValueLength) : key.Value,
            Name = key.Name ?? "",
            CreatedDate = now,
            LastUpdatedDate = now,
            Enabled = key.Enabled,
            Description = key.Description,
            CustomerId = key.CustomerId,
            Tags = key.Tags,
        };
        return Checked(record);
    }

    public static ApiKeyRecord Patch(ApiKeyRecord key, PatchOperation patch) => patch.Path switch
    {
        "/description" => Checked(key with { Description = patch.Value }),
        "/enabled" => key with { Enabled = string.Equals(patch.Value, "true", StringComparison.OrdinalIgnoreCase) }, // any other text means false, recorded 2025-07-18
        "/name" => Checked(key with { Name = patch.Value ?? "" }),
        "/customerId" => key with { CustomerId = patch.Value },
        _ => throw patch.InvalidPath("/description", "/enabled", "/name", "/customerId"),
    };

    private static ApiKeyRecord Checked(ApiKeyRecord key)
    {
        if (key.Name.Length > MaxNameLength)
        {
            throw ApiGatewayErrors.BadRequest($"Invalid API Key name, can be at most {MaxNameLength} characters.");
        }

        return key.Description?.Length > MaxDescriptionLength ? throw ApiGatewayErrors.BadRequest("Invalid API Key description specified.") : key;
    }

    /// <summary>Absent or empty: the service draws one.</summary>
    private static void CheckValue(string? value)
    {
        switch (value?.Length ?? 0)
        {
            case > 0 and < 20:
                throw ApiGatewayErrors.BadRequest("API Key value should be at least 20 characters");
            case > 128:
                throw ApiGatewayErrors.BadRequest("API Key value exceeds maximum size of 128 characters");
        }
    }
}

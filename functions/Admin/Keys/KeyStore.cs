using Amazon.APIGateway;
using Amazon.APIGateway.Model;
using Egress.Admin.Calls;
using Value = Egress.Probe.Contract.ApiKey;

namespace Egress.Admin.Keys;

/// <summary>API Gateway's keys, as far as Admin needs them.</summary>
internal sealed class KeyStore(IAmazonAPIGateway gateway, Attempts attempts)
{
    private const int LargestPage = 500;

    /// <summary>Every key whose name starts with the prefix. The service does not say how it reads its name query, so the names are compared again here.</summary>
    public Task<IReadOnlyList<GatewayKey>> ListAsync(string prefix, CancellationToken cancellationToken) => ListAsync(prefix, includeValues: false, cancellationToken);

    /// <summary>The same, each key with its value.</summary>
    public Task<IReadOnlyList<GatewayKey>> ListWithValuesAsync(string prefix, CancellationToken cancellationToken) => ListAsync(prefix, includeValues: true, cancellationToken);

    private async Task<IReadOnlyList<GatewayKey>> ListAsync(string prefix, bool includeValues, CancellationToken cancellationToken)
    {
        var keys = await Pages.AllAsync("GetApiKeys", position => attempts.RepeatAsync("GetApiKeys", async token =>
        {
            var page = await gateway.GetApiKeysAsync(new GetApiKeysRequest { NameQuery = prefix, Limit = LargestPage, Position = position, IncludeValues = includeValues }, token);
            return new Page<GatewayKey>(page.Items?.Select(Read), page.Position);
        }, cancellationToken));
        return [.. keys.Where(key => key.Name.StartsWith(prefix, StringComparison.Ordinal))];
    }


    /// <summary>The key with its value; null when there is none of that id.</summary>
    public async Task<GatewayKey?> GetAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var key = await attempts.RepeatAsync("GetApiKey", token => gateway.GetApiKeyAsync(new GetApiKeyRequest { ApiKey = id, IncludeValue = true }, token), cancellationToken);
            return Read(key.Id, key.Name, key.Enabled, key.Description, key.Tags, key.Value);
        }
        catch (CallFailedException failure) when (failure.Code == "NotFoundException")
        {
            return null;
        }
    }

    /// <summary>Makes an enabled key. A conflict may be with our own value: a lost answer of an earlier try shows so. Read, then decide.</summary>
    public async Task<CreatedKey> CreateAsync(KeyName name, Value value, string origin, Stamps stamps, CancellationToken cancellationToken)
    {
        var request = new CreateApiKeyRequest
        {
            Name = name.ToString(),
            Value = value.Value,
            Description = stamps == Stamps.None ? null : stamps.ToString(),
            Enabled = true, // omitted means disabled (recorded from the service)
            Tags = new() { [Secrets.Tag.Stack] = name.Stack, [Secrets.Tag.Consumer] = name.Consumer, [Secrets.Tag.Version] = name.Token, [Secrets.Tag.Origin] = origin },
        };
        try
        {
            var created = await attempts.OnceAsync("CreateApiKey", token => gateway.CreateApiKeyAsync(request, token), cancellationToken);
            return created.Id != value.Value
                ? new(new GatewayKey { Id = created.Id, Name = request.Name, IsEnabled = true, Stamps = stamps, Tags = request.Tags, Value = value, IsNew = true }, IsConflict: false)
                : throw new RefusedException("CreateApiKey answered an id that is the key's value. Ids are logged, so this key must not be used: delete it by hand, then rotate again.");
        }
        catch (CallFailedException failure) when (failure.Code == "ConflictException" || failure.IsOutcomeUnknown)
        {
            return new(null, IsConflict: !failure.IsOutcomeUnknown);
        }
        catch (CallFailedException failure) when (failure.Code == "LimitExceededException")
        {
            throw new RefusedException("CreateApiKey was refused with LimitExceededException: the account has as many API keys in this Region as it may have (10,000, not raisable; disabled ones count). Delete keys that nobody needs, then rotate again.");
        }
    }

    /// <summary>Writes the stamps, and the state if it is given, in one call.</summary>
    public Task WriteAsync(GatewayKey key, Stamps stamps, bool? isEnabled, CancellationToken cancellationToken)
    {
        List<PatchOperation> changes = [new() { Op = Op.Replace, Path = "/description", Value = stamps.ToString() }];
        if (isEnabled is { } enabled)
        {
            changes.Add(new() { Op = Op.Replace, Path = "/enabled", Value = enabled ? "true" : "false" });
        }

        return attempts.RepeatAsync("UpdateApiKey", token => gateway.UpdateApiKeyAsync(new UpdateApiKeyRequest { ApiKey = key.Id, PatchOperations = changes }, token), cancellationToken);
    }

    /// <summary>Changes the stamps as they are now, which may differ from what a list showed; the fresh key, or null when it is gone.</summary>
    public async Task<GatewayKey?> StampAsync(string id, Func<Stamps, Stamps> change, bool? isEnabled, CancellationToken cancellationToken)
    {
        if (await GetAsync(id, cancellationToken) is not { } key)
        {
            return null;
        }

        var stamps = change(key.Stamps);
        if (stamps != key.Stamps || (isEnabled is { } wanted && wanted != key.IsEnabled))
        {
            await WriteAsync(key, stamps, isEnabled, cancellationToken);
        }

        return key with { Stamps = stamps, IsEnabled = isEnabled ?? key.IsEnabled };
    }

    /// <summary>Deletes a key; gone already is as good.</summary>
    public async Task DeleteAsync(GatewayKey key, CancellationToken cancellationToken)
    {
        try
        {
            await attempts.RepeatAsync("DeleteApiKey", token => gateway.DeleteApiKeyAsync(new DeleteApiKeyRequest { ApiKey = key.Id }, token), cancellationToken);
        }
        catch (CallFailedException failure) when (failure.Code == "NotFoundException")
        {
        }
    }

    private static GatewayKey Read(ApiKey key) => Read(key.Id, key.Name, key.Enabled, key.Description, key.Tags, key.Value);

    private static GatewayKey Read(string id, string? name, bool? isEnabled, string? description, Dictionary<string, string>? tags, string? value) => new()
    {
        Id = id,
        Name = name ?? "",
        IsEnabled = isEnabled ?? false,
        Stamps = Stamps.Parse(description),
        Tags = tags ?? [],
        Value = value is not null && Value.IsValid(value) ? new Value(value) : null,
    };
}

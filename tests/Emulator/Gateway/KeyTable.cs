namespace Egress.Emulator.Gateway;

/// <summary>What one gateway node knows of keys and plans at one moment: enabled keys only.</summary>
internal sealed class KeyTable
{
    public static readonly KeyTable Empty = new([]);

    private readonly Dictionary<(string ApiId, string Stage, string KeyValue), KeyGrant> _grants; // never changed: a table is made anew at each change

    private KeyTable(IEnumerable<KeyValuePair<(string, string, string), KeyGrant>> grants) => _grants = grants.ToDictionary();

    public static KeyTable Of(IEnumerable<(string KeyValue, KeyGrant Grant)> grants) =>
        new(grants.Select(entry => KeyValuePair.Create((entry.Grant.ApiId, entry.Grant.StageName, entry.KeyValue), entry.Grant)));

    /// <summary>The grant by which this key opens this stage; null when the key is unknown, disabled or in no plan of the stage.</summary>
    public KeyGrant? Find(string apiId, string stageName, string keyValue) => _grants.GetValueOrDefault((apiId, stageName, keyValue));
}

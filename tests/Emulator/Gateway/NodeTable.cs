namespace Egress.Emulator.Gateway;

/// <summary>What one gateway node knows at one moment: the stages, and of keys and plans the enabled keys only. Never changed: a table is made anew at each change.</summary>
internal sealed class NodeTable
{
    public static readonly NodeTable Empty = Of([], []);

    private readonly Dictionary<(string ApiId, string Stage, string KeyValue), KeyGrant> _grants;
    private readonly Dictionary<(string ApiId, string Stage), ApiStage> _stages;

    private NodeTable(IEnumerable<(string KeyValue, KeyGrant Grant)> grants, IEnumerable<ApiStage> stages) => (_grants, _stages) = (
        grants.ToDictionary(entry => (entry.Grant.ApiId, entry.Grant.StageName, entry.KeyValue), entry => entry.Grant),
        stages.ToDictionary(stage => (stage.ApiId, stage.Name)));

    public static NodeTable Of(IEnumerable<(string KeyValue, KeyGrant Grant)> grants, IEnumerable<ApiStage> stages) => new(grants, stages);

    public ApiStage? Stage(string apiId, string stageName) => _stages.GetValueOrDefault((apiId, stageName));

    /// <summary>The grant by which this key opens this stage; null when the key is unknown, disabled or in no plan of the stage.</summary>
    public KeyGrant? Find(string apiId, string stageName, string keyValue) => _grants.GetValueOrDefault((apiId, stageName, keyValue));
}

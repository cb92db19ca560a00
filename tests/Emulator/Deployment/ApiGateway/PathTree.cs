using Egress.Emulator.Gateway;
using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.ApiGateway;

/// <summary>The resources of an API by path, parents included: AWS makes <c>/a</c> along with <c>/a/b</c>.</summary>
internal sealed class PathTree(string apiId)
{
    private const int RootIdLength = 10;
    private const int IdLength = 6;

    // AWS page "Quotas for configuring and running a REST API".
    private const int MostResources = 300;

    private readonly OrderedDictionary<string, OrderedDictionary<string, ApiMethod>> _methods = new(StringComparer.Ordinal) { ["/"] = [] };

    private bool _isFull;

    public string RootId => IdOf("/");
    public bool HasMethods => _methods.Values.Any(methods => methods.Count > 0);
    public IEnumerable<ApiMethod> Methods => _methods.Values.SelectMany(methods => methods.Values);

    public string IdOf(string path) => PhysicalIds.Alphanumeric(path == "/" ? RootIdLength : IdLength, apiId, path);

    public string? PathOf(string resourceId) => _methods.Keys.FirstOrDefault(path => IdOf(path) == resourceId);

    public bool Contains(string path) => _methods.ContainsKey(path);

    public void AddPath(string path, SourceLocation at)
    {
        PathRules.Check(path, at);
        var end = 0;
        while (path != "/" && end >= 0)
        {
            end = path.IndexOf('/', end + 1);
            var prefix = end < 0 ? path : path[..end];
            PathRules.CheckSiblings(prefix, _methods.Keys, at);
            _methods.TryAdd(prefix, []);
        }

        CheckCount(path, at);
    }

    // Told once, for the first path too many. Whether the root counts is not documented: here it does not.
    private void CheckCount(string path, SourceLocation at)
    {
        if (!_isFull && _methods.Count - 1 > MostResources)
        {
            _isFull = true;
            throw new TemplateException(at, $"{path}, the resource {_methods.Count - 1} of the API", $"at most {MostResources} below its root: AWS's quota", "leave some out; {proxy+} serves all paths below one");
        }
    }

    public void AddMethod(string path, string verb, ApiMethod method, SourceLocation at)
    {
        AddPath(path, at);
        if (!_methods[path].TryAdd(verb, method))
        {
            throw new TemplateException(at, $"the method {verb} {path} a second time", "each method once", "remove one");
        }
    }

    public IReadOnlyList<ApiResource> Build() =>
        [.. _methods.Select(path => new ApiResource(IdOf(path.Key), path.Key, new Dictionary<string, ApiMethod>(path.Value, StringComparer.Ordinal)))];
}

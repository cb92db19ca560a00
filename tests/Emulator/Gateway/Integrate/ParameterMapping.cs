namespace Egress.Emulator.Gateway.Integrate;

/// <summary>One entry of an integration's requestParameters: <c>integration.request.{place}.{name}</c> and its source.</summary>
internal readonly record struct ParameterMapping(string Place, string Name, string Source)
{
    public const string Header = "header";
    public const string Path = "path";
    public const string Query = "querystring";

    public static IEnumerable<ParameterMapping> Of(IReadOnlyDictionary<string, string> requestParameters) =>
        requestParameters.Select(entry => (Target: entry.Key.Split('.', 4), entry.Value)).Where(entry => entry.Target.Length == 4)
            .Select(entry => new ParameterMapping(entry.Target[2], entry.Target[3], entry.Value));
}

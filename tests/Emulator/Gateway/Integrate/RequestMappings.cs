namespace Egress.Emulator.Gateway.Integrate;

/// <summary>An integration's requestParameters by where they write, in the order in which they stand.</summary>
internal sealed class RequestMappings
{
    public static readonly RequestMappings None = Of(new Dictionary<string, string>());

    private RequestMappings(ParameterMapping[] mappings) => (Headers, Queries, Paths) = (In(mappings, ParameterMapping.Header), In(mappings, ParameterMapping.Query), In(mappings, ParameterMapping.Path));

    public ParameterMapping[] Headers { get; }
    public ParameterMapping[] Queries { get; }
    private ParameterMapping[] Paths { get; }

    public static RequestMappings Of(IReadOnlyDictionary<string, string> requestParameters) => new([.. ParameterMapping.Of(requestParameters)]);

    /// <summary>What a placeholder of the uri stands for; null for one that no mapping binds.</summary>
    public string? PathSource(string name)
    {
        foreach (var mapping in Paths)
        {
            if (mapping.Name == name)
            {
                return mapping.Source;
            }
        }

        return null;
    }

    private static ParameterMapping[] In(ParameterMapping[] mappings, string place) => Array.FindAll(mappings, mapping => mapping.Place == place);
}

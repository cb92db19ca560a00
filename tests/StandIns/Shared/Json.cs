using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.StandIns;

/// <summary>What the AWS JSON protocols have in common: null members are not sent, times are Unix seconds, enumerations are open strings.</summary>
internal static class Json
{
    public static JsonSerializerOptions Options(JsonNamingPolicy names, IEnumerable<JsonConverter> enumerations)
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = names, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
        options.Converters.Add(new UnixTimeConverter());
        foreach (var converter in enumerations)
        {
            options.Converters.Add(converter);
        }

        return options;
    }

    public static Func<IWebResponseData, byte[], AmazonWebServiceResponse> Read<T>(JsonTypeInfo<T> type) where T : AmazonWebServiceResponse, new() =>
        (_, body) => body.Length == 0 ? new T() : JsonSerializer.Deserialize(body, type);
}

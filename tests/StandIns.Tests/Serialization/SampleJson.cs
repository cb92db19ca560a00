using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;

namespace Egress.StandIns.Tests.Serialization;

// The options below do not count: Lambda's serializer brings its own.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseUpper)]
[JsonSerializable(typeof(Sample))]
[JsonSerializable(typeof(APIGatewayProxyRequest))]
[JsonSerializable(typeof(APIGatewayProxyResponse))]
internal sealed partial class SampleJson : JsonSerializerContext;

using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;

namespace Egress.Caller.Tests;

/// <summary>What goes in and comes out, as others know it. The function itself reads and writes the same JSON without these types.</summary>
[JsonSerializable(typeof(APIGatewayProxyRequest))]
[JsonSerializable(typeof(APIGatewayProxyResponse))]
internal sealed partial class ContractJson : JsonSerializerContext;

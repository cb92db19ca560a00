namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>What a custom authorizer returned, by name; read from JSON, each value is a <see cref="System.Text.Json.JsonElement"/>.</summary>
public class APIGatewayCustomAuthorizerContext : Dictionary<string, object>;

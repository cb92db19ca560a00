namespace Egress.Emulator.Gateway.Request;

/// <summary>
/// Chooses the resource for a path: static segments beat parameters, parameters beat a greedy one, and a resource without the
/// method falls through to the next that has it. [validated: TestApigatewayRouting]
/// </summary>
internal static class RouteTable
{
    // All that a method may be; ANY stands for these and is none itself. [doc: Set up a method using the API Gateway console]
    private static readonly HashSet<string> Methods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

    public static MatchedRoute? Match(IEnumerable<ApiResource> resources, string method, string resourcePath)
    {
        var segments = Split(resourcePath);
        (string? Rank, MatchedRoute? Route) closest = default;
        foreach (var resource in resources)
        {
            if (PathMatch.Of(resource.Segments, segments) is { } match && IsCloser(match.Rank, closest.Rank) && Route(resource, method, match) is { } route)
            {
                closest = (match.Rank, route);
            }
        }

        return closest.Route;
    }

    // Outer slashes do not count ("/a/" and "//a" are "a"), inner ones do. [validated: test_lambda_aws_proxy_integration]
    public static string[] Split(string path)
    {
        var inner = path.Trim('/');
        return inner.Length == 0 ? [] : inner.Split('/');
    }

    private static bool IsCloser(string rank, string? than) => than is null || string.CompareOrdinal(rank, than) < 0;

    private static MatchedRoute? Route(ApiResource resource, string method, PathMatch match)
    {
        if (!Methods.Contains(method))
        {
            return null;
        }

        if (resource.Methods.TryGetValue(method, out var exact))
        {
            return new MatchedRoute(resource, method, exact, match.Values);
        }

        return resource.Methods.TryGetValue("ANY", out var any) ? new MatchedRoute(resource, "ANY", any, match.Values) : null;
    }
}

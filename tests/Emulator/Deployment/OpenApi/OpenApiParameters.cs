using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.OpenApi;

/// <summary>Parameters of a path and of an operation, those of the operation winning → <c>method.request.…</c> and whether it is required.</summary>
internal sealed class OpenApiParameters(PropertyMap body)
{
    private const string OpenApi3 = "#/components/parameters/";
    private const string Swagger2 = "#/parameters/";

    public IReadOnlyDictionary<string, bool> Read(PropertyMap path, PropertyMap operation)
    {
        var parameters = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var parameter in path.Maps("parameters").Concat(operation.Maps("parameters")).Select(Resolve))
        {
            if (Place(parameter) is { } place)
            {
                parameters[$"method.request.{place}.{parameter.Text("name")}"] = parameter.IsTrue("required");
            }
        }

        return parameters;
    }

    // Cookies are headers to API Gateway, bodies and forms are no parameters.
    private static string? Place(PropertyMap parameter) => parameter.Text("in") switch
    {
        "header" => "header",
        "path" => "path",
        "query" => "querystring",
        "body" or "cookie" or "formData" => null,
        _ => throw parameter.Require("in").Unexpected("the place of a parameter", "header, path, query, cookie, body or formData", "correct it"),
    };

    private PropertyMap Resolve(PropertyMap parameter)
    {
        if (parameter.FindText("$ref") is not { } reference)
        {
            return parameter;
        }

        var found = reference.StartsWith(OpenApi3, StringComparison.Ordinal) ? body.FindMap("components")?.FindMap("parameters")?.FindMap(reference[OpenApi3.Length..])
            : reference.StartsWith(Swagger2, StringComparison.Ordinal) ? body.FindMap("parameters")?.FindMap(reference[Swagger2.Length..])
            : null;
        return found ?? throw new TemplateException(parameter.At, $"$ref {reference}", $"{OpenApi3}name of a parameter of this body", "correct it");
    }
}

using System.Text.RegularExpressions;
using Egress.Emulator.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Egress.Emulator.ControlPlane.Lambda;

/// <summary>Lambda (rest-json, each path with the version of its own day): its table of operations.</summary>
internal sealed partial class LambdaProtocol : IAwsProtocol
{
    private static readonly RestTarget Invoke = new("Invoke", "POST", "/2015-03-31/functions/{}/invocations");

    private readonly InvokeOperation _invoke;
    private readonly RestRoute[] _routes;

    public LambdaProtocol(FunctionHost functions, ILogger logger)
    {
        _invoke = new InvokeOperation(functions, logger);
        var operations = new FunctionOperations(functions);
        _routes =
        [
            new("ListFunctions", "GET", "/2015-03-31/functions", 200, operations.ListFunctions),
            new("GetFunction", "GET", "/2015-03-31/functions/{}", 200, operations.GetFunction),
            new("GetFunctionConfiguration", "GET", "/2015-03-31/functions/{}/configuration", 200, operations.GetFunctionConfiguration),
            new("GetFunctionConcurrency", "GET", "/2019-09-30/functions/{}/concurrency", 200, operations.GetFunctionConcurrency),
            new("ListVersionsByFunction", "GET", "/2015-03-31/functions/{}/versions", 200, operations.ListVersionsByFunction),
            new("ListAliases", "GET", "/2015-03-31/functions/{}/aliases", 200, operations.ListAliases),
            new("GetPolicy", "GET", "/2015-03-31/functions/{}/policy", 200, operations.GetPolicy),
            new("ListTags", "GET", "/2017-03-31/tags/{}", 200, operations.ListTags),
            new("GetAccountSettings", "GET", "/2016-08-19/account-settings", 200, _ => operations.GetAccountSettings()),
        ];
    }

    public string Service => "lambda";

    public IEnumerable<string> Operations => [Invoke.Operation, .. _routes.Select(route => route.Target.Operation)];

    public bool Claims(HttpRequest request) => Version().IsMatch(request.Path.Value ?? "");

    public async Task<ControlPlaneOperation> RecogniseAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var segments = RestTarget.Segments(request) switch { [.. var path, ""] => path, var path => path }; // SDKs differ in the last slash
        if (Invoke.Match(request.Method, segments) is [var name])
        {
            var limit = InvokeOperation.MaxBytes(request);
            var payload = await AwsJson.ReadAsync(request, limit, () => LambdaErrors.TooLarge(limit), cancellationToken);
            return new ControlPlaneOperation(Service, Invoke.Operation, cancellation => _invoke.InvokeAsync(name, request, payload, cancellation));
        }

        foreach (var route in _routes)
        {
            if (route.Target.Match(request.Method, segments) is { } parameters)
            {
                var call = new RestCall(parameters, request.Query, []);
                return new ControlPlaneOperation(Service, route.Target.Operation, _ => Task.FromResult(route.Answer(call)));
            }
        }

        var unoffered = UnofferedOperations.All.FirstOrDefault(operation => operation.Match(request.Method, segments) is not null);
        throw ControlPlaneException.UnknownOperation(StatusCodes.Status404NotFound, "Lambda", unoffered?.Operation ?? $"{request.Method} {request.Path}", Operations);
    }

    public ControlPlaneAnswer Error(ControlPlaneException error) => ControlPlaneAnswer.Json(error.StatusCode, LambdaErrors.Body(error)) with
    {
        Headers = new Dictionary<string, string> { ["x-amzn-ErrorType"] = error.ErrorType },
    };

    [GeneratedRegex(@"\A/20[0-9]{2}-[0-9]{2}-[0-9]{2}(?:/|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}

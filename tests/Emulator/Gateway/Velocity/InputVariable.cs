namespace Egress.Emulator.Gateway.Velocity;

/// <summary><c>$input</c>: the body and the parameters of the request. [doc: Variables for data transformations]</summary>
internal sealed class InputVariable(string body, VelocityMap parameters) : IVelocityObject
{
    private object? _json = new VelocityMap();
    private bool _isRead = body.Length == 0;

    // An empty body is an empty map's text. [validated: test_input_body_formatting]
    public object? Property(string name) => name == "body" ? body.Length == 0 ? "{}" : body : null;

    public object? Call(string name, object?[] arguments, Rendering rendering) => (name, arguments) switch
    {
        ("params", []) => parameters,
        ("params", [string parameter]) => parameters.Values.OfType<VelocityMap>().Select(kind => kind.GetValueOrDefault(parameter)).FirstOrDefault(value => value is not null),
        ("path", [string path]) => Find(path, rendering),
        ("json", [string path]) => Find(path, rendering) is { } found ? JsonText.Of(found, rendering) : "\"\"",
        _ => null,
    };

    private object? Find(string path, Rendering rendering)
    {
        if (!_isRead)
        {
            rendering.Spend(body.Length);
            _json = PermissiveJson.TryRead(body, rendering, out var value) ? value : null;
            _isRead = true;
        }

        return JsonPath.Find(_json, path, rendering);
    }
}

namespace Amazon.APIGateway;

public class EndpointAccessMode : ConstantClass
{
    public static readonly EndpointAccessMode BASIC = new("BASIC");
    public static readonly EndpointAccessMode STRICT = new("STRICT");

    public EndpointAccessMode(string value) : base(value) { }

    public static EndpointAccessMode FindValue(string value) => FindValue<EndpointAccessMode>(value);

    public static implicit operator EndpointAccessMode(string value) => FindValue(value);
}

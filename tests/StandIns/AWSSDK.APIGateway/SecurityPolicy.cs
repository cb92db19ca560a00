namespace Amazon.APIGateway;

public class SecurityPolicy : ConstantClass
{
    public static readonly SecurityPolicy TLS_1_0 = new("TLS_1_0");
    public static readonly SecurityPolicy TLS_1_2 = new("TLS_1_2");

    public SecurityPolicy(string value) : base(value) { }

    public static SecurityPolicy FindValue(string value) => FindValue<SecurityPolicy>(value);

    public static implicit operator SecurityPolicy(string value) => FindValue(value);
}

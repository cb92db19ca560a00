namespace Amazon.APIGateway;

public class ApiKeySourceType : ConstantClass
{
    public static readonly ApiKeySourceType HEADER = new("HEADER");
    public static readonly ApiKeySourceType AUTHORIZER = new("AUTHORIZER");

    public ApiKeySourceType(string value) : base(value) { }

    public static ApiKeySourceType FindValue(string value) => FindValue<ApiKeySourceType>(value);

    public static implicit operator ApiKeySourceType(string value) => FindValue(value);
}

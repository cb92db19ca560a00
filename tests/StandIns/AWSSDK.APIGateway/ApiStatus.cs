namespace Amazon.APIGateway;

public class ApiStatus : ConstantClass
{
    public static readonly ApiStatus AVAILABLE = new("AVAILABLE");
    public static readonly ApiStatus FAILED = new("FAILED");
    public static readonly ApiStatus PENDING = new("PENDING");
    public static readonly ApiStatus UPDATING = new("UPDATING");

    public ApiStatus(string value) : base(value) { }

    public static ApiStatus FindValue(string value) => FindValue<ApiStatus>(value);

    public static implicit operator ApiStatus(string value) => FindValue(value);
}

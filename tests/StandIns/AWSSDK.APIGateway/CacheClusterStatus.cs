namespace Amazon.APIGateway;

public class CacheClusterStatus : ConstantClass
{
    public static readonly CacheClusterStatus AVAILABLE = new("AVAILABLE");
    public static readonly CacheClusterStatus CREATE_IN_PROGRESS = new("CREATE_IN_PROGRESS");
    public static readonly CacheClusterStatus DELETE_IN_PROGRESS = new("DELETE_IN_PROGRESS");
    public static readonly CacheClusterStatus FLUSH_IN_PROGRESS = new("FLUSH_IN_PROGRESS");
    public static readonly CacheClusterStatus NOT_AVAILABLE = new("NOT_AVAILABLE");

    public CacheClusterStatus(string value) : base(value) { }

    public static CacheClusterStatus FindValue(string value) => FindValue<CacheClusterStatus>(value);

    public static implicit operator CacheClusterStatus(string value) => FindValue(value);
}

namespace Amazon.APIGateway;

public class QuotaPeriodType : ConstantClass
{
    public static readonly QuotaPeriodType DAY = new("DAY");
    public static readonly QuotaPeriodType WEEK = new("WEEK");
    public static readonly QuotaPeriodType MONTH = new("MONTH");

    public QuotaPeriodType(string value) : base(value) { }

    public static QuotaPeriodType FindValue(string value) => FindValue<QuotaPeriodType>(value);

    public static implicit operator QuotaPeriodType(string value) => FindValue(value);
}

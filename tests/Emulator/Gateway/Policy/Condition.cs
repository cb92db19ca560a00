using System.Text.Json;

namespace Egress.Emulator.Gateway.Policy;

/// <summary>One operator on one key. [doc: IAM JSON policy elements: Condition operators]</summary>
internal sealed record Condition(ConditionOperator Operator, string Key, IReadOnlyList<string> Values)
{
    public static Condition[] AllOf(JsonElement conditions, string path)
    {
        if (conditions.ValueKind != JsonValueKind.Object)
        {
            throw new PolicyException(path, conditions.ValueKind.ToString(), "an object of operators");
        }

        return [.. conditions.EnumerateObject().SelectMany(operation => OfOperator(operation, $"{path}, {operation.Name}"))];
    }

    public bool Matches(Func<string, IReadOnlyList<string>?> valuesOf) => Operator.Matches(valuesOf(Key), Values);

    private static IEnumerable<Condition> OfOperator(JsonProperty operation, string path)
    {
        var known = ConditionOperator.Parse(operation.Name, path);
        if (operation.Value.ValueKind != JsonValueKind.Object)
        {
            throw new PolicyException(path, operation.Value.ValueKind.ToString(), "an object of condition keys");
        }

        return operation.Value.EnumerateObject().Select(test => OfKey(known, test, path));
    }

    private static Condition OfKey(ConditionOperator known, JsonProperty test, string path)
    {
        if (!ConditionKeys.IsKnown(test.Name))
        {
            throw new PolicyException(path, $"the condition key {test.Name}", "a key that API Gateway resource policies have, such as aws:SourceVpce");
        }

        var values = JsonPolicy.Texts(test.Value, $"{path}, {test.Name}");
        foreach (var value in values)
        {
            known.Check(value, $"{path}, {test.Name}");
        }

        return new Condition(known, test.Name, values);
    }
}

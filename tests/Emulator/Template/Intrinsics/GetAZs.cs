namespace Egress.Emulator.Template.Intrinsics;

/// <summary>The first three zones of a Region. A real account may have others, and as few as two.</summary>
internal static class GetAZs
{
    public static Node Evaluate(Evaluator evaluator, MapEntry call)
    {
        var region = evaluator.Text(call.Value, "the Region of Fn::GetAZs");
        var name = region.Length == 0 ? evaluator.Scope.Stack.Region : region;
        return new ListNode(call.At, [.. "abc".Select(zone => new ScalarNode(call.At, name + zone))]);
    }
}

using Egress.Emulator.Template.Intrinsics;

namespace Egress.Emulator.Template;

/// <summary>The resources that an expression refers to, in the branches of Fn::If that count.</summary>
internal static class ReferenceFinder
{
    public static IEnumerable<Reference> Find(Node node, Evaluator evaluator) => node switch
    {
        ListNode list => list.Items.SelectMany(item => Find(item, evaluator)),
        MapNode map when FunctionCall.Find(map) is { } call => InCall(call, evaluator),
        MapNode map => Loops.Unroll(map, evaluator).SelectMany(entry => Find(entry.Value, evaluator.With(entry.Variables))),
        _ => [],
    };

    private static IEnumerable<Reference> InCall(MapEntry call, Evaluator evaluator) => call.Key switch
    {
        "Ref" => InRef(call, evaluator),
        "Fn::GetAtt" => [GetAtt.Target(evaluator, call)],
        "Fn::Sub" => InSub(call, evaluator),
        "Fn::Transform" => Find(Include.Content(evaluator, call), evaluator),
        "Fn::If" => Find(If.Chosen(evaluator, call), evaluator),
        _ => Find(call.Value, evaluator),
    };

    private static IEnumerable<Reference> InRef(MapEntry call, Evaluator evaluator)
    {
        var name = Ref.Name(evaluator, call);
        return name == PseudoParameters.NoValue || Ref.FindValue(evaluator, name, call.At) is not null ? [] : [new Reference(name, Attribute: null, call.At)];
    }

    private static IEnumerable<Reference> InSub(MapEntry call, Evaluator evaluator)
    {
        var (text, own) = Sub.Parts(call);
        var inText = SubText.Parse(text)
            .Where(part => part.IsVariable && own?.Find(part.Text) is null && Ref.FindValue(evaluator, part.Text, text.At) is null)
            .Select(part => Sub.Target(part.Text, text.At));
        return own is null ? inText : inText.Concat(own.Entries.SelectMany(entry => Find(entry.Value, evaluator)));
    }
}

using System.Globalization;
using System.Net;
using System.Numerics;

namespace Egress.Emulator.Template.Intrinsics;

/// <summary>Cuts an address block into equal smaller ones: <c>[block, count, bits]</c>, where bits is what is left for hosts.</summary>
internal static class Cidr
{
    // AWS page "Fn::Cidr": count from 1 to 256.
    private const int MostBlocks = 256;

    public static Node Evaluate(Evaluator evaluator, MapEntry call)
    {
        var arguments = FunctionCall.Arguments(call, 3, 3, "[address block, count, host bits]");
        var block = evaluator.Text(arguments[0], "the block of Fn::Cidr");
        if (!IPNetwork.TryParse(block, out var network))
        {
            throw new TemplateException(call.At, $"'{block}' as the block of Fn::Cidr", "an address block such as 10.0.0.0/16", "correct it");
        }

        var width = network.BaseAddress.GetAddressBytes().Length * 8;
        var count = Integer(evaluator, arguments[1], "the count of Fn::Cidr", MostBlocks);
        var hostBits = Integer(evaluator, arguments[2], "the host bits of Fn::Cidr", width);
        var room = BigInteger.One << (width - network.PrefixLength);
        if (count * (BigInteger.One << hostBits) > room)
        {
            throw new TemplateException(call.At, $"{count} blocks of {hostBits} host bits from {block} in Fn::Cidr", "blocks that fit", "ask for fewer or smaller ones");
        }

        return new ListNode(call.At, [.. Enumerable.Range(0, count).Select(index => new ScalarNode(call.At, Block(network.BaseAddress, width, hostBits, index)))]);
    }

    private static int Integer(Evaluator evaluator, Node node, string what, int most) => new ScalarNode(node.At, evaluator.Text(node, what)).AsInteger(what, 1, most);

    private static string Block(IPAddress start, int width, int hostBits, int index)
    {
        var first = new BigInteger(start.GetAddressBytes(), isUnsigned: true, isBigEndian: true) + (index * (BigInteger.One << hostBits));
        var bytes = new byte[width / 8];
        first.TryWriteBytes(bytes, out var written, isUnsigned: true, isBigEndian: true);
        var address = new byte[bytes.Length];
        bytes.AsSpan(0, written).CopyTo(address.AsSpan(bytes.Length - written));
        return string.Create(CultureInfo.InvariantCulture, $"{new IPAddress(address)}/{width - hostBits}");
    }
}

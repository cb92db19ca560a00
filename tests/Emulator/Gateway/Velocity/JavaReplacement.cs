using System.Text;
using System.Text.RegularExpressions;

namespace Egress.Emulator.Gateway.Velocity;

/// <summary>What stands in the place of a match: <c>$1</c> is a group, and a backslash takes the meaning from what follows it. [doc: java.util.regex.Matcher, appendReplacement]</summary>
internal sealed class JavaReplacement(string method, string replacement, Rendering rendering)
{
    public void AppendTo(StringBuilder result, Match match)
    {
        for (var index = 0; index < replacement.Length; index++)
        {
            rendering.Spend(1);
            var (sign, next) = (replacement[index], index + 1 < replacement.Length ? replacement[index + 1] : '\0');
            if (sign == '$' && char.IsAsciiDigit(next) && next - '0' < match.Groups.Count)
            {
                var group = match.Groups[next - '0'].Value;
                rendering.Spend(group.Length);
                result.Append(group);
                index++;
            }
            else if (sign is '$' || (sign == '\\' && next == '\0'))
            {
                throw rendering.Fault($"{method} with a replacement of {replacement.Length} characters, whose {sign} stands before no group or character");
            }
            else
            {
                result.Append(sign == '\\' ? next : sign);
                index += sign == '\\' ? 1 : 0;
            }
        }
    }
}

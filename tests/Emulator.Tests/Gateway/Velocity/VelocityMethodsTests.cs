using Xunit;

namespace Egress.Emulator.Tests.Gateway.Velocity;

/// <summary>What mapping templates call: methods of Java's texts, lists, maps and numbers, <c>$input</c> and <c>$util</c>.</summary>
public sealed class VelocityMethodsTests
{
    [Theory]
    [InlineData("$s.length() $s.isEmpty() $s.empty $s.trim()|", "7 false false a,b,,|")]
    [InlineData("$s.substring(1) $s.substring(2, 3) $s.charAt(1)", "a,b,,  , a")]
    [InlineData("$s.contains('b') $s.startsWith(' a') $s.endsWith('x') $s.indexOf('b') $s.lastIndexOf(',')", "true true false 3 5")]
    [InlineData("$s.toUpperCase().toLowerCase().equals($s) $s.equalsIgnoreCase(' A,B,, ') $s.equals('x') $s.concat('!')", "true true false  a,b,, !")]
    [InlineData("$s.replace(',', ';') $s.replaceAll('[ab]', '<$0>') $s.replaceAll('(a),(b)', '$2$1') $s.replaceFirst(',', '')", " a;b;;   <a>,<b>,,   ba,,   ab,, ")]
    [InlineData("$s.matches('.*b.*') $s.matches('b')", "true false")]
    [InlineData("$s.trim().split(',').size() $s.trim().split(',')[1] $s.split(',', 2)[1]| $s.split('').size()", "2 b b,, | 7")]
    [InlineData("[$s.nothing() $s.nothing $s.length]", "[  ]")]
    public void Of_a_text(string template, string expected) => Assert.Equal(expected, Templates.Run("#set($s = ' a,b,, ')" + template));

    [Theory]
    [InlineData("$l.size() $l.isEmpty() $l.empty $l.get(0) $l.contains(2) $l.contains('2') $l.indexOf(3)", "3 false false 1 true false 2")]
    [InlineData("$l.add(4) $l.addAll([5, 6]) $l.set(0, 9) $l.remove(1) $l", "true true 1 2 [9, 3, 4, 5, 6]")]
    [InlineData("$l.clear()$l.size()", "0")]
    [InlineData("$l.equals([1, 2, 3]) $l.toString()", "true [1, 2, 3]")]
    public void Of_a_list(string template, string expected) => Assert.Equal(expected, Templates.Run("#set($l = [1, 2, 3])" + template));

    [Theory]
    [InlineData("$m.size() $m.isEmpty() $m.get('a') [$m.get('x')] $m.getOrDefault('x', 5) $m.containsKey('a') $m.containsValue(2) $m.containsKey('x')", "2 false 1 [] 5 true true false")]
    [InlineData("[$m.put('c', 3)] $m.put('a', 9) $m.remove('b') $m $m.putAll({'z': 0})$m.keySet() $m.values()", "[] 1 2 {a=9, c=3} [a, c, z] [9, 3, 0]")]
    [InlineData("#foreach($e in $m.entrySet())$e.key=$e.value,$e.getKey()=$e.getValue();#end", "a=1,a=1;b=2,b=2;")]
    [InlineData("#foreach($k in $m.keySet())$k:$m[$k]#if($foreach.hasNext),#end#end", "a:1,b:2")]
    public void Of_a_map(string template, string expected) => Assert.Equal(expected, Templates.Run("#set($m = {'a': 1, \"b\": 2})" + template));

    [Theory]
    [InlineData("#set($n = 7)$n.intValue() $n.toString().length() $n.equals(7) $n.compareTo(9) $n.parseInt('12') $n.parseDouble('1.5')", "7 1 true -1 12 1.5")]
    [InlineData("#set($n = 7)$n.doubleValue()#set($h = $n.doubleValue() / 2) $h", "7.0 3.5")]
    [InlineData("#set($n = 7.9)$n.intValue() $n.doubleValue()", "7 7.9")]
    [InlineData("#set($n = true)$n.toString() $n.equals(true)", "true true")]
    public void Of_a_number_or_a_boolean(string template, string expected) => Assert.Equal(expected, Templates.Run(template));

    [Theory]
    [InlineData("$input.params('id') $input.params('q') $input.params('X-H') [$input.params('none')]", "42 v h []")]
    [InlineData("$input.params().path.id $input.params().get('querystring').q #foreach($k in $input.params().keySet())$k #end", "42 v path querystring header ")]
    [InlineData("$input.json('$') $input.json('$.a[1]') $input.json('$.x')", """{"a":[1,{"b":"é/"},null],"c":true,"d":2.0} {"b":"é/"} "" """)]
    [InlineData("$input.path('$.a').size() $input.path('$.a[1].b') $input.path(\"$['a'][0]\") $input.path('$.a[-2].b') $input.path('a[0]')", "3 é/ 1 é/ 1")]
    [InlineData("$input.path('$..b') $input.path('$.a[*].b') $input.path('$.*').size() [$input.path('$.c.x')] [$input.path('$.x..y')]", """["é/"] ["é/"] 3 [] [[]]""")]
    public void Of_input(string template, string expected) =>
        Assert.Equal(expected.TrimEnd(), Templates.Run(template, """{"a": [1, {"b": "é/"}, null], "c": true, "d": 2.0}""").TrimEnd());

    [Fact]
    public void Of_input_without_a_body() => Assert.Equal("{} [] \"\" {}", Templates.Run("$input.json('$') [$input.path('$.x')] $input.json('$.x') $input.path('$')"));

    [Theory]
    [InlineData("$util.base64Encode('é') $util.base64Decode('w6k=')", "w6k= é")]
    [InlineData("$util.urlEncode('a b&c=é/*') $util.urlDecode('a+b%26')", "a+b%26c%3D%C3%A9%2F* a b&")]
    [InlineData("""$util.escapeJavaScript('it"s \ it''s /é')""", """it\"s \\ it\'s \/\u00E9""")]
    [InlineData("#set($o = $util.parseJson('{\"a\": {\"b\": [1, 2]}}'))$o.a.b[1] $o.a.b $o", "2 [1,2] {a={b=[1,2]}}")]
    [InlineData("$util.escapeJavaScript($input.json('$.x')).replaceAll(\"\\\\'\", \"'\")", """\"it's\" """)]
    [InlineData("[$util.nothing('x') $util.base64Encode() $util.urlEncode($nothing)]", "[  ]")]
    public void Of_util(string template, string expected) => Assert.Equal(expected.TrimEnd(), Templates.Run(template, """{"x": "it's"}""").TrimEnd());

    [Theory]
    [InlineData("$s.substring(9)", "line 1: the part from 9 to 3 of a text of 3 characters")]
    [InlineData("\n\n$l.get(5)", "line 3: item 5 of a list of 1")]
    [InlineData("$s.replaceAll('(', '')", "line 1: replaceAll with a regular expression of 1 characters, which is none")]
    [InlineData("$s.replaceAll('(?=a)', '')", "line 1: replaceAll with a regular expression of 5 characters, which is none, or looks around")]
    [InlineData("$s.matches('(')", "line 1: matches with a regular expression of 1 characters, which is none")]
    [InlineData("$s.replaceAll('a', '$')", "line 1: replaceAll with a replacement of 1 characters, whose $")]
    [InlineData("$util.parseJson('{')", "line 1: $util.parseJson of a text that is no JSON")]
    [InlineData("$util.base64Decode('?')", "line 1: $util.base64Decode of a text that is not Base64")]
    [InlineData("$input.path('$.a[?(@.b)]')", "line 1: a JSON path whose brackets")]
    [InlineData("#set($s.length() = 5)", "line 1: a value set to what the method length returns")]
    [InlineData("#set($n = 0)$n.parseInt('x')", "line 1: parseInt of a text of 1 characters that is no number")]
    [InlineData("#set($n = 0)$n.parseDouble('x.y')", "line 1: parseDouble of a text of 3 characters that is no number")]
    public void What_Java_refuses_fails_the_template(string template, string fault) => Assert.StartsWith(fault, Templates.Fault("#set($s = 'abc')#set($l = [1])" + template));
}

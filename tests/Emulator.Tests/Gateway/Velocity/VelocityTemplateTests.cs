using Xunit;

namespace Egress.Emulator.Tests.Gateway.Velocity;

/// <summary>The language of mapping templates.</summary>
public sealed class VelocityTemplateTests
{
    /// <summary>As recorded: test_input_path_template_formatting.</summary>
    [Theory]
    [InlineData("a map", """#set($r = $input.path("$.json"))$r""", """{"json": {"foo": "bar"}}""", "{foo=bar}")]
    [InlineData("a list of maps", """#set($r = $input.path("$.json"))$r""", """{"json": [{"foo": "bar"}]}""", """[{"foo":"bar"}]""")]
    [InlineData("a map in a map", """#set($r = $input.path("$.json"))$r.nested""", """{"json": {"nested": {"foo": "bar"}}}""", "{foo=bar}")]
    [InlineData("an item", """#set($r = $input.path("$.json"))$r[0]""", """{"json": [{"foo": "bar"}]}""", "{foo=bar}")]
    [InlineData("a list in a list", """#set($r = $input.path("$.json"))$r[0]""", """{"json": [[{"foo": "bar"}]]}""", """[{"foo":"bar"}]""")]
    [InlineData("a list in a map", """#set($r = $input.path("$.json"))$r""", """{"json": {"foo": [{"nested": "bar"}]}}""", """{foo=[{"nested":"bar"}]}""")]
    [InlineData("several members", """#set($r = $input.path("$.json"))$r""", """{"json": {"bigger": "dict", "to": "test"}}""", "{bigger=dict, to=test}")]
    [InlineData("toString", """#set($r = $input.path("$.json"))$r.toString()""", """{"json": {"list": [{"foo": "bar"}]}}""", """{list=[{"foo":"bar"}]}""")]
    [InlineData("nothing", """#set($r = $input.path("$.x"))[$r $r.y #if($r == $null)null#else#end #if($r == "")empty#else#end]""", "", "[  null empty]")]
    [InlineData("null", """#set($r = $input.path("$.x"))[$r $r.y #if($r == $null)null#else#end #if($r == "")empty#else#end]""", """{"x": null}""", "[  null empty]")]
    [InlineData("an empty list", """#set($r = $input.path("$.x"))[$r $r.y #if($r == $null)null#else#end #if($r == "")empty#else#end]""", """{"x": []}""", "[[]   ]")]
    public void A_JSON_body_is_found_and_printed(string because, string template, string body, string expected) => Same(because, expected, Templates.Run(template, body));

    /// <summary>As recorded: test_input_body_formatting.</summary>
    [Theory]
    [InlineData("no body", "#set($r = $input.body)$r", "", "{}")]
    [InlineData("one of JSON", "#set($r = $input.body)$r", """{"some": "value"}""", """{"some": "value"}""")]
    [InlineData("one of none", "Body=$input.body", "some raw data", "Body=some raw data")]
    [InlineData("a member of its text", "#set($r = $input.body.testAccess)[$r]", """{"testAccess": 1}""", "[]")]
    [InlineData("encoded", "$util.urlEncode($input.body)&$util.urlEncode($input.body.testAccess)", """{"some": "value"}""", "%7B%22some%22%3A+%22value%22%7D&")]
    public void The_body_is_a_text(string because, string template, string body, string expected) => Same(because, expected, Templates.Run(template, body));

    [Theory]
    [InlineData("a reference in each form", "#set($a = 1)$a ${a}b $!a $!{a}b", "1 1b 1 1b")]
    [InlineData("one that leads nowhere", "[$a ${a} $!a.b $a.b.c() $a[0]]", "[    ]")]
    [InlineData("it is an empty text, which is true", "#if($a)t#end#if(!$a)f#end#if($a == \"\")e#end$a.length()#set($b = $a)$b.length()", "te0")]
    [InlineData("no references", "$5 $ $! ${ $. a$", "$5 $ $! ${ $. a$")]
    [InlineData("a dot that ends a sentence", "#set($a = 1)$a. $a.1", "1. 1.1")]
    [InlineData("names with hyphens", "#set($a-b = 1)$a-b $input.params().header.x-h", "1 h")]
    [InlineData("colours and other words", "#ff0000 #setting #ifx # #1", "#ff0000 #setting #ifx # #1")]
    [InlineData("escapes", """#set($a = 1)\$a \\$a \\\$a \#if(x) \#else \x \\x""", """$a \1 \$a #if(x) #else \x \\x""")]
    [InlineData("text as it is", "#[[$a #if #end]]#.", "$a #if #end.")]
    [InlineData("comments", "a## b\nc#* d\n#end *#e#** f *#g", "ac" + "eg")]
    public void Text_and_references(string because, string template, string expected) => Same(because, expected, Templates.Run(template));

    [Theory]
    [InlineData("the line of #set", "a\n  #set($a = 1)\nb", "a\n  b")]
    [InlineData("lines of #set", "#set($a = 1)\n  #set($b = 2)  \r\nb", "b")]
    [InlineData("what follows it on its line", "#set($a = 1) b", " b")]
    [InlineData("#if and #end", "a\n#if(true)\n  b\n#end\nc", "a\n  b\nc")]
    [InlineData("#else", "#if(false)\na\n#else\nb\n#end\n", "b\n")]
    [InlineData("#foreach", "#foreach($i in [1..2])\n$i\n#end\n.", "1\n2\n.")]
    public void A_line_end_behind_a_directive_belongs_to_it(string because, string template, string expected) => Same(because, expected, Templates.Run(template));

    [Theory]
    [InlineData("#if(false)a#elseif(1 == 1)b#elseif(true)c#else{d}#end", "b")]
    [InlineData("#if(false)a#elseif(false)b#{else}c#{end}d", "cd")]
    [InlineData("#if (0)a#end#if('')b#end#if([])c#end#if({})d#end", "abcd")]
    [InlineData("#if(!true)a#else#if(true)b#end#end", "b")]
    [InlineData("#if(not false and true or $x)a#end#if(1 eq 1 && 1 ne 2)b#end#if(1 lt 2 && 2 gt 1 && 1 le 1 && 1 ge 1)c#end", "abc")]
    [InlineData("#if(false && $x || true)a#end#if(!(true && false))b#end#if(!!true)c#end", "abc")]
    [InlineData("#if(\"1\" == 1 && 1.0 == 1 && 'a' != \"b\")a#end#if('a' < 'b')b#end#if([1] == \"[1]\")c#end", "ac")]
    [InlineData("#if(1 < 2)a#end#if(2 <= 1.5)b#end#if(2 > 1.5)c#end#if(1 >= 2)d#end", "ac")]
    public void Conditions(string template, string expected) => Assert.Equal(expected, Templates.Run(template));

    [Theory]
    [InlineData("#set($a = 1 + 2 * 3 - 4 / 3 % 2)$a", "6")]
    [InlineData("#set($a = (1 + 2) * 3)$a", "9")]
    [InlineData("#set($a = 7 / 2)$a #set($b = 7.0 / 2)$b #set($c = -7 % 3)$c", "33.5-1")]
    [InlineData("#set($a = 1.5 + 1.5)$a", "3.0")]
    [InlineData("#set($a = 'x' + 1 + 2)$a #set($b = 1 + 2 + 'x')$b", "x123x")]
    [InlineData("#set($a = 5)#set($a = 1 / 0)#set($a = 'x' * 2)$a", "5")]
    [InlineData("#set($a = 9223372036854775807 + 1)$a", "9.223372036854776E18")]
    [InlineData("#set($a = 123456789012345678901234567890)$a #set($b = -0.00001234)$b #set($c = 10000000.0)$c #set($d = 0.1 + 0.2)$d", "1.2345678901234568E29-1.234E-51.0E70.30000000000000004")]
    [InlineData("#set($a = 0.0001)$a #set($b = 12345678.5)$b #set($c = 100.0)$c", "1.0E-41.23456785E7100.0")]
    public void Arithmetic(string template, string expected) => Assert.Equal(expected, Templates.Run(template));

    [Theory]
    [InlineData("its own variables", "#foreach($i in ['a', 'b', 'c'])$velocityCount$foreach.index$foreach.count$i#if($foreach.hasNext),#end#if($foreach.first)f#end#if($foreach.last)l#end#end", "101a,f212b,323cl")]
    [InlineData("a range downwards", "#foreach($i in [3..1])$i#end", "321")]
    [InlineData("a range of references", "#set($a = 1)#set($b = 3)#foreach($i in [$a..$b])$i#end", "123")]
    [InlineData("a map's values", "#foreach($i in {'a': 1, 'b': 2})$i#end", "12")]
    [InlineData("no list", "#foreach($i in 'abc')$i#end#foreach($i in $nothing)$i#end.", ".")]
    [InlineData("afterwards all is as before", "#set($i = 9)#foreach($i in [1])$i#end$i [$foreach.index$velocityCount]", "19 []")]
    [InlineData("in each other", "#foreach($i in [1..2])#foreach($j in [1..2])$foreach.parent.count$foreach.count #end#end", "11 12 21 22 ")]
    [InlineData("#break and #stop", "#foreach($i in [1..5])#if($i == 3)#break#end$i#end|#foreach($i in [1..5])#if($i == 2)#stop#end$i#end never", "12|1")]
    public void Loops(string because, string template, string expected) => Same(because, expected, Templates.Run(template));

    [Theory]
    [InlineData("double quotation marks", "#set($a = 'b')#set($c = \"$a ${a}c #if(true)d#end $a.length()\")$c", "b bc d 1")]
    [InlineData("single ones", "#set($c = '$a #if \"')$c", "$a #if \"")]
    [InlineData("doubled ones", "#set($c = \"say \"\"$input.params(\"\"q\"\")\"\"\")$c#set($d = 'it''s')$d", "say \"v\"it's")]
    [InlineData("a value is never run", "#set($c = \"$input.params('id')#\")$c#set($e = $input.body)$e", "42#$x #stop")]
    [InlineData("a block", "#define($b)<$a>#end#set($a = 1)$b#set($a = 2)$b", "<1><2>")]
    public void Texts_with_references_in_them(string because, string template, string expected) => Same(because, expected, Templates.Run(template, "$x #stop"));

    [Theory]
    [InlineData("by name, key and index", "#set($m = {'a': {}})#set($m.a.b = 1)#set($m['c'] = [1, 2])#set($m.c[1] = 3)#set($k = 'd')#set($m[$k] = 4)$m", "{a={b=1}, c=[1, 3], d=4}")]
    [InlineData("an index from the end", "#set($l = [1, 2, 3])$l[-1] $l[9]", "3 ")]
    [InlineData("of nothing", "#set($n.a = 1)#set($n.a.b[0] = 1)[$n]", "[]")]
    [InlineData("in the context, which prints nothing", "#set($context.a = 'b')$context.a [$context]#foreach($k in $context.keySet())$k #end", "b []stage a ")]
    public void Values_are_set_and_read(string because, string template, string expected) => Same(because, expected, Templates.Run(template));

    private static void Same(string because, string expected, string actual) => Assert.True(expected == actual, $"{because}: {actual}");
}

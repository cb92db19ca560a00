using System.Text.Json.Nodes;
#pragma warning disable RS0030 // a function's log is its standard output

// A function without any package: the Runtime API by hand, so that the tests see exactly what the host sends.
var init = Environment.GetEnvironmentVariable("SAMPLE_INIT");
var api = $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime";
using var http = new HttpClient(new SocketsHttpHandler()) { Timeout = Timeout.InfiniteTimeSpan };
Console.WriteLine("initialising");
if (init == "exit")
{
    return 3;
}

if (init == "hang" || (init is { } mark && mark.StartsWith('/') && !File.Exists(mark)))
{
    if (init != "hang")
    {
        File.WriteAllText(init, "the first INIT began"); // the second finds it
    }

    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
}

if (init == "error")
{
    await http.PostAsync($"{api}/init/error", new StringContent("""{"errorType":"InvalidOperationException","errorMessage":"no configuration"}"""));
    return 1;
}

while (true)
{
    using var next = await http.GetAsync($"{api}/invocation/next");
    var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
    var body = await next.Content.ReadAsStringAsync();
    var wanted = JsonNode.Parse(body) is JsonObject input ? input : [];
    Console.WriteLine($"handling {wanted["do"]}");
    Console.Error.WriteLine($"handled by {Environment.ProcessId}");
    switch ((string?)wanted["do"])
    {
        case "exit":
            return (int)wanted["code"]!;
        case "hang":
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
            break;
        case "fail":
            await http.PostAsync($"{api}/invocation/{id}/error", new StringContent("""{"errorType":"ArgumentException","errorMessage":"as asked","stackTrace":[]}"""));
            break;
        case "answer twice":
            await AnswerAsync(id, "\"first\"");
            await ShowAsync(await AnswerAsync(id, "\"second\""));
            break;
        case "misuse":
            await ShowAsync(await http.GetAsync($"{api}/invocation/next"));
            await ShowAsync(await http.PostAsync($"{api}/init/error", new StringContent("{}")));
            await ShowAsync(await AnswerAsync("another", "1"));
            await AnswerAsync(id, "null");
            break;
        case "large":
            await AnswerAsync(id, $"\"{new string('x', (int)wanted["bytes"]! - 2)}\"");
            break;
        case "log":
            for (var line = 0; line < (int)wanted["lines"]!; line++)
            {
                Console.WriteLine($"line {line:D4} {new string('.', 90)}");
            }

            await AnswerAsync(id, "null");
            break;
        case "describe":
            var variables = Environment.GetEnvironmentVariables();
            var environment = new JsonObject(variables.Keys.Cast<string>().Select(name => KeyValuePair.Create(name, (JsonNode?)(string?)variables[name])));
            var headers = new JsonObject(next.Headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)string.Join(", ", header.Value))));
            await AnswerAsync(id, new JsonObject { ["environment"] = environment, ["headers"] = headers, ["pid"] = Environment.ProcessId }.ToJsonString());
            break;
        case "meet": // two invocations that can only end together
            using (var meeting = new FileStream((string)wanted["at"]!, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
            {
                meeting.WriteByte((byte)'x');
            }

            while (new FileInfo((string)wanted["at"]!).Length < 2)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            }

            await AnswerAsync(id, $"{Environment.ProcessId}");
            break;
        default:
            await AnswerAsync(id, body);
            break;
    }
}

static async Task ShowAsync(HttpResponseMessage refusal) => Console.WriteLine($"{(int)refusal.StatusCode} {await refusal.Content.ReadAsStringAsync()}");

async Task<HttpResponseMessage> AnswerAsync(string id, string json) => await http.PostAsync($"{api}/invocation/{id}/response", new StringContent(json));

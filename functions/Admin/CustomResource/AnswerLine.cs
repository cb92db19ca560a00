using System.Text.Json;
using Egress.Admin.Calls;

namespace Egress.Admin.CustomResource;

/// <summary>Puts the answer at the presigned address.</summary>
internal sealed class AnswerLine(HttpClient http, Attempts attempts)
{
    public async Task SendAsync(Uri address, StackAnswer answer, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(answer, AdminJson.Default.StackAnswer);
        await attempts.RepeatAsync("Answer to CloudFormation", async token =>
        {
            // Without a content type: the address is signed for a request that has none.
            using var content = new ByteArrayContent(body);
            using var response = await http.PutAsync(address, content, token);
            response.EnsureSuccessStatusCode();
            return true;
        }, cancellationToken);
    }
}

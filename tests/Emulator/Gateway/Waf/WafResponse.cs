namespace Egress.Emulator.Gateway.Waf;

/// <summary>
/// A custom response of a Block. "The response specification for any individual web request comes either completely from AWS WAF or completely from the protected resource": no customised gateway
/// response marks it. [doc: AWS WAF, custom responses for Block actions] Which of API Gateway's own headers are on it is [unverified]: the two ids, as on every answer of a stage.
/// </summary>
internal sealed record WafResponse(int StatusCode, IReadOnlyList<HeaderLine> Headers, string? ContentType, string Body);

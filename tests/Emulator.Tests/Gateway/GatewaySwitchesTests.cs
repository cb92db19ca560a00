using System.Net;
using System.Security.Authentication;
using Egress.Emulator.Gateway;
using Xunit;

namespace Egress.Emulator.Tests.Gateway;

public sealed class GatewaySwitchesTests
{
    private static readonly GatewaySwitches Defaults = new();

    /// <summary>Unknowns of the real gateway, numbered as in the reference's list of them, with the default that it gives.</summary>
    public static TheoryData<int, string, object?, object?> Unknowns => new()
    {
        { 1, "policy before routing", Defaults.RoutesBeforePolicies, false },
        { 2, "throttle before quota", Defaults.CountsQuotaBeforeThrottle, false },
        { 3, "refused or reset: 504", Defaults.WhenNotConnected, HttpStatusCode.GatewayTimeout },
        { 4, "does not resolve: 500", Defaults.WhenNameNotResolved, HttpStatusCode.InternalServerError },
        { 5, "certificate refused: 500", Defaults.WhenCertificateRefused, HttpStatusCode.InternalServerError },
        { 6, "reset in the body: 504", Defaults.WhenCutMidBody, HttpStatusCode.GatewayTimeout },
        { 7, "too many header bytes: 431", Defaults.HeadersTooLargeStatus, 431 },
        { 8, "names, values and separators count", Defaults.CountsHeaderValuesOnly, false },
        { 9, "too long an address: 414", Defaults.UrlTooLongStatus, 414 },
        { 10, "its body", Defaults.UriTooLongBody, """{"message":"Request URI too long"}""" },
        { 10, "its type", Defaults.UriTooLongContentType, "application/json" },
        { 11, "a lone percent sign", Defaults.MalformedTargetBody, """{"message":"Bad Request"}""" },
        { 12, "the old wording", Defaults.WordsPolicyDenialAnew, false },
        { 13, "the endpoint's denial is AccessDenied", Defaults.AnswersForbiddenToEndpointPolicyDenial, false },
        { 14, "no Server header", Defaults.SendsServerHeader, false },
        { 15, "TLS 1.2", Defaults.TlsVersions, SslProtocols.Tls12 },
        { 16, "idle close after 310 s", Defaults.IdleClose, TimeSpan.FromSeconds(310) },
        { 17, "requests of a connection unlimited", Defaults.RequestsPerConnection, null },
        { 18, "the key header's case is ignored", Defaults.MatchesKeyHeaderCase, false },
        { 19, "a mapping leaves another case of its name", Defaults.ReplacesHeadersInAnyCase, false },
        { 20, "an empty mapping is skipped", Defaults.SendsEmptyMappings, false },
        { 21, "an absent source lets the client's value pass", Defaults.RemovesTargetOfAbsentSource, false },
        { 22, "mappings of the gateway's names fail", Defaults.IgnoresMappingsOfGatewayHeaders, false },
        { 23, "propagation in no time: an option of its own", new EmulatorOptions().Propagation, TimeSpan.Zero },
        { 23, "one node, which does not flap", new EmulatorOptions().Nodes, 1 },
        { 24, "rejections use no quota", Defaults.RejectionsUseQuota, false },
        { 25, "quota of the calendar", Defaults.RollsQuotaWindow, false },
        { 25, "its offset is calls", Defaults.OffsetsQuotaByDays, false },
        { 26, "a rotated key is fresh", Defaults.CarriesUsageOfRotatedKeys, false },
        { 27, "limits are exact", Defaults.LimitSlack, 0.0 },
        { 28, "paths are decoded once", Defaults.PreservesPathEncoding, false },
        { 29, "the trailing slash is lost", Defaults.KeepsTrailingSlash, false },
        { 30, "a space is %20", Defaults.EncodesSpaceAsPlus, false },
        { 31, "duplicates have their own lines", Defaults.JoinsDuplicateHeaders, false },
        { 32, "so have cookies", Defaults.SendsLastCookieOnly, false },
        { 33, "no Connection header", Defaults.UpstreamConnectionHeader, null },
        { 34, "AWS's User-Agent and Accept", Defaults.AddsDefaultUserAgentAndAccept, true },
        { 35, "the client's trace root is kept", Defaults.ReplacesClientTraceId, false },
        { 36, "the private address is appended", Defaults.AppendsSourceIp, true },
        { 37, "X-HTTP-Method-Override is honoured", Defaults.HonoursMethodOverride, true },
        { 38, "a GET's body is forwarded", Defaults.DropsBodyOfBodilessMethods, false },
        { 39, "bodies are converted", Defaults.ConvertsBodies, true },
        { 40, "compressed ones too", Defaults.KeepsCompressedText, false },
        { 41, "WWW-Authenticate is remapped", Defaults.RemapsDocumentedHeaders, true },
        { 42, "Content-Encoding passes", Defaults.DropsContentEncoding, false },
        { 43, "redirects are returned", Defaults.FollowsRedirects, false },
        { 44, "streams are chunked", Defaults.StreamsWithUpstreamLength, false },
        { 45, "and remapped as buffered answers", Defaults.RemapsStreamedHeaders, true },
        { 46, "their timeout is total", Defaults.StreamTimeoutEndsAtHeaders, false },
        { 47, "a cut one has no last chunk", Defaults.EndsCutStreamsCleanly, false },
        { 48, "errors before the headers are the normal ones", Defaults.EmptiesStreamErrors, false },
        { 49, "the endpoint's owner is not known", Defaults.EndpointOwnerKeys.Count, 0 },
        { 50, "error type of 415", Defaults.UnsupportedMediaTypeErrorType, "BadRequestException" },
        { 50, "error type of 504", Defaults.GatewayTimeoutErrorType, "InternalServerErrorException" },
    };

    [Theory]
    [MemberData(nameof(Unknowns))]
    public void What_AWS_does_not_document_is_a_switch_with_a_default(int number, string because, object? actual, object? expected) => Assert.True(Equals(expected, actual), $"{number}, {because}: {actual}");

    [Fact]
    public void None_of_the_fifty_is_missing() => Assert.Equal(Enumerable.Range(1, 50), Unknowns.Select(row => row.Data.Item1).Distinct().Order());
}

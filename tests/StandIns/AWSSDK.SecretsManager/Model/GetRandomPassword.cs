namespace Amazon.SecretsManager.Model;

public class GetRandomPasswordRequest : AmazonSecretsManagerRequest
{
    public string ExcludeCharacters { get; set; }
    public bool? ExcludeLowercase { get; set; }
    public bool? ExcludeNumbers { get; set; }
    public bool? ExcludePunctuation { get; set; }
    public bool? ExcludeUppercase { get; set; }
    public bool? IncludeSpace { get; set; }
    public long? PasswordLength { get; set; }
    public bool? RequireEachIncludedType { get; set; }
}

public class GetRandomPasswordResponse : AmazonWebServiceResponse
{
    public string RandomPassword { get; set; }
}

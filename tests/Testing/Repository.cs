namespace Egress.Testing;

/// <summary>The checkout that the tests were built in.</summary>
public static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException($"No Egress.sln above {AppContext.BaseDirectory}. Run the tests from a build inside the checkout."),
        _ when File.Exists(Path.Combine(folder.FullName, "Egress.sln")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}

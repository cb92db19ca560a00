namespace Egress.Emulator.Vpc;

/// <summary>Where unix sockets stand: their paths have at most 107 bytes (unix(7)), so it is the system's own folder, whatever TMPDIR says.</summary>
internal static class SocketFolder
{
    public static string Root { get; } = OperatingSystem.IsWindows() ? Path.GetTempPath() : "/tmp";

    /// <summary>A new folder that only this user can open.</summary>
    public static DirectoryInfo Create()
    {
        var path = Path.Combine(Root, $"egress-{Guid.NewGuid():N}");
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

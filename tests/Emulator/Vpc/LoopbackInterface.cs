using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Egress.Emulator.Vpc;

/// <summary>The interface <c>lo</c> of this network namespace. A new namespace has it, but down.</summary>
internal static partial class LoopbackInterface
{
    // netdevice(7): SIOCSIFFLAGS sets the active flags of an interface; the numbers are those of linux/sockios.h and linux/if.h.
    private const ulong SetInterfaceFlags = 0x8914;
    private const short Up = 0x1;

    public static void BringUp()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var request = new InterfaceRequest { Name = BitConverter.ToUInt64("lo\0\0\0\0\0\0"u8), Flags = Up };
        if (IoControl((int)socket.Handle, SetInterfaceFlags, ref request) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), "The loopback interface of the new network namespace could not be brought up");
        }
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int IoControl(int descriptor, ulong request, ref InterfaceRequest argument);

    /// <summary>struct ifreq: 16 bytes of name, then a union of 24 bytes.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 40)]
    private struct InterfaceRequest
    {
        [FieldOffset(0)]
        public ulong Name;

        [FieldOffset(16)]
        public short Flags;
    }
}

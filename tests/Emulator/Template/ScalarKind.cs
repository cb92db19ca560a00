namespace Egress.Emulator.Template;

internal enum ScalarKind
{
    Text,
    Number,
    Boolean,
    Null,
}

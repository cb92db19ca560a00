namespace Egress.Emulator.Template;

/// <summary>Says what a reference to a resource stands for; throws a <see cref="TemplateException"/> when it stands for nothing.</summary>
internal delegate Node ReferenceResolver(Reference reference);

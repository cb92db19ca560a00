using Egress.Emulator.Template;

namespace Egress.Emulator.Deployment.OpenApi;

/// <summary>Request validators: declared at the top by name, chosen by an operation or for all at the top.</summary>
internal sealed class OpenApiValidators(PropertyMap body)
{
    private const string Choice = "x-amazon-apigateway-request-validator";

    public bool ValidatesParameters(PropertyMap operation)
    {
        var source = operation.Has(Choice) ? operation : body;
        if (source.FindText(Choice) is not { } name)
        {
            return false;
        }

        var validator = body.FindMap("x-amazon-apigateway-request-validators")?.FindMap(name)
            ?? throw new TemplateException(
                source.LocationOf(Choice),
                $"the request validator {name}",
                "one that x-amazon-apigateway-request-validators declares",
                "declare it at the top of the body");
        validator.RefuseOthersThan("validateRequestBody", "validateRequestParameters");
        if (validator.IsTrue("validateRequestBody") && operation.Has("requestBody"))
        {
            throw new TemplateException(
                operation.At,
                $"{operation.What} with a body to validate",
                "validateRequestBody: false: the emulator does not validate bodies",
                "leave the validator or requestBody out");
        }

        return validator.IsTrue("validateRequestParameters");
    }
}

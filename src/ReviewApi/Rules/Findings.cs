using FluentValidation;
using FluentValidation.Results;

namespace ReviewApi.Rules;

/// <summary>What is found at a place, as validators report it.</summary>
internal static class Findings
{
    public static ValidationFailure Failure(string path, Finding finding) => new(path, finding.Detail)
    {
        ErrorCode = finding.Code,
        Severity = finding.IsWarning ? Severity.Warning : Severity.Error,
        CustomState = finding.Hint,
    };
}

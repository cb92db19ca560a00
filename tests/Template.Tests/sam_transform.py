"""What AWS makes of the template, as JSON on standard output: sam_transform.py TEMPLATE [PARAMETER=VALUE ...]

The loop is expanded by cfn-lint's engine, which keeps functions that it cannot resolve (SAM CLI's does not), and the rest by the SAM
translator itself. cfn-lint's own SAM step is of no use here: it drops the API's body. Exit code 3: a module is missing.
"""

import json
import os
import sys

try:
    from cfnlint.decode import decode
    from cfnlint.template import Template
    from samtranslator.parser.parser import Parser
    from samtranslator.translator.managed_policy_translator import ManagedPolicyLoader
    from samtranslator.translator.transform import transform
except ImportError as missing:
    sys.exit(print(missing, file=sys.stderr) or 3)

REGION = "us-east-1"


class NoManagedPolicies(ManagedPolicyLoader):
    """The template names none; asking AWS for their list would need an account."""

    def __init__(self):
        super().__init__(None)

    def load(self):
        return {}


def read(path, overrides):
    template, problems = decode(path)
    if problems:
        raise SystemExit("\n".join(str(problem) for problem in problems))
    for name, value in overrides.items():
        template["Parameters"][name]["Default"] = value
    return template


def expand_loops(path, template):
    second = template["Transform"]
    template["Transform"] = ["AWS::LanguageExtensions"]
    expanded = Template(path, template, [REGION])
    problems = expanded.transform()
    if problems:
        raise SystemExit("\n".join(problem.message for problem in problems))
    expanded.template["Transform"] = [name for name in second if name != "AWS::LanguageExtensions"]
    return json.loads(json.dumps(expanded.template))


def upload_code(template):
    """`sam package` replaces each folder of code by its address in S3."""
    for name, resource in template["Resources"].items():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = f"s3://bucket/{name}"


def main(path, *overrides):
    os.environ.setdefault("AWS_DEFAULT_REGION", REGION)  # the translator asks for it to learn the partition
    template = expand_loops(path, read(path, dict(override.split("=", 1) for override in overrides)))
    upload_code(template)
    json.dump(transform(template, {}, NoManagedPolicies()), sys.stdout, indent=1)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Validates YAML files by a JSON schema, in two drafts; prints a JSON list with each file's problems."""
import json
import sys

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    """A tag that only Ansible knows is a text to an editor."""


Loader.add_multi_constructor('!', lambda loader, suffix, node: str(node.value))

with open(sys.argv[1]) as file:
    schema = json.load(file)
drafts = [jsonschema.Draft202012Validator, jsonschema.Draft7Validator]
for draft in drafts:
    draft.check_schema(schema)

answers = []
for name in sys.argv[2:]:
    with open(name) as file:
        document = yaml.load(file, Loader)
    found = [[problem.json_path + ': ' + problem.message[:200] for problem in draft(schema).iter_errors(document)] for draft in drafts]
    if bool(found[0]) != bool(found[1]):
        raise SystemExit('%s: the drafts differ: %r' % (name, found))
    answers.append(found[0])
print(json.dumps(answers))
